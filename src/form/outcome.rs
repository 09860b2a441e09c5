//! What came of the last attempt to send: problems, a failure, or the receipt. It takes the focus when it appears.

use consultation::session::Phase;
use leptos::prelude::*;

use super::failure::failure;
use super::problems::problem_summary;
use super::received::received;
use crate::live::FormHandle;

/// The place above the form; empty while the person writes.
#[component]
pub fn Outcome(handle: FormHandle) -> impl IntoView {
    let content = move || {
        handle.phase(|phase| match phase {
            Phase::Writing | Phase::Sending(_) => None,
            Phase::Mending(problems) => Some(problem_summary(handle, problems)),
            Phase::Failed(reason) => Some(failure(handle, reason)),
            Phase::Sent(sent) => Some(received(handle, sent)),
        })
    };
    view! { <div class="outcome" id=handle.element_id("outcome") tabindex="-1">{content}</div> }
}
