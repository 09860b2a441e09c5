//! What arrived: the receipt, and the way back to it.

use consultation::content::stage::Stage;
use consultation::delivery::receipt::Receipt;
use consultation::purpose::Purpose;
use consultation::session::{Event, Keeping, Session};
use consultation::text::wording::Phrase;

use super::check::lines;
use super::copy_buttons::{copy_buttons, said};
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::view::fields::{on_change, on_click};
use crate::view::parts::rich_text::blocks;

/// Draws the receipt, with everything that was sent.
pub fn receipt(handle: FormHandle, session: &Session, receipt: &Receipt) -> ErasedView {
    let wording = &handle.page.wording;
    let title = session.received_title(wording).to_owned();
    let is_withdrawal = session.delivery().attempt().is_some_and(|attempt| attempt.is_withdrawal());
    let page = on_click(move || handle.tell(Event::ReceiptPagePressed));
    let delete = on_click(move || handle.tell(Event::ReceiptDeletePressed));
    let kept_until = match handle.page.content.consultation.closes {
        Some(_) => Phrase::ReceiptKept,
        None => Phrase::ReceiptKeptWithoutClosing,
    };
    let file = handle.element_id("copy");
    let chosen = file.clone();
    let check = on_change(move |_| handle.check_copy(&chosen));
    let results = [Phrase::CopyOfHeld, Phrase::CopyOfSent, Phrase::CopyDiffers, Phrase::ReceiptDiffers];
    let checked = handle.runtime.text(move |state| said(state, wording, &results));
    let is_kept = session.keeping() != Keeping::SharedComputer;
    let confirmed = receipt.body_sha256.as_ref().map(|_| Phrase::ReceiptHeld);
    let note = |applies: bool, phrase| applies.then(|| view! { <p><strong>{wording.text(phrase)}</strong></p> });
    view! {
        <div class="paper received">
            <h1>{title}</h1>
            <p class="reference">
                {wording.text(Phrase::YourReference)} <br/>
                <strong>{receipt.reference.clone()}</strong>
            </p>
            {session.transcript().receipt_in_words(wording).into_iter().skip(1).map(|words| view! { <p class="digest-line">{words}</p> }).collect::<ErasedView>()}
            {confirmed.map(|phrase| view! { <p>{wording.text(phrase)}</p> })}
            {note(session.is_changed_since() && session.amends().is_none(), Phrase::ChangedWhileSending)}
            {(!is_withdrawal).then(|| view! { {blocks(&handle.form.received.next)} {amending(handle, receipt)} })}
            {copy_buttons(handle)}
            <button class="button button-quiet" type="button" on:click=page>{wording.text(Phrase::DownloadPage)}</button>
            <div class="field check-copy">
                <label for={file.clone()}>{wording.text(Phrase::CheckCopy)}</label>
                <input type="file" id=file accept=".txt,.html" on:change=check/>
                <p aria-hidden="true">{checked}</p>
            </div>
            {is_kept.then(|| view! {
                <p>{wording.text(kept_until)}</p>
                <button class="button button-quiet" type="button" on:click=delete>{wording.text(Phrase::ReceiptDelete)}</button>
            })}
            {(!is_withdrawal).then(|| view! { <h2>{wording.text(Phrase::ReceiptSent)}</h2> {lines(handle, session, false)} })}
            <p><a href={["#", handle.title_id()].concat()}>{wording.text(Phrase::BackToPage)}</a></p>
        </div>
    }
}

/// What can still be done about it, where the receiver can tell whose it is. A page without the form has none to change it in.
fn amending(handle: FormHandle, receipt: &Receipt) -> Option<ErasedView> {
    let wording = &handle.page.wording;
    let change = on_click(move || handle.read_and_tell(Event::ChangeSentPressed));
    let withdraw = on_click(move || handle.withdraw());
    let told = handle.runtime.text(move |state| said(state, wording, &[Phrase::DraftInTheWay]));
    let is_form_there = !Stage::at(handle.page.rendered_at, &handle.page.content).is_over();
    let change = is_form_there.then(|| {
        view! {
            <button class="button button-quiet" type="button" on:click=change>{wording.text(Phrase::ChangeSent)}</button>
            <p aria-hidden="true">{told}</p>
        }
    });
    receipt.takes_changes.then(|| {
        view! {
            {change}
            <details class="withdraw">
                <summary>{wording.text(Phrase::Withdraw)}</summary>
                <p>{wording.text(Phrase::WithdrawNote)}</p>
                <button class="button button-quiet" type="button" on:click=withdraw>{wording.text(Phrase::WithdrawNow)}</button>
            </details>
        }
    })
}

/// Draws that it was received, where the person is at the page again. Feedback has no reference to quote.
pub fn received(handle: FormHandle, session: &Session, receipt: &Receipt) -> ErasedView {
    let is_changed = session.is_changed_since() && session.amends().is_none();
    let is_changed = is_changed.then(|| handle.page.wording.text(Phrase::ChangedWhileSending));
    let (wording, words) = (&handle.page.wording, &handle.form.received);
    let title = session.received_title(wording).to_owned();
    let address = ["#", &handle.element_id("receipt")].concat();
    let way_back = || {
        view! {
            <p>{wording.moment(Phrase::ReceivedAt, receipt.received_at)}</p>
            {is_changed.map(|words| view! { <p><strong>{words}</strong></p> })}
            <p><a href=address>{wording.text(Phrase::OpenReceipt)}</a></p>
        }
    };
    match handle.purpose {
        Purpose::Submission => view! { <div class="received"><h3>{title}</h3> {way_back()}</div> },
        Purpose::Feedback => {
            view! { <div class="received"><h3>{title}</h3> {blocks(&words.next)}</div> }
        }
    }
}
