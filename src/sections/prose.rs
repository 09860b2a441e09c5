//! A section of text.

use consultation::content::section::Prose;

use crate::parts::piece::Piece;

use super::frame;
use crate::parts::rich_text::blocks;

/// Draws it.
pub fn prose(prose: &'static Prose) -> Piece {
    frame(&prose.id, &prose.title, "section", blocks(&prose.blocks))
}
