//! The window's title, which screen readers say first.

use consultation::page::Page;
use consultation::wording::Phrase;
use leptos::prelude::*;

use crate::live::Live;

/// Keeps the title in step: while a form has problems it starts with “Error: ”.
pub fn follow(page: &'static Page, live: Live) {
    let has_problems = Memo::new(move |_| {
        let has = |session: RwSignal<_>| session.with(|s: &consultation::session::Session| !s.problems().is_empty());
        has(live.submission) || has(live.feedback)
    });
    Effect::new(move || {
        let prefix = if has_problems.get() { page.wording.text(Phrase::ErrorPrefix) } else { "" };
        document().set_title(&[prefix, &page.title()].concat());
    });
}
