//! Reads what the page's program posts, once, and stops at the first value too many. It checks nothing: the rules do.

mod answers;

use std::cell::RefCell;
use std::fmt;

use consultation::content::updates::is_digest;
use consultation::delivery::submission::{Amendment, SubmissionId};
use consultation::form::Form;
use consultation::form::answers::Answers;
use consultation::id::Id;
use consultation::purpose::Purpose;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::intake::posted::PostedSubmission;
use crate::sealed::Sealed;
use answers::ReadAnswers;

/// The digest of the content that the sender saw; empty where the body does not state it.
pub fn content_sha256(body: &[u8]) -> String {
    #[derive(Default, Deserialize)]
    struct Stated {
        #[serde(default)]
        content_sha256: String,
    }
    serde_json::from_slice(body).unwrap_or_else(|_| Stated::default()).content_sha256
}

/// Why a body was not read.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct Misread {
    /// What is wrong.
    pub reason: serde_json::Error,
    /// The question whose answer it was, where it was one.
    pub question: Option<Id>,
}

/// Reads a body of the type `application/json`, to that form where it is known. What is too much is refused before it is kept: a list of 700,000 values
/// would take twenty times the memory of the body.
///
/// # Errors
/// When it is not JSON, or not of the shape of a submission, has more answers than any form can have, has a list that
/// is longer than the choices of its question, or was sealed for another submission or another `purpose`.
pub fn parse(body: &[u8], form: Option<&Form>, purpose: Purpose) -> Result<PostedSubmission, Misread> {
    let (mut json, being_read) = (serde_json::Deserializer::from_slice(body), RefCell::default());
    let posted = ReadSubmission { form, purpose, being_read: &being_read }.deserialize(&mut json);
    let posted = posted.and_then(|posted| json.end().map(|()| posted));
    // What ends too early is nobody's answer.
    let question = being_read.into_inner();
    posted.map_err(|reason| Misread { question: question.filter(|_| !reason.is_eof()), reason })
}

/// Reads the whole submission, to this form.
#[derive(Clone, Copy)]
struct ReadSubmission<'a> {
    form: Option<&'a Form>,
    purpose: Purpose,
    being_read: &'a RefCell<Option<Id>>,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
    Id,
    Revision,
    ContentSha256,
    Replaces,
    Withdraws,
    Answers,
    Sealed,
}

impl<'de> DeserializeSeed<'de> for ReadSubmission<'_> {
    type Value = PostedSubmission;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<PostedSubmission, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ReadSubmission<'_> {
    type Value = PostedSubmission;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a submission")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PostedSubmission, A::Error> {
        let (mut id, mut revision, mut content_sha256, mut answers) = (None, None, None, None);
        let (mut replaces, mut withdraws, mut sealed) = (None, None, None);
        while let Some(field) = map.next_key()? {
            match field {
                Field::Id => once("id", &mut id, map.next_value::<SubmissionId>()?)?,
                Field::Revision => once("revision", &mut revision, map.next_value::<u32>()?)?,
                Field::ContentSha256 => once("content_sha256", &mut content_sha256, map.next_value::<String>()?)?,
                Field::Replaces => once("replaces", &mut replaces, map.next_value::<SubmissionId>()?)?,
                Field::Withdraws => once("withdraws", &mut withdraws, map.next_value::<SubmissionId>()?)?,
                Field::Answers => {
                    let read = ReadAnswers { form: self.form, being_read: self.being_read };
                    once("answers", &mut answers, map.next_value_seed(read)?)?;
                }
                Field::Sealed => once("sealed", &mut sealed, map.next_value::<Box<RawValue>>()?)?,
            }
        }
        let mut posted = PostedSubmission {
            id: id.ok_or_else(|| A::Error::missing_field("id"))?,
            revision: revision.ok_or_else(|| A::Error::missing_field("revision"))?,
            content_sha256: digest(content_sha256.unwrap_or_default())?,
            amendment: amendment(replaces, withdraws)?,
            answers: Answers::default(),
            sealed: None,
        };
        match (answers, sealed) {
            (Some(answers), None) => posted.answers = answers,
            (None, Some(json)) => posted.sealed = Some(sealed_for(&posted, self.purpose, &json)?),
            (Some(_), Some(_)) => return Err(A::Error::custom("it has answers both sealed and in the clear")),
            (None, None) => return Err(A::Error::missing_field("answers")),
        }
        Ok(posted)
    }
}

