//! The receipt: what arrived, under which reference, and a copy to keep.

use consultation::delivery::receipt::Receipt;
use consultation::purpose::Purpose;
use consultation::session::{Session, Step};
use consultation::text::wording::Phrase;

use super::copy_buttons::copy_buttons;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::view::parts::rich_text::blocks;

/// Draws it. Feedback has no reference to quote.
pub fn received(handle: FormHandle, session: &Session, receipt: &Receipt) -> ErasedView {
    let words = &handle.form.received;
    let details = (handle.purpose == Purpose::Submission).then(|| details(handle, session, receipt));
    view! {
        <div class="received">
            <h3>{words.title.as_str()}</h3>
            {details}
            {blocks(&words.next)}
        </div>
    }
}

fn details(handle: FormHandle, session: &Session, receipt: &Receipt) -> ErasedView {
    let wording = &handle.page.wording;
    let note = |applies: bool, phrase| applies.then(|| view! { <p><strong>{wording.text(phrase)}</strong></p> });
    view! {
        <p class="reference">
            {wording.text(Phrase::YourReference)} <br/>
            <strong>{receipt.reference.clone()}</strong>
        </p>
        <p>{wording.moment(Phrase::ReceivedAt, receipt.received_at)}</p>
        {note(receipt.late, Phrase::ReceivedLate)}
        {note(session.step() == Step::Writing, Phrase::ChangedWhileSending)}
        {copy_buttons(handle)}
    }
}
