//! The receipt as a page.

use consultation::delivery::receipt::Receipt;
use consultation::text::wording::Phrase;
use maud::{Markup, html};

use super::frame::{Frame, Page};
use super::rich::blocks;
use consultation::purpose::Purpose;

/// Draws it.
pub fn received(frame: Frame, purpose: Purpose, receipt: &Receipt) -> Page {
    let words = purpose.form(&frame.publication.content).map(|form| &form.received);
    let title = words.map_or(frame.text(Phrase::YourReference), |words| &words.title);
    let body = html! {
        h1 { (title) }
        (details(frame, receipt))
        @if let Some(words) = words { (blocks(&words.next)) }
    };
    frame.page(title, &body)
}

fn details(frame: Frame, receipt: &Receipt) -> Markup {
    html! {
        p { (frame.text(Phrase::YourReference)) br; span.reference { (receipt.reference) } }
        p { (frame.publication.wording.moment(Phrase::ReceivedAt, receipt.received_at)) }
        @if receipt.late {
            p { strong { (frame.text(Phrase::ReceivedLate)) } }
        }
    }
}
