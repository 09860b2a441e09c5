//! A page that says one thing: where there is nothing to read, or not now.

use consultation::text::wording::Phrase;
use maud::html;

use super::frame::{Frame, Page};

/// Draws it.
pub fn notice(frame: Frame, title: Phrase, words: Phrase) -> Page {
    let body = html! {
        h1 { (frame.text(title)) }
        p { (frame.text(words)) }
    };
    frame.page(frame.text(title), &body)
}
