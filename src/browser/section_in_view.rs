//! Which section is being read.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::script::often;

/// A section counts as read while it crosses a line one quarter down the window.
const READING_LINE: &str = "-25% 0px -75% 0px";

/// Reports, from now on, each section that starts or ends being read. A browser without observers reports none.
pub fn observe(sections: impl Iterator<Item = &'static str>, report: impl Fn(&str, bool) + 'static) {
    let report = often(move |entries| {
        for entry in
            entries.unchecked_into::<Array>().iter().map(|entry| entry.unchecked_into::<IntersectionObserverEntry>())
        {
            report(&entry.target().id(), entry.is_intersecting());
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(READING_LINE);
    let Ok(observer) = IntersectionObserver::new_with_options(report.unchecked_ref(), &options) else {
        return;
    };
    sections.filter_map(|id| document().get_element_by_id(id)).for_each(|section| observer.observe(&section));
}
