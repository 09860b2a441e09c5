//! The whole form again, with everything that was typed and what is to be said about it, ready to be posted once more.

use consultation::form::answers::{Answer, Answers};
use consultation::form::problem::Problem;
use consultation::form::{Form, Part};
use consultation::id::Id;
use consultation::purpose::Purpose;
use consultation::text::wording::Phrase;
use maud::{Markup, html};

use super::field::{self, Field};
use super::frame::{Frame, Page};
use super::not_stored::not_stored;
use super::rich::{blocks, rich};
use super::unseen::{amendment, trap, unseen};
use crate::http::submissions::form_body::{CONTENT_SHA256, ID, REVISION};
use crate::intake::posted::PostedSubmission;

/// A form that is shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormAgain {
    /// What was typed, and the id under which it is posted next.
    pub submission: PostedSubmission,
    /// What is said above it.
    pub notice: Notice,
}

/// What is said above a form that is shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The person wants to change something.
    Changing,
    /// The person wants to change what they have sent.
    ChangingSent,
    /// The answers break rules.
    ProblemsFound(Vec<Problem>),
    /// Too many came from this address.
    TooMany,
    /// The database failed.
    NotStored,
    /// Other words are stored under the same id.
    SentBefore {
        /// Their reference.
        reference: String,
    },
    /// Some bytes were no letters.
    LettersLost,
    /// Something in the post belongs to no form.
    Unreadable,
    /// The header that tells doubles apart names another id.
    OtherKey,
    /// Another website posted it.
    FromElsewhere,
    /// Words came in the clear, and are taken sealed alone.
    NotSealed,
}

/// Draws it. Content may have lost the form since the page was opened.
pub fn form_again(frame: Frame, purpose: Purpose, again: &FormAgain) -> Page {
    let content = &frame.publication.content;
    let Some((form, title)) = purpose.form(content).zip(purpose.title(content)) else {
        return not_stored(frame, None);
    };
    let problems = again.notice.problems();
    let body = html! {
        @if !again.notice.is_wish() { (notice(frame, form, again)) }
        h1 { (rich(title)) }
        @if again.notice == Notice::ChangingSent { p { (frame.text(Phrase::ChangingWithoutApp)) } }
        @if !problems.is_empty() { p { (frame.text(Phrase::ChangeAndSendAgain)) } }
        // Without an action it is posted to where this page came from, also behind a proxy that changes paths.
        form method="post" novalidate {
            (unseen(ID, again.submission.id.as_str()))
            (unseen(REVISION, &content.revision.to_string()))
            (unseen(CONTENT_SHA256, &frame.publication.content_sha256))
            (amendment(&again.submission))
            (trap())
            @for one in &form.at_least_one { p { (rich(&one.said)) } }
            @for part in &form.parts { (draw_part(frame, form, part, &again.submission.answers, problems)) }
            button.button type="submit" { (form.submit) }
        }
    };
    let prefix = if again.notice.is_wish() { "" } else { frame.text(Phrase::ErrorPrefix) };
    frame.page(&[prefix, &title.plain()].concat(), &body)
}

impl Notice {
    /// Whether nothing is wrong.
    fn is_wish(&self) -> bool {
        matches!(self, Self::Changing | Self::ChangingSent)
    }

    fn problems(&self) -> &[Problem] {
        match self {
            Self::ProblemsFound(problems) => problems,
            _ => &[],
        }
    }

    /// A heading, and what there is to say; problems have a list of their own.
    fn words(&self, frame: Frame) -> (Phrase, Option<String>) {
        let plain = |phrase| Some(frame.text(phrase).to_owned());
        match self {
            Self::Changing | Self::ChangingSent | Self::ProblemsFound(_) => (Phrase::ProblemHeading, None),
            Self::TooMany => (Phrase::NotSent, plain(Phrase::ReceiverBusy)),
            Self::NotStored => (Phrase::NotSent, plain(Phrase::FormNotStored)),
            Self::SentBefore { reference } => {
                let words = frame.publication.wording.fill(Phrase::FormSentBefore, &[("reference", reference)]);
                (Phrase::SentBefore, Some(words))
            }
            Self::LettersLost => (Phrase::NotSent, plain(Phrase::FormLettersLost)),
            Self::Unreadable | Self::OtherKey => (Phrase::NotSent, plain(Phrase::FormUnreadable)),
            Self::FromElsewhere => (Phrase::NotSent, plain(Phrase::FormFromElsewhere)),
            Self::NotSealed => (Phrase::NotSent, plain(Phrase::SealedOnly)),
        }
    }
}

fn notice(frame: Frame, form: &Form, again: &FormAgain) -> Markup {
    let (heading, words) = again.notice.words(frame);
    let problems = again.notice.problems();
    html! {
        div.problem-summary {
            div role="alert" {
                h2 { (frame.text(heading)) }
                @if let Some(words) = words { p { (words) } }
                @if !problems.is_empty() {
                    ul { @for problem in problems { (draw_problem(frame, form, problem)) } }
                }
            }
            @for (id, answer) in again.submission.answers.iter() { (words_without_question(frame, form, id, answer)) }
        }
    }
}

fn draw_problem(frame: Frame, form: &Form, problem: &Problem) -> Markup {
    let message = problem.message(form, &frame.publication.wording);
    html! {
        li {
            @match form.question(&problem.question) {
                Some(question) => a href={ "#" (question.first_control_id()) } { (message) },
                None => (message),
            }
        }
    }
}

/// An earlier page may have asked what this form does not: such words are shown, to be copied to where they belong.
fn words_without_question(frame: Frame, form: &Form, id: &Id, answer: &Answer) -> Markup {
    let label = frame.publication.wording.fill(Phrase::NotAQuestion, &[("question", id.as_str())]);
    html! {
        @if let (None, Answer::Text(words)) = (form.question(id), answer) {
            p { textarea readonly rows="6" aria-label=(label) { "\n" (words) } }
        }
    }
}

fn draw_part(frame: Frame, form: &Form, part: &Part, answers: &Answers, problems: &[Problem]) -> Markup {
    html! {
        @if let Some(title) = &part.title { h2 { (title) } }
        (blocks(&part.introduction))
        @if !part.warning.is_empty() { div.warning { (blocks(&part.warning)) } }
        @for question in &part.questions {
            (field::draw(Field { frame, form, question, answers, problems }))
        }
    }
}
