//! The receipt: what arrived, under which reference, and a copy to keep.

use consultation::session::Sent;
use consultation::text::wording::Phrase;
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use super::keep_a_copy::KeepACopy;
use crate::live::{FormHandle, Purpose};
use crate::parts::rich_text::blocks;

/// Draws it. Feedback has no reference to quote.
pub fn received(handle: FormHandle, sent: &Sent) -> Piece {
    let words = &handle.form.received;
    let details = (handle.purpose == Purpose::Submission).then(|| details(handle, sent));
    view! {
        <div class="received">
            <h3>{words.title.as_str()}</h3>
            {details}
            {blocks(&words.next)}
        </div>
    }
    .into_piece()
}

fn details(handle: FormHandle, sent: &Sent) -> Piece {
    let wording = &handle.page.wording;
    let note =
        |applies: bool, phrase| applies.then(|| view! { <p><strong>{wording.text(phrase)}</strong></p> }.into_piece());
    view! {
        <p class="reference">
            {wording.text(Phrase::YourReference)} <br/>
            <strong>{sent.receipt.reference.clone()}</strong>
        </p>
        <p>{wording.moment(Phrase::ReceivedAt, sent.receipt.received_at)}</p>
        {note(sent.receipt.late, Phrase::ReceivedLate)}
        {note(sent.changed_meanwhile, Phrase::ChangedWhileSending)}
        <KeepACopy handle/>
    }
    .into_piece()
}
