//! Copy and download: a person's words are theirs whatever the connection does.

use consultation::session::Phase;
use consultation::text::wording::Phrase;
use consultation::transcript::record;
use leptos::prelude::*;

use super::on_click;
use crate::browser;
use crate::live::FormHandle;

/// The two buttons.
#[component]
pub fn KeepACopy(handle: FormHandle) -> impl IntoView {
    let wording = &handle.page.wording;
    let copied = move |succeeded: bool| {
        let phrase = if succeeded { Phrase::Copied } else { Phrase::CopyFailed };
        handle.live.change(|state| state.announcement = wording.text(phrase).to_owned());
    };
    // Other things are announced too; only what these buttons did belongs beside them.
    let is_ours = |said: &str| [Phrase::Copied, Phrase::CopyFailed].iter().any(|phrase| wording.text(*phrase) == said);
    let done = handle.live.text(move |state| match is_ours(&state.announcement) {
        true => state.announcement.clone(),
        false => String::new(),
    });
    let copy = on_click(move || browser::copy::to_clipboard(words(handle), copied));
    let download = on_click(move || browser::copy::to_file(&words(handle), wording.text(Phrase::DownloadName)));
    view! {
        <div class="keep-a-copy">
            <h4>{wording.text(Phrase::KeepACopy)}</h4>
            <button class="button button-quiet" type="button" on:click=copy>{wording.text(Phrase::Copy)}</button>
            <button class="button button-quiet" type="button" on:click=download>{wording.text(Phrase::Download)}</button>
            <p aria-hidden="true">{done}</p>
        </div>
    }
}

/// Everything in the fields; below the receipt, when there is one.
fn words(handle: FormHandle) -> String {
    handle.live.peek(|state| {
        let session = state.session(handle.purpose);
        let receipt = match session.phase() {
            Phase::Sent(sent) => Some(&sent.receipt),
            _ => None,
        };
        record(handle.form, session.answers(), receipt, &handle.page.wording)
    })
}
