//! Asks once more, before a submission is withdrawn.

use consultation::text::wording::Phrase;
use maud::html;

use super::frame::{Frame, Page};
use super::unseen;
use crate::http::submissions::form_body::{FormStep, STEP};
use crate::intake::posted::PostedSubmission;

/// Draws it. The button posts the withdrawal.
pub fn withdraw(frame: Frame, posted: &PostedSubmission) -> Page {
    let title = frame.text(Phrase::Withdraw);
    let body = html! {
        h1 { (title) }
        p { (frame.text(Phrase::WithdrawNote)) }
        form method="post" {
            (unseen::submission(&frame.publication.content.have_your_say().form, posted))
            button.button type="submit" name=(STEP) value=(FormStep::Send.name()) { (frame.text(Phrase::WithdrawNow)) }
        }
    };
    frame.page(title, &body)
}
