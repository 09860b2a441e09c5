//! The whole form again, with everything that was typed and every problem, ready to be posted once more.

use consultation::answers::{Answer, Answers};
use consultation::form::{Form, Part};
use consultation::problem::Problem;
use consultation::wording::Phrase;
use maud::{Markup, html};

use super::field::{self, Field};
use super::frame::{Frame, Page};
use super::rich::{blocks, rich};
use crate::form_post::{CONTENT_SHA256, REVISION};
use crate::purpose::Purpose;

/// Draws it.
pub fn problems(frame: Frame, purpose: Purpose, answers: &Answers, problems: &[Problem]) -> Page {
    let content = &frame.words.content;
    let Some((form, title)) = purpose.form(content).zip(purpose.title(content)) else {
        return super::not_stored(frame, None);
    };
    let body = html! {
        (summary(frame, form, answers, problems))
        h1 { (rich(title)) }
        p { (frame.text(Phrase::ChangeAndSendAgain)) }
        // Without an action it is posted to where this page came from, also behind a proxy that changes paths.
        form method="post" novalidate {
            input type="hidden" name=(REVISION) value=(content.revision);
            input type="hidden" name=(CONTENT_SHA256) value=(frame.words.content_sha256);
            @for part in &form.parts { (draw_part(frame, form, part, answers, problems)) }
            button type="submit" { (form.submit) }
        }
    };
    frame.page(&[frame.text(Phrase::ErrorPrefix), &title.plain()].concat(), &body)
}

fn summary(frame: Frame, form: &Form, answers: &Answers, problems: &[Problem]) -> Markup {
    html! {
        div.problem-summary {
            div role="alert" {
                h2 { (frame.text(Phrase::ProblemHeading)) }
                ul { @for problem in problems { (draw_problem(frame, form, problem)) } }
            }
            @for problem in problems { (words_without_question(frame, form, answers, problem)) }
        }
    }
}

fn draw_problem(frame: Frame, form: &Form, problem: &Problem) -> Markup {
    let message = problem.message(form, &frame.words.wording);
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
fn words_without_question(frame: Frame, form: &Form, answers: &Answers, problem: &Problem) -> Markup {
    let message = problem.message(form, &frame.words.wording);
    html! {
        @if let (None, Some(Answer::Text(words))) = (form.question(&problem.question), answers.answer(&problem.question)) {
            p { textarea readonly rows="6" aria-label=(message) { "\n" (words) } }
        }
    }
}

fn draw_part(frame: Frame, form: &Form, part: &Part, answers: &Answers, problems: &[Problem]) -> Markup {
    html! {
        @if let Some(title) = &part.title { h2 { (title) } }
        (blocks(&part.introduction))
        @for question in &part.questions {
            (field::draw(Field { frame, form, part, question, answers, problems }))
        }
    }
}
