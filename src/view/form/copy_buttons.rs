//! Copy and download: a person's words are theirs whatever the connection does.

use consultation::session::Event;
use consultation::text::wording::Phrase;
use leptos::prelude::*;

use super::on_click;
use crate::runtime::FormHandle;

/// The two buttons.
#[component]
pub fn CopyButtons(handle: FormHandle) -> impl IntoView {
    let wording = &handle.page.wording;
    // Other things are announced too; only what these buttons did belongs beside them.
    let is_ours = |said: &str| [Phrase::Copied, Phrase::CopyFailed].iter().any(|phrase| wording.text(*phrase) == said);
    let done = handle.runtime.text(move |state| match is_ours(&state.announcement) {
        true => state.announcement.clone(),
        false => String::new(),
    });
    let copy = on_click(move || handle.read_and_tell(Event::CopyPressed));
    let download = on_click(move || handle.read_and_tell(Event::DownloadPressed));
    view! {
        <div class="keep-a-copy">
            <h4>{wording.text(Phrase::KeepACopy)}</h4>
            <button class="button button-quiet" type="button" on:click=copy>{wording.text(Phrase::Copy)}</button>
            <button class="button button-quiet" type="button" on:click=download>{wording.text(Phrase::Download)}</button>
            <p aria-hidden="true">{done}</p>
        </div>
    }
}
