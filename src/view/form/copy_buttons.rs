//! Copy and download: a person's words are theirs whatever the connection does.

use consultation::session::Event;
use consultation::text::wording::{Phrase, Wording};

use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::state::State;
use crate::view::fields::on_click;

/// What was announced, where it is one of these: only what a button did belongs beside it.
pub fn said(state: &State, wording: &Wording, ours: &[Phrase]) -> String {
    let is_ours = ours.iter().any(|phrase| wording.text(*phrase) == state.announcement);
    if is_ours { state.announcement.clone() } else { String::new() }
}

/// The two buttons.
pub fn copy_buttons(handle: FormHandle) -> ErasedView {
    let wording = &handle.page.wording;
    let done = handle.runtime.text(move |state| said(state, wording, &[Phrase::Copied, Phrase::CopyFailed]));
    let copy = on_click(move || handle.read_and_tell(Event::CopyPressed));
    let download = on_click(move || handle.read_and_tell(Event::DownloadPressed));
    view! {
        <div class="keep-a-copy">
            <p class="keep-a-copy-title">{wording.text(Phrase::KeepACopy)}</p>
            <button class="button button-quiet" type="button" on:click=copy>{wording.text(Phrase::Copy)}</button>
            <button class="button button-quiet" type="button" on:click=download>{wording.text(Phrase::Download)}</button>
            <p aria-hidden="true">{done}</p>
        </div>
    }
}
