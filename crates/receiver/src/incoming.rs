//! Reads what the page's program posts. It checks nothing: the rules do.

mod counted;

use consultation::delivery::submission::Incoming;
use consultation::form::Form;
use serde::de::DeserializeSeed;

use counted::Counted;

/// No form has more questions. Each answer costs a search through those before it, so that a body of 2 MiB
/// with nothing but answers would keep a processor busy for minutes.
pub const MAX_ANSWERS: usize = 1000;

/// Reads a body of the type `application/json`, after a first pass that keeps nothing of it: a list of 700,000 values
/// would take twenty times the memory of the body.
///
/// # Errors
/// When it is not JSON, or not of the shape of a submission, has more than [`MAX_ANSWERS`], or has a list that is
/// longer than the choices of its question.
pub fn parse(body: &[u8], form: &Form) -> Result<Incoming, serde_json::Error> {
    Counted { form }.deserialize(&mut serde_json::Deserializer::from_slice(body))?;
    serde_json::from_slice(body)
}

#[cfg(test)]
mod tests {
    use consultation::content::Content;

    use super::*;

    fn parse_shipped(body: &str) -> Result<Incoming, serde_json::Error> {
        let content = Content::parse(include_str!("../../../public/content/en-NZ.json")).expect("it is right");
        parse(body.as_bytes(), &content.have_your_say().form)
    }

    fn with_answers(count: usize) -> Result<Incoming, serde_json::Error> {
        let answers: Vec<_> = (0..count).map(|number| format!(r#""q{number}": """#)).collect();
        let (id, answers) = ("0".repeat(32), answers.join(","));
        parse_shipped(&format!(r#"{{"id": "{id}", "revision": 1, "answers": {{{answers}}}}}"#))
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

    fn with_answer(question: &str, answer: &str) -> Result<Incoming, serde_json::Error> {
        let id = "0".repeat(32);
        parse_shipped(&format!(r#"{{"answers": {{"{question}": {answer}}}, "id": "{id}", "revision": 1}}"#))
    }

    #[test]
    fn a_list_as_long_as_its_choices_is_read() {
        for (question, answer) in [("withhold", r#"["", ""]"#), ("gone", r#"["", "", ""]"#), ("email", "[]")] {
            assert!(with_answer(question, answer).is_ok(), "{question} {answer}");
        }
    }

    #[test]
    fn a_longer_one_is_refused_at_its_first_value_too_many() {
        let endless = ["[", &r#""","#.repeat(9)].concat();
        for question in ["withhold", "gone", "email"] {
            let error = with_answer(question, &endless).expect_err("it is too long").to_string();
            assert!(error.contains("a list longer than the choices of its question"), "{question}: {error}");
        }
    }
}
