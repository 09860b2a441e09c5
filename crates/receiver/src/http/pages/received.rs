//! The receipt as a page, with everything that was sent.

use consultation::delivery::receipt::Receipt;
use consultation::purpose::Purpose;
use consultation::text::wording::Phrase;
use consultation::transcript::Transcript;
use maud::{Markup, html};

use super::check::lines;
use super::frame::{Frame, Page};
use super::rich::blocks;
use crate::store::submission::StoredSubmission;

/// Draws it. Feedback is too short to be shown again.
pub fn received(frame: Frame, purpose: Purpose, receipt: &Receipt, stored: Option<&StoredSubmission>) -> Page {
    let words = purpose.form(&frame.publication.content).map(|form| &form.received);
    let title = words.map_or(frame.text(Phrase::YourReference), |words| &words.title);
    let stored = stored.filter(|_| purpose == Purpose::Submission);
    let body = html! {
        h1 { (title) }
        (details(frame, receipt, stored))
        @if let Some(words) = words { (blocks(&words.next)) }
        @if let Some(stored) = stored { (sent(frame, stored)) }
    };
    frame.page(title, &body)
}

fn details(frame: Frame, receipt: &Receipt, stored: Option<&StoredSubmission>) -> Markup {
    let wording = &frame.publication.wording;
    html! {
        p { (frame.text(Phrase::YourReference)) br; span.reference { (receipt.reference) } }
        p { (wording.moment(Phrase::ReceivedAt, receipt.received_at)) }
        @if receipt.late {
            p { strong { (frame.text(Phrase::ReceivedLate)) } }
        }
        @if let Some(stored) = stored {
            p { (wording.fill(Phrase::ReceiptRevision, &[("number", &wording.number(stored.revision))])) }
            @if let Some(sha256) = &receipt.body_sha256 {
                p.digest-line { (wording.fill(Phrase::ReceiptDigest, &[("sha256", sha256)])) }
            }
            p { (frame.text(Phrase::ReceiptNotice)) }
        }
    }
}

fn sent(frame: Frame, stored: &StoredSubmission) -> Markup {
    let form = frame.publication.content.have_your_say().form.clone();
    html! {
        h2 { (frame.text(Phrase::ReceiptSent)) }
        (lines(frame, &Transcript::of_draft(form, &stored.answers), false))
    }
}