/// What is bound to another submission is not this one's.
fn sealed_for<E: Error>(posted: &PostedSubmission, purpose: Purpose, json: &RawValue) -> Result<Sealed, E> {
    let (sealed, bound) = Sealed::read(json.get()).map_err(E::custom)?;
    let is_its_own = bound.is_of(purpose, &posted.id, posted.revision, &posted.content_sha256);
    if is_its_own { Ok(sealed) } else { Err(E::custom("it was sealed for another submission")) }
}

/// Of a field that is there twice, nobody knows which one is meant.
fn once<T, E: Error>(name: &'static str, field: &mut Option<T>, value: T) -> Result<(), E> {
    match field.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::duplicate_field(name)),
    }
}

/// Nobody knows what is meant by both.
fn amendment<E: Error>(
    replaces: Option<SubmissionId>,
    withdraws: Option<SubmissionId>,
) -> Result<Option<Amendment>, E> {
    let are_both = replaces.is_some() && withdraws.is_some();
    let amendment = Amendment::of(replaces, withdraws);
    if are_both { Err(E::custom("it both replaces and withdraws")) } else { Ok(amendment) }
}

/// Senders of other makers may leave it out.
fn digest<E: Error>(text: String) -> Result<String, E> {
    let is_right = text.is_empty() || is_digest(&text);
    if is_right { Ok(text) } else { Err(E::custom("content_sha256 is 64 lower-case hexadecimal digits")) }
}

#[cfg(test)]
mod tests {
    use consultation::content::Content;

    use super::*;
    use crate::intake::posted::MAX_ANSWERS;

    fn parse_shipped(body: &str) -> Result<PostedSubmission, Misread> {
        let content = Content::parse(include_str!("../../../../../public/content/en-NZ.json")).expect("it is right");
        parse(body.as_bytes(), Some(&content.have_your_say().form), Purpose::Submission)
    }

    fn with_answers(count: usize) -> Result<PostedSubmission, Misread> {
        let answers: Vec<_> = (0..count).map(|number| format!(r#""q{number}": """#)).collect();
        let (id, answers) = ("0".repeat(32), answers.join(","));
        parse_shipped(&format!(r#"{{"id": "{id}", "revision": 1, "answers": {{{answers}}}}}"#))
    }

    #[test]
    fn as_many_answers_as_a_form_could_have_are_read() {
        let posted = with_answers(MAX_ANSWERS).expect("it is a submission");
        assert_eq!(posted.answers.iter().count(), MAX_ANSWERS);
    }

    #[test]
    fn more_are_refused_before_they_cost_anything() {
        let error = with_answers(MAX_ANSWERS + 1).expect_err("it is too much").to_string();
        assert!(error.contains("more answers than any form has questions"), "{error}");
    }

    fn with_answer(question: &str, answer: &str) -> Result<PostedSubmission, Misread> {
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

    #[test]
    fn an_answer_that_cannot_be_read_is_named() {
        for answer in [r#""half a fox \ud83e""#, r#"["\udd8a\ud83e"]"#, "7", "{}", "null", "\"\u{1}\""] {
            let misread = with_answer("anything-else", answer).expect_err(answer);
            assert_eq!(misread.question.as_ref().map(Id::as_str), Some("anything-else"), "{answer}: {misread}");
        }
        let right_then_wrong = parse_shipped(r#"{"answers": {"email": "a"}, "id": 7}"#).expect_err("an id is a text");
        assert_eq!(right_then_wrong.question, None);
        let cut = parse_shipped(r#"{"answers": {"anything-else": "Kia"#).expect_err("it is cut off");
        assert_eq!(cut.question, None);
    }

    #[test]
    fn what_is_not_exactly_one_submission_is_refused_and_said_why() {
        let id = "0".repeat(32);
        let whole = format!(r#""id": "{id}", "revision": 1"#);
        for (body, reason) in [
            (format!(r#"{{{whole}}}"#), "missing field `answers`"),
            (format!(r#"{{{whole}, "answers": {{}}, "answers": {{}}}}"#), "duplicate field `answers`"),
            (format!(r#"{{{whole}, "answers": {{}}, "late": false}}"#), "unknown field `late`"),
            (format!(r#"{{{whole}, "answers": {{"email": "a", "email": "b"}}}}"#), "“email” is answered twice"),
            (format!(r#"{{{whole}, "answers": {{"email": 7}}}}"#), "an answer: a string"),
            (format!(r#"{{{whole}, "answers": {{}}, "content_sha256": "x"}}"#), "64 lower-case hexadecimal digits"),
            (format!(r#"{{{whole}, "answers": {{}}}} {{}}"#), "trailing characters"),
            (format!(r#"["{id}", 1, "", {{}}]"#), "expected a submission"),
        ] {
            let error = parse_shipped(&body).expect_err(&body).to_string();
            assert!(error.contains(reason), "{body}: {error}");
        }
    }
}
