//! Words and how they are written: typed text, links, and the fixed phrases. It knows no page and no form.

pub mod language;
pub mod link;
pub mod percent;
pub mod rich_text;
pub mod wording;
