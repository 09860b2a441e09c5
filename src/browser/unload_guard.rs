//! Asks before the window closes while it holds words that were not sent.

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::BeforeUnloadEvent;
use web_sys::js_sys::Function;

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

fn ask() -> Function {
    let ask = Closure::<dyn Fn(BeforeUnloadEvent)>::new(|event: BeforeUnloadEvent| {
        event.prevent_default();
        // Older browsers ask only when this is set.
        event.set_return_value("unsent");
    });
    ask.into_js_value().unchecked_into()
}
