//! What is kept on the person's device while they write, and how to keep nothing there.

use consultation::session::{Event, Keeping};
use consultation::text::wording::Phrase;

use super::copy_buttons::{copy_buttons, said};
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::state::State;
use crate::view::fields::{on_change, on_click};

/// When it was last kept, for the eye: read out whenever it changes, it would drown the typing. Also beside the button that
/// sends, where people are once they have written.
pub fn kept_line(handle: FormHandle) -> ErasedView {
    let words = move |state: &State| handle.session(state).keeping().words(&handle.page.wording);
    view! { <p class="kept">{handle.keeping_text(words)}</p> }
}

/// Draws it, from when the app is alive, without which nothing is kept, until there is nothing more to keep. The box has no name, so that it is never posted.
pub fn keeping(handle: FormHandle) -> ErasedView {
    let wording = &handle.page.wording;
    let known = move |state: &State| handle.session(state).keeping();
    let is_off = handle.keeping_flag(move |state| !state.is_alive || handle.session(state).is_done());
    let is_possible = handle.keeping_flag(move |state| known(state) != Keeping::Impossible);
    let told = handle.runtime.text(move |state| {
        let ours = [Phrase::DraftOpened, Phrase::DraftUnreadable, Phrase::DraftDeleted];
        said(state, wording, &ours)
    });
    let delete = on_click(move || handle.read_and_tell(Event::DeletePressed));
    let share = on_change(move |is_shared| handle.share_computer(is_shared));
    let is_shared = handle.is_shared();
    let (id, file) = (handle.element_id("shared-computer"), handle.element_id("draft-file"));
    let save = on_click(move || handle.read_and_tell(Event::DraftFilePressed));
    let chosen = file.clone();
    let open = on_change(move |_| handle.open_draft(&chosen));
    view! {
        <div hidden=is_off>
            <details class="keeping" id={handle.element_id("keeping")}>
                <summary><h3>{wording.text(Phrase::YourDraft)}</h3></summary>
                <p>{wording.text(Phrase::DraftNote)}</p>
                {kept_line(handle)}
                <div class="choice">
                    <input type="checkbox" id={id.clone()} checked=is_shared on:change=share/>
                    <label for=id>{wording.text(Phrase::SharedComputer)}</label>
                </div>
                <details>
                    <summary>{wording.text(Phrase::OtherDevices)}</summary>
                    <button class="button button-quiet" type="button" on:click=save>{wording.text(Phrase::SaveDraft)}</button>
                    <div class="field">
                        <label for={file.clone()}>{wording.text(Phrase::OpenDraft)}</label>
                        <input type="file" id=file accept=".json,application/json" on:change=open/>
                    </div>
                </details>
                <button class="button button-quiet" type="button" on:click=delete>
                    {wording.text(Phrase::DeleteDraft)}
                </button>
                <p aria-hidden="true">{told}</p>
            </details>
            <div hidden=is_possible>{copy_buttons(handle)}</div>
        </div>
    }
}
