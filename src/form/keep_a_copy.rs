//! Copy and download: a person's words are theirs whatever the connection does.

use consultation::record::record;
use consultation::session::Phase;
use consultation::wording::Phrase;
use leptos::prelude::*;

use super::on_click;
use crate::browser;
use crate::live::FormHandle;

/// The two buttons.
#[component]
pub fn KeepACopy(handle: FormHandle) -> impl IntoView {
    let wording = &handle.page.wording;
    let announce = move |phrase| handle.live.announcement.set(wording.text(phrase).to_owned());
    let done = RwSignal::new(String::new());
    let copied = move |succeeded: bool| {
        let phrase = if succeeded { Phrase::Copied } else { Phrase::CopyFailed };
        done.set(wording.text(phrase).to_owned());
        announce(phrase);
    };
    let copy = on_click(move || browser::copy::to_clipboard(words(handle), copied));
    let download = on_click(move || browser::copy::to_file(&words(handle), wording.text(Phrase::DownloadName)));
    view! {
        <div class="keep-a-copy">
            <h4>{wording.text(Phrase::KeepACopy)}</h4>
            <button class="button button-quiet" type="button" on:click=copy>{wording.text(Phrase::Copy)}</button>
            <button class="button button-quiet" type="button" on:click=download>{wording.text(Phrase::Download)}</button>
            <p aria-hidden="true">{Signal::derive(move || done.get())}</p>
        </div>
    }
}

/// Everything in the fields; below the receipt, when there is one.
fn words(handle: FormHandle) -> String {
    handle.session().with_untracked(|session| {
        let receipt = match session.phase() {
            Phase::Sent(sent) => Some(&sent.receipt),
            _ => None,
        };
        record(handle.form, session.answers(), receipt, &handle.page.wording)
    })
}
