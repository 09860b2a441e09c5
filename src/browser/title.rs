//! The window's title, which screen readers say first.

use consultation::text::wording::Phrase;
use leptos::prelude::*;

use crate::live::{Purpose, State};

/// Shows the title: while a form has problems it starts with “Error: ”.
pub fn show(state: &State) {
    let page = state.page;
    let has_problems = |purpose| !state.session(purpose).problems().is_empty();
    let is_wrong = has_problems(Purpose::Submission) || has_problems(Purpose::Feedback);
    let prefix = if is_wrong { page.wording.text(Phrase::ErrorPrefix) } else { "" };
    let title = [prefix, &page.title()].concat();
    if document().title() != title {
        document().set_title(&title);
    }
}
