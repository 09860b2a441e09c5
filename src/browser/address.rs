//! The part of the page's address behind `#`, and which step of the form takes the place of the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::script::often;

/// What the address names behind `#`; empty where it names nothing.
pub fn named() -> String {
    let named = window().location().hash().unwrap_or_default();
    named.strip_prefix('#').unwrap_or_default().to_owned()
}

/// Names something else: so that Back leads to what was named before, or in its place.
pub fn name(id: &str, in_its_place: bool) {
    let address = ["#", id].concat();
    let location = window().location();
    // The address of a place on this page is always taken.
    drop(if in_its_place { location.replace(&address) } else { location.set_hash(&address) });
}

/// Says to the styles which step takes the place of the page; none where the page itself is shown.
pub fn show(step: Option<&str>) {
    if let Some(html) = document().document_element() {
        // Names that are right are always taken.
        drop(match step {
            Some(step) => html.set_attribute("data-step", step),
            None => html.remove_attribute("data-step"),
        });
    }
}

/// Reports, from now on, whenever the address names something else.
pub fn observe(changed: impl Fn() + 'static) {
    let changed = often(move |_| changed());
    // A listener for a known event is always taken.
    drop(window().add_event_listener_with_callback("hashchange", changed.unchecked_ref()));
}
