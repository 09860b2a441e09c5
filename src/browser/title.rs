//! The window's title, which screen readers say first.

use consultation::page::Page;
use consultation::wording::Phrase;
use leptos::prelude::*;

use crate::live::{Live, Purpose, State};

/// Keeps the title in step: while a form has problems it starts with “Error: ”.
pub fn follow(page: &'static Page, live: Live) {
    let has_problems = |state: &State, purpose| !state.session(purpose).problems().is_empty();
    let is_wrong =
        move |state: &State| [Purpose::Submission, Purpose::Feedback].iter().any(|p| has_problems(state, *p));
    Effect::new(move || {
        let prefix = if live.read(is_wrong) { page.wording.text(Phrase::ErrorPrefix) } else { "" };
        let title = [prefix, &page.title()].concat();
        if document().title() != title {
            document().set_title(&title);
        }
    });
}
