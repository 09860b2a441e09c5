//! The page goes out of sight, is left, or is shown again by the Back button. A phone may never show it again.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, PageTransitionEvent};

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
    let then = Closure::<dyn Fn(Event)>::new(then);
    // A listener for a known event is always taken.
    let _ = target.add_event_listener_with_callback(event, then.into_js_value().unchecked_ref());
}
