//! A part of a form. One with a heading opens and closes on its own, also before the app is alive and with scripts off,
//! and says how far it is.

use consultation::form::Part;
use consultation::session::Event as Happened;
use consultation::session::progress::Progress;
use leptos::prelude::*;
use web_sys::{Element, Event};

use crate::erased::element::Listener;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::view::fields;
use crate::view::parts::rich_text::blocks;
use crate::view::parts::warning::warning;

/// Draws the part at that place, the first being 0.
pub fn part(part: &'static Part, place: usize, handle: FormHandle) -> ErasedView {
    match &part.title {
        Some(title) => folded(part, title, place, handle),
        None => view! { <div class="part">{content(part, handle)}</div> },
    }
}

fn folded(part: &'static Part, title: &'static str, place: usize, handle: FormHandle) -> ErasedView {
    let progress = handle.parts_text(move |state| match state.is_alive {
        true => handle.page.wording.text(handle.session(state).progress(place).phrase()).to_owned(),
        false => String::new(),
    });
    let is_open = handle.runtime.peek(|state| handle.session(state).is_open(&part.id));
    let is_first_time = handle.parts_flag(move |state| !handle.session(state).has_checked());
    let is = move |wanted: Progress| handle.parts_flag(move |state| handle.session(state).progress(place) == wanted);
    view! {
        <details class="part" id={part.id.as_str()} open=is_open on:toggle={on_toggle(part, handle)} on:focusin={on_focus(part, handle)}>
            <summary>
                <h3>{title}</h3>
                <span class="part-state" class:part-done={is(Progress::Done)} class:part-wrong={is(Progress::NeedsAttention)}>
                    {progress}
                </span>
            </summary>
            {content(part, handle)}
            <button class="button button-quiet" type="submit" hidden=is_first_time>{handle.form.submit.as_str()}</button>
        </details>
    }
}

fn content(part: &'static Part, handle: FormHandle) -> ErasedView {
    view! {
        {blocks(&part.introduction)}
        {warning(&part.warning, handle.page)}
        {part.questions.iter().map(|question| fields::field(question, handle)).collect::<ErasedView>()}
    }
}

fn on_toggle(part: &'static Part, handle: FormHandle) -> Listener {
    Box::new(move |event: Event| {
        let is_open = event_target::<Element>(&event).has_attribute("open");
        let happened = if is_open { Happened::PartOpened } else { Happened::PartClosed };
        handle.tell(happened(part.id.clone()));
    })
}

fn on_focus(part: &'static Part, handle: FormHandle) -> Listener {
    Box::new(move |_| handle.tell(Happened::PartEntered(part.id.clone())))
}
