//! The document as a whole: its root, its mark of life, its place.

use leptos::prelude::*;

use web_sys::Element;

/// Where the page is drawn.
pub fn root() -> Option<Element> {
    document().get_element_by_id("app")
}

/// Told to the loader, the styles and the tests: from now on the app answers.
pub fn say_alive() {
    if let Some(html) = document().document_element() {
        // Names that are right are always taken.
        let _ = html.set_attribute("data-app", "alive");
    }
}

/// What the address names, where that is an element of the page.
pub fn target() -> Option<Element> {
    document().get_element_by_id(&super::address::named())
}

/// The same, where the reader has it in view.
pub fn target_in_view() -> Option<Element> {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    target().filter(|target| target.get_bounding_client_rect().top().abs() < height)
}

/// Brings it back into view, after what is above it has come or gone.
pub fn bring_into_view(target: &Element) {
    super::focus::open_around(target);
    target.scroll_into_view();
}

/// Where the reader is: how far the page is scrolled, and what has the focus.
pub struct Place {
    scrolled: f64,
    focused: Option<String>,
}

/// Where the reader is.
pub fn place() -> Place {
    let focused = document().active_element().map(|element| element.id()).filter(|id| !id.is_empty());
    Place { scrolled: window().scroll_y().unwrap_or_default(), focused }
}

/// Brings the reader back, after what is there was drawn anew.
pub fn return_to(place: Place) {
    window().scroll_to_with_x_and_y(0.0, place.scrolled);
    if let Some(element) = place.focused.and_then(|id| document().get_element_by_id(&id)) {
        super::focus::focus(&element);
    }
}
