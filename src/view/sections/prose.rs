//! A section of text.

use consultation::content::section::Prose;

use crate::erased::view::ErasedView;

use super::frame;
use crate::view::parts::rich_text::blocks;

/// Draws it.
pub fn prose(prose: &'static Prose) -> ErasedView {
    frame(&prose.id, &prose.title, "section", blocks(&prose.blocks))
}
