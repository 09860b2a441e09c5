//! The page goes out of sight, is left, or is shown again by the Back button. A phone may never show it again.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, PageTransitionEvent};

use super::script::often;

/// Reports, from now on, when the page is hidden, left, and shown again.
pub fn observe(hidden: impl Fn() + 'static, left: impl Fn() + 'static, back: impl Fn() + 'static) {
    listen(&document(), "visibilitychange", move |_| {
        if document().hidden() {
            hidden();
        }
    });
    listen(&window(), "pagehide", move |_| left());
    listen(&window(), "pageshow", move |event| {
        if event.unchecked_into::<PageTransitionEvent>().persisted() {
            back();
        }
    });
}

fn listen(target: &EventTarget, event: &str, then: impl Fn(Event) + 'static) {
    let then = often(move |event| then(event.unchecked_into()));
    // A listener for a known event is always taken.
    let _ = target.add_event_listener_with_callback(event, then.unchecked_ref());
}
