//! Draws typed text. No HTML string comes from content.

use consultation::text::rich_text::{Block, RichText, Span};
use maud::{Markup, html};

/// A run of text.
pub fn rich(text: &RichText) -> Markup {
    let words = html! { @for span in &text.spans { (draw_span(span)) } };
    match &text.lang {
        None => words,
        Some(lang) => html! { span lang=(lang.as_str()) { (words) } },
    }
}

/// Paragraphs and lists.
pub fn blocks(blocks: &[Block]) -> Markup {
    html! {
        @for block in blocks {
            @match block {
                Block::Paragraph(text) => p { (rich(text)) },
                Block::List(items) => ul { @for item in items { li { (rich(item)) } } },
                Block::NumberedList(items) => ol { @for item in items { li { (rich(item)) } } },
            }
        }
    }
}

fn draw_span(span: &Span) -> Markup {
    html! {
        @match span {
            Span::Text(words) => (words),
            Span::Strong(words) => strong { (words) },
            Span::Lang { lang, text } => span lang=(lang.as_str()) { (text) },
            Span::Link { href, text } => a href=(href.as_str()) { (text) },
        }
    }
}
