//! Asks before the window closes while it holds words that were not sent.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::BeforeUnloadEvent;

use crate::live::{Live, Purpose};

/// Asks only while there is something to lose: a standing handler would keep the page out of the back-forward cache.
pub fn guard(live: Live) {
    let ask = Closure::<dyn Fn(BeforeUnloadEvent)>::new(|event: BeforeUnloadEvent| {
        event.prevent_default();
        // Older browsers ask only when this is set.
        event.set_return_value("unsent");
    })
    .into_js_value();
    let ask = StoredValue::new_local(ask);
    Effect::new(move || {
        let handler = live
            .read(|state| state.session(Purpose::Submission).has_unsent_words())
            .then(|| ask.get_value().unchecked_into());
        window().set_onbeforeunload(handler.as_ref());
    });
}
