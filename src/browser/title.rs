//! The window's title, which screen readers say first.

use leptos::prelude::*;

/// Shows a title.
pub fn show(title: &str) {
    if document().title() != title {
        document().set_title(title);
    }
}
