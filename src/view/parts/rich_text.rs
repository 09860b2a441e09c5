//! Draws typed text. No HTML string comes from content, so nothing needs to be sanitised.

use consultation::text::rich_text::{Block, RichText, Span};
use leptos::prelude::*;

use crate::erased::deferred::still;
use crate::erased::view::{ErasedView, IntoErased};

/// A run of text.
pub fn rich(text: &'static RichText) -> ErasedView {
    match text.0.as_slice() {
        [Span::Text(words)] => words.as_str().into_erased(),
        spans => spans.iter().map(span).collect_view().into_erased(),
    }
}

/// Paragraphs and lists. Where the page was prerendered with them, only their number counts.
pub fn blocks(blocks: &'static [Block]) -> ErasedView {
    blocks.iter().map(|one| still(|| block(one))).collect_view().into_erased()
}

fn span(span: &'static Span) -> ErasedView {
    let words = span.text();
    match span {
        Span::Text(_) => words.into_erased(),
        Span::Strong(_) => view! { <strong>{words}</strong> }.into_erased(),
        Span::Lang { lang, .. } => view! { <span lang=lang.as_str()>{words}</span> }.into_erased(),
        Span::Link { href, .. } => view! { <a href=href.as_str()>{words}</a> }.into_erased(),
    }
}

fn block(block: &'static Block) -> ErasedView {
    match block {
        Block::Paragraph(text) => view! { <p>{rich(text)}</p> }.into_erased(),
        Block::List(items) => view! { <ul>{list_items(items)}</ul> }.into_erased(),
        Block::NumberedList(items) => view! { <ol>{list_items(items)}</ol> }.into_erased(),
    }
}

/// The items of a list.
pub fn list_items(items: &'static [RichText]) -> ErasedView {
    items.iter().map(|item| view! { <li>{rich(item)}</li> }.into_erased()).collect_view().into_erased()
}
