//! Everything that was written, before it is sent. It is in the page and nowhere else, ready to be posted or changed.

use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::form::question::Question;
use consultation::purpose::Purpose;
use consultation::text::wording::Phrase;
use consultation::time::instant::Instant;
use consultation::transcript::{Line, Transcript};
use maud::{Markup, html};

use super::frame::{Frame, Page};
use super::not_stored::not_stored;
use super::unseen::{self, unseen};
use crate::http::submissions::form_body::{FormPost, FormStep, SHOWN_AT, STEP, TRAP};

/// Draws it. Each button posts everything: to be sent, or to the form with everything in it, at the question to change.
pub fn check(frame: Frame, purpose: Purpose, post: &FormPost, now: Instant) -> Page {
    let posted = &post.submission;
    let Some(form) = purpose.form(&frame.publication.content) else { return not_stored(frame, None) };
    let transcript = Transcript::of_draft(form.clone(), &posted.answers);
    let title = frame.text(Phrase::CheckTitleWithoutApp);
    let body = html! {
        h1 { (title) }
        p { (frame.text(Phrase::CheckKeepsNothing)) }
        form method="post" {
            (unseen::submission(form, posted))
            (unseen(SHOWN_AT, &now.to_string()))
            @if post.signs.is_trapped { (unseen(TRAP, "yes")) }
            (lines(frame, &transcript, true))
            (lines_of_other_forms(form, &posted.answers))
            button.button type="submit" name=(STEP) value=(FormStep::Send.name()) { (frame.text(Phrase::AcceptAndSend)) }
        }
    };
    frame.page(title, &body)
}

/// Each question that was asked with its answer, under the headings of the parts.
pub fn lines(frame: Frame, transcript: &Transcript, may_change: bool) -> Markup {
    let mut before = None;
    let lines = transcript.lines(&frame.publication.wording);
    html! {
        @for one in &lines {
            @let heading = one.part.title.as_ref().filter(|_| before.replace(&one.part.id) != Some(&one.part.id));
            @if let Some(title) = heading { h2 { (title) } }
            (line(frame, one, heading, may_change))
        }
    }
}

fn line(frame: Frame, line: &Line, heading: Option<&String>, may_change: bool) -> Markup {
    let label = line.question.label.plain();
    html! {
        div.line {
            @if heading != Some(&label) { h3 { (label) } }
            p.answer.answer-missing[line.answer.is_none()] dir="auto" {
                (line.answer.as_deref().unwrap_or(frame.text(Phrase::NotAnswered)))
            }
            @if let Some(phrase) = line.publishing() { p.hint { (frame.text(phrase)) } }
            @if may_change { (change(frame, line.question, &label)) }
        }
    }
}

/// What an earlier page has asked, which is not known here: under the names of the questions.
pub fn lines_of_other_forms(form: &Form, answers: &Answers) -> Markup {
    html! {
        @for (id, answer) in unseen::of_other_forms(form, answers) {
            div.line {
                h3 { (id.as_str()) }
                p.answer dir="auto" {
                    @match answer {
                        Answer::Text(words) => (words),
                        Answer::Many(values) => (values.join(", ")),
                        Answer::Agreed(_) => "✓",
                    }
                }
            }
        }
    }
}

/// The address behind the button makes the browser show the question.
fn change(frame: Frame, question: &Question, label: &str) -> Markup {
    html! {
        button.button.button-quiet type="submit" name=(STEP) value=(FormStep::Change.name())
            formaction={ "#" (question.first_control_id()) } {
            (frame.text(Phrase::Change)) span.visually-hidden { " " (label) }
        }
    }
}
