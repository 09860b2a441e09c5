//! Reads what a browser posts with scripts off. It checks nothing: the rules do.

use consultation::answers::{Answer, Answers};
use consultation::form::Form;
use consultation::id::Id;
use consultation::question::Kind;
use consultation::updates::is_digest;

use crate::incoming::MAX_ANSWERS;

/// The hidden field with the content's revision.
pub const REVISION: &str = "revision";

/// The hidden field with the digest of the content's file.
pub const CONTENT_SHA256: &str = "content_sha256";

/// The fields that a post may have: one for each answer, and the two hidden ones.
const MAX_FIELDS: usize = MAX_ANSWERS + 2;

/// A form post, parsed but not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPost {
    /// The revision of the content that the browser showed.
    pub revision: u32,
    /// The digest of that content's file, where the page states it.
    pub content_sha256: String,
    /// What was answered. Fields left empty are not in it.
    pub answers: Answers,
}

/// The body is not one that our forms post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is not a form of this page")]
pub struct NotOurForm;

impl FormPost {
    /// Reads a body of the type `application/x-www-form-urlencoded`.
    ///
    /// A field that the form does not ask is kept, so that the rules can name it and the page can show it:
    /// a page of an earlier revision may have asked it.
    ///
    /// # Errors
    /// [`NotOurForm`]: no revision, too many fields, or a field whose name no question could have.
    pub fn parse(body: &[u8], form: &Form) -> Result<Self, NotOurForm> {
        let (mut revision, mut content_sha256, mut answers) = (None, String::new(), Answers::default());
        for (count, (name, value)) in form_urlencoded::parse(body).enumerate() {
            if count == MAX_FIELDS {
                return Err(NotOurForm);
            }
            if name == REVISION {
                revision = value.parse().ok();
            } else if name == CONTENT_SHA256 {
                content_sha256 = Some(value.into_owned()).filter(|digest| is_digest(digest)).ok_or(NotOurForm)?;
            } else {
                let id = Id::try_from(name.as_ref()).map_err(|_| NotOurForm)?;
                add(&mut answers, form, id, value.into_owned());
            }
        }
        revision.map(|revision| Self { revision, content_sha256, answers }).ok_or(NotOurForm)
    }
}

/// Browsers send every text field, empty ones too: those are no answers.
fn add(answers: &mut Answers, form: &Form, id: Id, value: String) {
    let answer = match form.question(&id).map(|question| &question.kind) {
        Some(Kind::ChooseMany(_)) => Answer::Many(chosen_with(answers, &id, value)),
        Some(Kind::Declaration(_)) => Answer::Agreed(!value.is_empty()),
        Some(Kind::ShortText(_) | Kind::LongText(_) | Kind::Email(_) | Kind::ChooseOne(_)) | None => {
            Answer::Text(value)
        }
    };
    if !answer.is_blank() {
        answers.set(id, answer);
    }
}

fn chosen_with(answers: &Answers, id: &Id, value: String) -> Vec<String> {
    let mut values = match answers.answer(id) {
        Some(Answer::Many(values)) => values.clone(),
        Some(Answer::Text(_) | Answer::Agreed(_)) | None => Vec::new(),
    };
    values.push(value);
    values
}

#[cfg(test)]
mod tests {
    use consultation::content::Content;
    use serde_json::Value;

    use super::*;

    const FORM: &str = r#"{"parts": [{"id": "part", "questions": [
        {"id": "name", "label": "Name", "kind": {"short_text": {"max_characters": 9}}},
        {"id": "topics", "label": "Topics", "kind": {"choose_many": [
            {"value": "a", "label": "A"}, {"value": "b", "label": "B"}]}},
        {"id": "agreed", "label": "Agreed", "kind": {"declaration": {"statement": "Yes"}}}]}],
        "submit": "Send", "received": {"title": "Thanks", "next": []}}"#;

    /// The shipped content with the form of the test.
    fn content() -> Content {
        let shipped = include_str!("../../../public/content/en-NZ.json");
        let mut content: Value = serde_json::from_str(shipped).expect("it is JSON");
        let sections = content["sections"].as_array_mut().expect("it has sections");
        let section = sections.iter_mut().find_map(|section| section.get_mut("have_your_say"));
        section.expect("it has the form")["form"] = serde_json::from_str(FORM).expect("the test states JSON");
        Content::parse(&content.to_string()).expect("the test states a form")
    }

    fn parse(body: &str) -> Result<FormPost, NotOurForm> {
        FormPost::parse(body.as_bytes(), &content().have_your_say().form)
    }

    fn answers(body: &str) -> String {
        let post = parse(body).expect(body);
        serde_json::to_string(&post.answers).expect("answers are JSON")
    }

    #[test]
    fn each_kind_of_question_is_read_as_its_kind_of_answer() {
        let body = "revision=3&name=K%C4%81i+1%0D%0A&topics=b&topics=a&agreed=yes";
        assert_eq!(answers(body), r#"{"name":"Kāi 1\r\n","topics":["b","a"],"agreed":true}"#);
        assert_eq!(parse(body).map(|post| post.revision), Ok(3));
    }

    #[test]
    fn fields_left_empty_are_not_answers() {
        assert_eq!(answers("revision=3&name=&agreed="), "{}");
    }

    #[test]
    fn a_field_that_is_not_asked_is_kept_for_the_rules_to_name() {
        assert_eq!(answers("revision=3&nickname=x"), r#"{"nickname":"x"}"#);
    }

    #[test]
    fn what_our_forms_never_post_is_refused() {
        let many = ["revision=1", &"&name=x".repeat(MAX_FIELDS)].concat();
        for body in
            ["", "name=x", "revision=x", "revision=-1", "revision=1&Full+Name=x", "revision=1&content_sha256=x", &many]
        {
            assert_eq!(parse(body), Err(NotOurForm), "{body:.40}");
        }
    }
}
