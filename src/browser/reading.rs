//! Which section is being read, for the list beside the text.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use consultation::content::page::Page;

use crate::live::Live;

/// A section counts as read while it crosses a line one quarter down the window.
const READING_LINE: &str = "-25% 0px -75% 0px";

/// Marks the section being read from now on. A browser without observers shows the list unmarked.
pub fn observe(page: &'static Page, live: Live) {
    let report = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        for entry in entries.iter().map(|entry| entry.unchecked_into::<IntersectionObserverEntry>()) {
            mark(page, live, &entry);
        }
    })
    .into_js_value();
    let options = IntersectionObserverInit::new();
    options.set_root_margin(READING_LINE);
    let Ok(observer) = IntersectionObserver::new_with_options(report.unchecked_ref(), &options) else {
        return;
    };
    let sections = page.content.sections.iter().map(|section| section.id().as_str());
    sections.filter_map(|id| document().get_element_by_id(id)).for_each(|section| observer.observe(&section));
}

fn mark(page: &'static Page, live: Live, entry: &IntersectionObserverEntry) {
    let target = entry.target().id();
    let id = page.content.sections.iter().map(|section| section.id().as_str()).find(|id| *id == target);
    if entry.is_intersecting() {
        live.change(|state| state.current_section = id);
    } else if live.peek(|state| state.current_section == id) {
        live.change(|state| state.current_section = None);
    }
}
