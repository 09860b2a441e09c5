//! What a form carries without showing it.

use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::id::Id;
use maud::{Markup, html};

use super::frame::Frame;
use crate::http::submissions::form_body::{CONTENT_SHA256, ID, REVISION, TRAP};
use crate::intake::posted::PostedSubmission;

/// One field.
pub fn unseen(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The field that only programs fill in.
pub fn trap() -> Markup {
    html! { input hidden name=(TRAP) autocomplete="off"; }
}

/// Everything that was posted.
pub fn submission(form: &Form, posted: &PostedSubmission) -> Markup {
    html! {
        (unseen(ID, posted.id.as_str()))
        (unseen(REVISION, &posted.revision.to_string()))
        (unseen(CONTENT_SHA256, &posted.content_sha256))
        (amendment(posted))
        (answers(form, &posted.answers))
    }
}

/// What it does to an earlier one.
pub fn amendment(posted: &PostedSubmission) -> Markup {
    html! {
        @if let Some(amendment) = &posted.amendment { (unseen(amendment.field(), amendment.earlier().as_str())) }
    }
}

/// What is posted about an earlier submission from its receipt: the content that is there now.
pub fn present_revision(frame: Frame) -> Markup {
    html! {
        (unseen(REVISION, &frame.publication.content.revision.to_string()))
        (unseen(CONTENT_SHA256, &frame.publication.content_sha256))
    }
}

/// Answers to what no question of this form asks.
pub fn of_other_forms<'a>(form: &Form, answers: &'a Answers) -> impl Iterator<Item = (&'a Id, &'a Answer)> {
    answers.iter().filter(|(id, _)| form.question(id).is_none())
}

/// Answers as a browser's own form posts them: to the questions that are asked, and to those of another form.
pub fn answers(form: &Form, answers: &Answers) -> Markup {
    let (asked, others) = (answers.of_asked_questions(form), of_other_forms(form, answers));
    html! {
        @for (id, answer) in asked.iter().chain(others) {
            @match answer {
                Answer::Text(words) => (unseen(id.as_str(), words)),
                Answer::Many(values) => @for value in values { (unseen(id.as_str(), value)) },
                Answer::Agreed(_) => (unseen(id.as_str(), "yes")),
            }
        }
    }
}
