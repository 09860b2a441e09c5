//! Asks before the window closes while it holds words that were not sent.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::js_sys::Function;
use web_sys::{BeforeUnloadEvent, Element, Event};

use super::script::often;

/// How long a browser takes to hand a link to another program.
const AWAY: Duration = Duration::from_secs(1);

thread_local! {
    static ASKING: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Asks only while there is something to lose: a standing handler would keep the page out of the back-forward cache.
pub fn set(must_ask: bool) {
    if must_ask != ASKING.with_borrow(Option::is_some) {
        let ask = must_ask.then(ask);
        window().set_onbeforeunload(ask.as_ref());
        ASKING.set(ask);
    }
}

/// The links that lose no words: one to a mail address leads to another program, although browsers ask as if it left the
/// page, and to the page in another language the words come along.
const LOSES_NOTHING: &str = "a[href^='mailto:'], .languages a";

/// Lets links pass that lose no words.
pub fn let_links_pass() {
    let pass = often(|event| {
        let event: Event = event.unchecked_into();
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if pressed.is_some_and(|pressed| matches!(pressed.closest(LOSES_NOTHING), Ok(Some(_)))) {
            window().set_onbeforeunload(None);
            set_timeout(|| ASKING.with_borrow(|ask| window().set_onbeforeunload(ask.as_ref())), AWAY);
        }
    });
    // A listener for a known event is always taken.
    let _ = document().add_event_listener_with_callback("click", pass.unchecked_ref());
}

fn ask() -> Function {
    let ask = often(|event| {
        let event: BeforeUnloadEvent = event.unchecked_into();
        event.prevent_default();
        // Older browsers ask only when this is set.
        event.set_return_value("unsent");
    });
    ask.unchecked_into()
}
