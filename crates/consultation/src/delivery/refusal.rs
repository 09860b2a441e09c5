//! The receiver's refusal: problem details as of RFC 9457, with pointers to the questions.

use serde::Serialize;

use crate::form::Form;
use crate::form::problem::{Cause, Problem};
use crate::id::Id;
use crate::json::{FromJson, Json, Reading};
use crate::text::wording::{Phrase, Wording};

/// The body of an answer of the type `application/problem+json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// A stable name for the kind of refusal.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// What happened, in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u32,
    /// The problems with single answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<AnswerError>,
    /// The reference under which the same id was stored before, when that is the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// A problem with one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerError {
    /// Where in the body, as a JSON pointer: `#/answers/full-name`.
    pub pointer: String,
    /// What is wrong, for programs.
    pub code: String,
    /// What is wrong, for people.
    pub detail: String,
}

const POINTER: &str = "#/answers/";

impl AnswerError {
    /// States a problem for the outside.
    pub fn of(problem: &Problem, form: &Form, wording: &Wording) -> Self {
        Self {
            pointer: [POINTER, problem.question.as_str()].concat(),
            code: problem.cause.code().to_owned(),
            detail: problem.message(form, wording),
        }
    }

    /// States that an answer could not even be read: it is no text, or of no kind that an answer has.
    pub fn unreadable(question: &Id, wording: &Wording) -> Self {
        Self {
            pointer: [POINTER, question.as_str()].concat(),
            code: "unreadable".to_owned(),
            detail: wording.text(Phrase::ReceiverRefused).to_owned(),
        }
    }
}

impl Refusal {
    /// The problems that can be tied to a question of the form, in the receiver's words.
    pub fn problems(&self, form: &Form) -> Vec<Problem> {
        let problem = |error: &AnswerError| {
            let id = Id::try_from(error.pointer.strip_prefix(POINTER)?).ok()?;
            let question = form.question(&id)?.id.clone();
            let cause = Cause::Explained(error.detail.clone());
            (!error.detail.is_empty()).then_some(Problem { question, cause })
        };
        self.errors.iter().filter_map(problem).collect()
    }
}

/// Members that are absent, unknown or of another type do no harm: RFC 9457 asks for that.
impl FromJson for Refusal {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        Self {
            kind: fields.lenient("type", reading),
            title: fields.lenient("title", reading),
            status: fields.lenient("status", reading),
            errors: fields.lenient("errors", reading),
            reference: fields.lenient("reference", reading),
        }
    }
}

impl FromJson for AnswerError {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        Self {
            pointer: fields.lenient("pointer", reading),
            code: fields.lenient("code", reading),
            detail: fields.lenient("detail", reading),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_another_type_are_ignored() {
        let body = r##"{"type": null, "title": 5, "status": "422", "reference": null, "errors": [
            {"pointer": "#/answers/full-name", "code": null, "detail": "Enter your name"}]}"##;
        let refusal: Refusal =
            crate::json::read(serde_json::from_str(body).expect("it is JSON")).expect("nothing in it is needed");
        let error = AnswerError {
            pointer: "#/answers/full-name".into(),
            code: String::new(),
            detail: "Enter your name".into(),
        };
        assert_eq!(refusal, Refusal { errors: vec![error], ..Refusal::default() });
    }
}
