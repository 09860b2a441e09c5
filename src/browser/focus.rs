//! Moves the focus, so that people with keyboards and screen readers follow what happens.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Focuses an element once the page has drawn what it now holds.
pub fn after_drawing(id: String) {
    request_animation_frame(move || shown(&id));
}

/// The same, where the focus is in that or in the form, and is nowhere then: what had it was drawn anew, or put away.
pub fn keep(id: String) {
    if is_within(document().active_element(), ".outcome, form") {
        request_animation_frame(move || {
            if !is_within(document().active_element(), ".outcome, form:not([hidden])") {
                shown(&id);
            }
        });
    }
}

fn shown(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
        focus(&element);
    }
}

/// Focuses a field with its label in view: the browser's own scrolling would show the field alone. One that is only about
/// to be shown takes the focus with the next drawing; else at once, or phones would not show their keyboard.
pub fn field(id: &str) {
    if is_within(document().get_element_by_id(id), "[hidden]") {
        let id = id.to_owned();
        return request_animation_frame(move || shown_field(&id));
    }
    shown_field(id);
}

fn shown_field(id: &str) {
    if let Some(control) = document().get_element_by_id(id) {
        open_around(&control);
        if let Ok(Some(frame)) = control.closest(".field") {
            frame.scroll_into_view();
        }
        focus(&control);
    }
}

fn is_within(element: Option<Element>, selector: &str) -> bool {
    element.is_some_and(|element| matches!(element.closest(selector), Ok(Some(_))))
}

/// Opens what an element is folded away in, or is itself.
pub fn open_around(element: &Element) {
    if let Ok(Some(folded)) = element.closest("details") {
        // A name that is right is always taken.
        let _ = folded.set_attribute("open", "");
    }
}

/// Focuses without scrolling, which was done before.
pub fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it is, which loses nothing.
        drop(element.focus_with_options(&options));
    }
}
