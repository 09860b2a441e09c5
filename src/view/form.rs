//! A form, and what is known of the draft.
//!
//! It is a real form: with scripts off, or when the WASM cannot start, the browser posts it by itself. Where everything is
//! sealed before it is sent, or a service could not read it, it posts nothing.

mod check;
mod copy_buttons;
mod failure;
pub mod keeping;
mod one_press;
pub mod outcome;
mod part;
mod problems;
mod received;

use consultation::content::config::Config;
use consultation::text::wording::Phrase;
use web_sys::Event;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;

use crate::erased::deferred::later;
use crate::runtime::FormHandle;
use crate::view::parts::rich_text::rich;
use check::sending;
use consultation::purpose::Purpose;
use keeping::{keeping, kept_line};
use one_press::one_press;
use part::part;

/// Draws it. What came of sending is above it: [`outcome`].
pub fn form(handle: FormHandle) -> ErasedView {
    let is_sent = handle.flag(move |state| handle.session(state).is_done());
    let draft = (handle.purpose == Purpose::Submission).then(|| later(move || keeping(handle)));
    let action = handle.runtime.attribute(move |state| {
        let endpoint = handle.purpose.endpoint(&state.config).as_str();
        (!leads_nowhere(handle, &state.config)).then(|| endpoint.to_owned())
    });
    let method = handle.runtime.attribute(move |state| {
        let method = if leads_nowhere(handle, &state.config) { "dialog" } else { "post" };
        Some(method.to_owned())
    });
    let revision = handle.page.revision();
    view! {
        <form
            class="form"
            id={handle.element_id("form")}
            method=method
            action=action
            novalidate=""
            autocomplete={handle.is_shared().then_some("off")}
            hidden=is_sent
            on:submit={Box::new(move |event| submit(handle, &event))}
        >
            {unseen(handle, "text", "id", String::new())}
            {unseen(handle, "hidden", "revision", revision.number.to_string())}
            {unseen(handle, "hidden", "content_sha256", revision.sha256)}
            {without_app(handle)}
            {at_least_one(handle)}
            {questions(handle)}
        </form>
        {draft}
    }
}

/// A browser cannot seal what it posts by itself, nor write it as some services want it. Outside a dialog, it does nothing with
/// a form for one.
fn leads_nowhere(handle: FormHandle, config: &Config) -> bool {
    config.sealing.is_some() || handle.page.needs_app(handle.purpose)
}

/// The questions, and the button that ends the writing.
fn questions(handle: FormHandle) -> ErasedView {
    if let Some(question) = handle.form.one_press.as_ref().and_then(|id| handle.form.question(id)) {
        return one_press(question, handle);
    }
    let parts = handle.form.parts.iter().enumerate();
    // What the browser posts by itself is taken at once where nothing shows it before.
    let submit = handle.runtime.text(move |state| {
        let is_shown = state.is_alive || handle.page.config.shows_answers || handle.purpose == Purpose::Feedback;
        if is_shown { handle.form.submit.clone() } else { handle.page.wording.text(Phrase::AcceptAndSend).to_owned() }
    });
    view! {
        {parts.map(|(place, one)| later(move || part(one, place, handle))).collect::<ErasedView>()}
        {version_note(handle)}
        {kept_line(handle)}
        {time_left(handle)}
        {(handle.purpose == Purpose::Feedback).then(|| sending(handle))}
        <button class="button" type="submit" id={handle.element_id("submit")}>{submit}</button>
    }
}

/// Until every part of the page is tied to it, the browser posts by itself, as it does with scripts off.
fn submit(handle: FormHandle, event: &Event) {
    if handle.runtime.peek(|state| state.is_alive) {
        event.prevent_default();
        handle.submit_or_check();
    }
}

/// Shown by the styles while the page's program does not run. The other form depends on nothing, unless it leads nowhere.
fn without_app(handle: FormHandle) -> Option<ErasedView> {
    let (wording, config) = (&handle.page.wording, &handle.page.config);
    let then = if config.shows_answers { Phrase::ShownBeforeSent } else { Phrase::SentAtOnce };
    let words = match (config.sealing.is_some(), handle.page.needs_app(handle.purpose)) {
        (true, _) => wording.text(Phrase::SealedWithoutApp).to_owned(),
        (false, true) => wording.text(Phrase::NeedsApp).to_owned(),
        (false, false) => [wording.text(Phrase::WithoutApp), " ", wording.text(then)].concat(),
    };
    let is_said = handle.purpose == Purpose::Submission || leads_nowhere(handle, config);
    is_said.then(|| view! { <p class="without-app">{words}</p> })
}

/// The last hour, beside the button that sends.
fn time_left(handle: FormHandle) -> Option<ErasedView> {
    let page = handle.page;
    let words = handle.runtime.text(move |state| {
        let left = state.time_left(page).filter(|left| left.is_short());
        left.map(|left| left.words(&page.wording)).unwrap_or_default()
    });
    (handle.purpose == Purpose::Submission).then(|| view! { <p class="last-hour">{words}</p> })
}

fn version_note(handle: FormHandle) -> Option<ErasedView> {
    let words = handle.page.wording.text(Phrase::VersionRecorded);
    (handle.purpose == Purpose::Submission).then(|| view! { <p class="hint">{words}</p> })
}

/// What goes along with the answers. The id, which the loader fills in, is a text field that is never shown: after Back,
/// Chromium 156 brings back what was in those together with the words, and leaves fields of the kind `hidden` empty.
fn unseen(handle: FormHandle, kind: &'static str, name: &'static str, value: String) -> ErasedView {
    view! { <input type=kind hidden="" id={handle.element_id(name)} name=name value=value/> }
}

/// Of which questions one is needed is said before anybody writes.
fn at_least_one(handle: FormHandle) -> ErasedView {
    handle.form.at_least_one.iter().map(|one| view! { <p>{rich(&one.said)}</p> }).collect()
}
