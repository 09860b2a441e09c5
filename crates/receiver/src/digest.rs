//! The digest that tells “the same, sent again” from “other words under the same id”.

use consultation::delivery::submission::Amendment;
use consultation::delivery::wire;
use consultation::form::answers::Answers;
use sha2::{Digest, Sha256};

use consultation::purpose::Purpose;

/// A SHA-256.
pub type Sha256Digest = [u8; 32];

/// The digest of a submission's words; `answers` are normal ([`Answers::normal`]).
pub fn of_answers(purpose: Purpose, revision: u32, amendment: Option<&Amendment>, answers: &Answers) -> Sha256Digest {
    Sha256::digest(wire::canonical(purpose, revision, amendment, answers)).into()
}

/// The digest of what is sealed, as it came. What stands in the clear beside a seal is covered by it as it is beside answers.
pub fn of_sealed(purpose: Purpose, revision: u32, amendment: Option<&Amendment>, sealed: &str) -> Sha256Digest {
    of_bytes(wire::canonical_sealed(purpose, revision, amendment, sealed).as_bytes())
}

/// The digest of some bytes.
pub fn of_bytes(bytes: &[u8]) -> Sha256Digest {
    Sha256::digest(bytes).into()
}

/// A digest as 64 lower-case hexadecimal digits.
pub fn in_hexadecimal(digest: &Sha256Digest) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use consultation::delivery::submission::SubmissionId;

    use super::*;

    fn digest(revision: u32, json: &str) -> Sha256Digest {
        let answers = serde_json::from_str(json).expect("the test states answers");
        of_answers(Purpose::Submission, revision, None, &answers)
    }

    #[test]
    fn the_order_does_not_matter() {
        assert_eq!(digest(1, r#"{"a": "x", "b": true}"#), digest(1, r#"{"b": true, "a": "x"}"#));
    }

    #[test]
    fn of_what_is_sealed_form_revision_amendment_and_seal_matter() {
        let id = |number| SubmissionId::from_random([number; 16]);
        let replacing = |number| Some(Amendment::Replaces(id(number)));
        let (submission, original) = (Purpose::Submission, replacing(1));
        let digests = [
            of_sealed(submission, 1, original.as_ref(), "{}"),
            of_sealed(Purpose::Feedback, 1, original.as_ref(), "{}"),
            of_sealed(submission, 2, original.as_ref(), "{}"),
            of_sealed(submission, 1, replacing(2).as_ref(), "{}"),
            of_sealed(submission, 1, Some(Amendment::Withdraws(id(1))).as_ref(), "{}"),
            of_sealed(submission, 1, None, "{}"),
            of_sealed(submission, 1, original.as_ref(), "{ }"),
        ];
        assert_eq!(HashSet::from(digests).len(), digests.len());
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
