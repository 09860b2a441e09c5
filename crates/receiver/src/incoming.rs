//! Reads what the page's program posts. It checks nothing: the rules do.

use std::fmt;

use consultation::delivery::submission::Incoming;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// No form has more questions. Each answer costs a search through those before it, so that a body of 2 MiB
/// with nothing but answers would keep a processor busy for minutes.
pub const MAX_ANSWERS: usize = 1000;

/// Reads a body of the type `application/json`.
///
/// # Errors
/// When it is not JSON, or not of the shape of a submission, or has more than [`MAX_ANSWERS`].
pub fn parse(body: &[u8]) -> Result<Incoming, serde_json::Error> {
    serde_json::from_slice::<Counted>(body)?;
    serde_json::from_slice(body)
}

/// A submission of which only the answers were counted.
#[derive(Deserialize)]
struct Counted {
    #[serde(rename = "answers")]
    _answers: NotTooMany,
}

struct NotTooMany;

impl<'de> Deserialize<'de> for NotTooMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(CountingVisitor)
    }
}

struct CountingVisitor;

impl<'de> Visitor<'de> for CountingVisitor {
    type Value = NotTooMany;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by question")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NotTooMany, A::Error> {
        let mut count = 0;
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            count += 1;
            if count > MAX_ANSWERS {
                return Err(A::Error::custom("more answers than any form has questions"));
            }
        }
        Ok(NotTooMany)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_answers(count: usize) -> Result<Incoming, serde_json::Error> {
        let answers: Vec<_> = (0..count).map(|number| format!(r#""q{number}": """#)).collect();
        let (id, answers) = ("0".repeat(32), answers.join(","));
        parse(format!(r#"{{"id": "{id}", "revision": 1, "answers": {{{answers}}}}}"#).as_bytes())
    }

    #[test]
    fn as_many_answers_as_a_form_could_have_are_read() {
        let incoming = with_answers(MAX_ANSWERS).expect("it is a submission");
        assert_eq!(incoming.answers.iter().count(), MAX_ANSWERS);
    }

    #[test]
    fn more_are_refused_before_they_cost_anything() {
        let error = with_answers(MAX_ANSWERS + 1).expect_err("it is too much").to_string();
        assert!(error.contains("more answers than any form has questions"), "{error}");
    }
}
