//! What came of the last attempt to send: problems, a failure, or the receipt. It takes the focus when it appears.

use consultation::delivery::Delivery;
use consultation::id::Id;
use consultation::session::Session;
use consultation::text::wording::Phrase;

use super::failure::{refused, unknown};
use super::problems::problem_summary;
use super::received::received;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;

/// The place above the form; empty while the person writes. What is known about an attempt stays beside the problems
/// of what was written since.
pub fn outcome(handle: FormHandle) -> ErasedView {
    let content = move || {
        handle.outcome(|session| (delivery(handle, session), problems(handle, session), left_over(handle, session)))
    };
    view! { <div class="outcome" id={handle.element_id("outcome")} tabindex="-1">{content}</div> }
}

fn delivery(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    match session.delivery() {
        Delivery::Idle | Delivery::InFlight { again: false, .. } => None,
        Delivery::InFlight { again: true, .. } => Some(sending(handle)),
        Delivery::Unknown { because, .. } => Some(unknown(handle, *because)),
        Delivery::Refused { because, .. } => refused(handle, because),
        Delivery::Received { receipt, .. } => Some(received(handle, session, receipt)),
    }
}

/// Words whose question is gone: to be moved to where they belong now.
fn left_over(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    let wording = &handle.page.wording;
    let text = |(question, words): (&Id, &str)| {
        let (name, words) = (wording.fill(Phrase::QuestionGone, &[("question", question.as_str())]), words.to_owned());
        view! { <textarea readonly="" rows="6" aria-label=name>{words}</textarea> }
    };
    let texts: Vec<ErasedView> = session.draft().left_over(session.form()).map(text).collect();
    let words = wording.text(Phrase::QuestionsGone);
    (!texts.is_empty()).then(|| view! { <div class="left-over"><p>{words}</p>{texts}</div> })
}

fn problems(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    let shown = session.draft().shown();
    (!shown.is_empty()).then(|| problem_summary(handle, shown))
}

/// In the place of the button that was pressed, which is gone: the focus stays with what it led to.
fn sending(handle: FormHandle) -> ErasedView {
    view! { <p class="sending">{handle.page.wording.text(Phrase::Sending)}</p> }
}
