//! The digest that tells “the same, sent again” from “other words under the same id”.

use std::collections::BTreeMap;

use consultation::answers::{Answer, Answers};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::purpose::Purpose;

/// A SHA-256.
pub type Sha256Digest = [u8; 32];

/// What is digested: the same for the same words, whatever the order of the questions and the line ends.
#[derive(Serialize)]
struct Canonical<'a> {
    form: &'static str,
    revision: u32,
    answers: BTreeMap<&'a str, Answer>,
}

/// The digest of a submission's words. Line ends are made LF here too, as [`consultation::rules::check`] makes them,
/// so that it can be taken of answers before they are checked.
pub fn of_answers(purpose: Purpose, revision: u32, answers: &Answers) -> Sha256Digest {
    let answers = answers.iter().map(|(id, answer)| (id.as_str(), answer.with_plain_line_ends())).collect();
    let canonical = Canonical { form: purpose.name(), revision, answers };
    let json = serde_json::to_vec(&canonical).expect("strings, lists and booleans are always JSON");
    Sha256::digest(json).into()
}

/// The digest of some bytes, as 64 lower-case hexadecimal digits.
pub fn in_hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(revision: u32, json: &str) -> Sha256Digest {
        let answers = serde_json::from_str(json).expect("the test states answers");
        of_answers(Purpose::Submission, revision, &answers)
    }

    #[test]
    fn order_and_line_ends_do_not_matter() {
        assert_eq!(digest(1, r#"{"a": "w\rx\r\ny", "b": true}"#), digest(1, r#"{"b": true, "a": "w\nx\ny"}"#));
    }

    #[test]
    fn everything_else_matters() {
        let original = digest(1, r#"{"a": "x", "b": "y"}"#);
        for (revision, other) in [
            (2, r#"{"a": "x", "b": "y"}"#),
            (1, r#"{"a": "x ", "b": "y"}"#),
            (1, r#"{"a": "y", "b": "x"}"#),
            (1, r#"{"a": "x"}"#),
            (1, r#"{"a": ["x"], "b": "y"}"#),
        ] {
            assert_ne!(digest(revision, other), original, "{revision} {other}");
        }
    }
}
