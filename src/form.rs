//! A form, from the first word to the receipt.
//!
//! It is a real form: with scripts off, or when the WASM cannot start, the browser posts it by itself.

mod failure;
mod keep_a_copy;
mod outcome;
mod problems;
mod received;

use consultation::form::Part;
use consultation::session::{Event, Phase};
use consultation::text::wording::Phrase;
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use crate::browser;
use crate::fields;
use crate::live::{FormHandle, Purpose};
use crate::parts::postponed::later;
use crate::parts::rich_text::blocks;
use outcome::Outcome;

/// Draws a form with what came of the last attempt to send it above.
pub fn form(handle: FormHandle) -> Piece {
    let live = handle.live;
    let is_sent = live.flag(move |state| matches!(state.session(handle.purpose).phase(), Phase::Sent(_)));
    let status = live.text(move |state| match state.session(handle.purpose).phase() {
        Phase::Sending(_) => handle.page.wording.text(Phrase::Sending).to_owned(),
        _ => String::new(),
    });
    let revision = handle.page.revision();
    // The loader says this where the app ends while something is on its way.
    let unknown = [handle.page.wording.text(Phrase::PerhapsSent), ". ", handle.page.wording.text(Phrase::WordsKept)];
    view! {
        <Outcome handle/>
        <form
            class="form"
            id=handle.element_id("form")
            method="post"
            action=live.text(move |state| handle.endpoint(state))
            novalidate
            hidden=is_sent
            on:submit=move |event| submit(handle, &event)
        >
            {unseen(handle, "text", "id", String::new())}
            {unseen(handle, "hidden", "revision", revision.number.to_string())}
            {unseen(handle, "hidden", "content_sha256", revision.sha256)}
            {without_app(handle)}
            {handle.form.parts.iter().map(|part| later(move || draw_part(part, handle))).collect_view()}
            <p class="sending" role="status" data-unknown=unknown.concat()>{status}</p>
            <button class="button" type="submit">{handle.form.submit.as_str()}</button>
        </form>
    }
    .into_piece()
}

/// Until every part of the page is tied to it, the browser posts by itself, as it does with scripts off.
/// Some tools set values without telling (dictation, autofill), so what the fields show is read once more.
fn submit(handle: FormHandle, event: &SubmitEvent) {
    if !handle.live.peek(|state| state.is_alive) {
        return;
    }
    event.prevent_default();
    browser::controls::answers(handle.form).into_iter().for_each(|(question, answer)| {
        handle.dispatch(Event::AnswerEdited(question, answer));
    });
    handle.dispatch(Event::SubmitPressed);
}

/// A listener for a press that does only what `act` does; boxed, so that the code around it is compiled once.
fn on_click(act: impl Fn() + Send + 'static) -> Box<dyn FnMut(MouseEvent) + Send> {
    Box::new(move |event| {
        event.prevent_default();
        act();
    })
}

/// Shown by the styles while the page's program does not run. The other form depends on nothing.
fn without_app(handle: FormHandle) -> Option<Piece> {
    let words = handle.page.wording.text(Phrase::WithoutApp);
    (handle.purpose == Purpose::Submission).then(|| view! { <p class="without-app">{words}</p> }.into_piece())
}

/// What goes along with the answers. The id, which the loader fills in, is a text field that is never shown: after Back,
/// Chromium 156 brings back what was in those together with the words, and leaves fields of the kind `hidden` empty.
fn unseen(handle: FormHandle, kind: &'static str, name: &'static str, value: String) -> Piece {
    view! { <input type=kind hidden="" id=handle.element_id(name) name=name value=value/> }.into_piece()
}

fn draw_part(part: &'static Part, handle: FormHandle) -> Piece {
    let title = part.title.as_deref().map(|title| view! { <h3 id=part.id.as_str()>{title}</h3> }.into_piece());
    view! {
        <div class="part">
            {title}
            {blocks(&part.introduction)}
            {part.questions.iter().map(|question| fields::field(question, handle)).collect_view()}
        </div>
    }
    .into_piece()
}
