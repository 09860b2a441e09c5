//! Draws typed text. No HTML string comes from content, so nothing needs to be sanitised.

use consultation::text::rich_text::{Block, RichText, Span};
use leptos::prelude::*;

use crate::erased::piece::{IntoPiece, Piece};
use crate::erased::postponed::still;

/// A run of text.
pub fn rich(text: &'static RichText) -> Piece {
    match text.0.as_slice() {
        [Span::Text(words)] => words.as_str().into_piece(),
        spans => spans.iter().map(span).collect_view().into_piece(),
    }
}

/// Paragraphs and lists. Where the page was prerendered with them, only their number counts.
pub fn blocks(blocks: &'static [Block]) -> Piece {
    blocks.iter().map(|one| still(|| block(one))).collect_view().into_piece()
}

fn span(span: &'static Span) -> Piece {
    let words = span.text();
    match span {
        Span::Text(_) => words.into_piece(),
        Span::Strong(_) => view! { <strong>{words}</strong> }.into_piece(),
        Span::Lang { lang, .. } => view! { <span lang=lang.as_str()>{words}</span> }.into_piece(),
        Span::Link { href, .. } => view! { <a href=href.as_str()>{words}</a> }.into_piece(),
    }
}

fn block(block: &'static Block) -> Piece {
    match block {
        Block::Paragraph(text) => view! { <p>{rich(text)}</p> }.into_piece(),
        Block::List(items) => view! { <ul>{list_items(items)}</ul> }.into_piece(),
        Block::NumberedList(items) => view! { <ol>{list_items(items)}</ol> }.into_piece(),
    }
}

/// The items of a list.
pub fn list_items(items: &'static [RichText]) -> Piece {
    items.iter().map(|item| view! { <li>{rich(item)}</li> }.into_piece()).collect_view().into_piece()
}
