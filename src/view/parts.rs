//! Pieces of the page that know nothing of forms or sending.

pub mod contents;
pub mod report;
pub mod rich_text;
pub mod stage_line;
pub mod warning;
