//! Pieces of the page that know nothing of forms or sending.

pub mod contents;
pub mod piece;
pub mod postponed;
pub mod rich_text;
