//! Draws typed text. No HTML string comes from content, so nothing needs to be sanitised.

use consultation::text::rich_text::{Block, RichText, Span};

use crate::erased::deferred::still;
use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

/// A run of text.
pub fn rich(text: &'static RichText) -> ErasedView {
    let words = match text.spans.as_slice() {
        [Span::Text(words)] => words.as_str().into_erased(),
        spans => spans.iter().map(span).collect::<ErasedView>(),
    };
    match &text.lang {
        None => words,
        Some(lang) => view! { <span lang={lang.as_str()}>{words}</span> },
    }
}

/// Paragraphs and lists. Where the page was prerendered with them, only their number counts.
pub fn blocks(blocks: &'static [Block]) -> ErasedView {
    blocks.iter().map(|one| still(|| block(one))).collect::<ErasedView>()
}

fn span(span: &'static Span) -> ErasedView {
    let words = span.text();
    match span {
        Span::Text(_) => words.into_erased(),
        Span::Strong(_) => view! { <strong>{words}</strong> },
        Span::Lang { lang, .. } => view! { <span lang={lang.as_str()}>{words}</span> },
        Span::Link { href, .. } => view! { <a href={href.as_str()}>{words}</a> },
    }
}

fn block(block: &'static Block) -> ErasedView {
    match block {
        Block::Paragraph(text) => view! { <p>{rich(text)}</p> },
        Block::List(items) => view! { <ul>{list_items(items)}</ul> },
        Block::NumberedList(items) => view! { <ol>{list_items(items)}</ol> },
    }
}

/// The items of a list.
pub fn list_items(items: &'static [RichText]) -> ErasedView {
    items.iter().map(|item| view! { <li>{rich(item)}</li> }).collect::<ErasedView>()
}
