//! What arrived: the receipt, and the way back to it.

use consultation::delivery::receipt::Receipt;
use consultation::purpose::Purpose;
use consultation::session::{Event, Keeping, Session};
use consultation::text::wording::Phrase;

use super::check::lines;
use super::copy_buttons::copy_buttons;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::view::fields::on_click;
use crate::view::parts::rich_text::blocks;

/// Draws the receipt, with everything that was sent.
pub fn receipt(handle: FormHandle, session: &Session, receipt: &Receipt) -> ErasedView {
    let (wording, words) = (&handle.page.wording, &handle.form.received);
    let page = on_click(move || handle.tell(Event::ReceiptPagePressed));
    let delete = on_click(move || handle.tell(Event::ReceiptDeletePressed));
    let is_kept = session.keeping() != Keeping::SharedComputer;
    let confirmed = session.sha256().zip(receipt.body_sha256.as_deref()).map(|(ours, theirs)| match ours == theirs {
        true => Phrase::ReceiptHeld,
        false => Phrase::ReceiptDiffers,
    });
    let note = |applies: bool, phrase| applies.then(|| view! { <p><strong>{wording.text(phrase)}</strong></p> });
    view! {
        <div class="paper received">
            <h1>{words.title.as_str()}</h1>
            <p class="reference">
                {wording.text(Phrase::YourReference)} <br/>
                <strong>{receipt.reference.clone()}</strong>
            </p>
            {session.transcript().receipt_in_words(wording).into_iter().skip(1).map(|words| view! { <p class="digest-line">{words}</p> }).collect::<ErasedView>()}
            {confirmed.map(|phrase| view! { <p>{wording.text(phrase)}</p> })}
            {note(session.is_changed_since(), Phrase::ChangedWhileSending)}
            {blocks(&words.next)}
            {copy_buttons(handle)}
            <button class="button button-quiet" type="button" on:click=page>{wording.text(Phrase::DownloadPage)}</button>
            {is_kept.then(|| view! {
                <p>{wording.text(Phrase::ReceiptKept)}</p>
                <button class="button button-quiet" type="button" on:click=delete>{wording.text(Phrase::ReceiptDelete)}</button>
            })}
            <h2>{wording.text(Phrase::ReceiptSent)}</h2>
            {lines(handle, session, false)}
            <p><a href={["#", handle.title_id()].concat()}>{wording.text(Phrase::BackToPage)}</a></p>
        </div>
    }
}

/// Draws that it was received, where the person is at the page again. Feedback has no reference to quote.
pub fn received(handle: FormHandle, session: &Session, receipt: &Receipt) -> ErasedView {
    let is_changed = session.is_changed_since().then(|| handle.page.wording.text(Phrase::ChangedWhileSending));
    let (wording, words) = (&handle.page.wording, &handle.form.received);
    let address = ["#", &handle.element_id("receipt")].concat();
    let way_back = || {
        view! {
            <p>{wording.moment(Phrase::ReceivedAt, receipt.received_at)}</p>
            {is_changed.map(|words| view! { <p><strong>{words}</strong></p> })}
            <p><a href=address>{wording.text(Phrase::OpenReceipt)}</a></p>
        }
    };
    match handle.purpose {
        Purpose::Submission => view! { <div class="received"><h3>{words.title.as_str()}</h3> {way_back()}</div> },
        Purpose::Feedback => {
            view! { <div class="received"><h3>{words.title.as_str()}</h3> {blocks(&words.next)}</div> }
        }
    }
}
