//! News about the page: one entry for each published revision, newest first, in two formats with the same ids.

mod atom;
mod json_feed;

use consultation::content::page::Page;
use consultation::content::updates::Update;

pub use atom::atom;
pub use json_feed::json_feed;

/// The path of the Atom feed.
pub const ATOM: &str = "feed.xml";

/// The path of the JSON feed.
pub const JSON_FEED: &str = "feed.json";

/// The published revisions, newest first.
fn newest_first(page: &Page) -> impl Iterator<Item = &Update> {
    page.updates.updates.iter().rev()
}

/// When the page changed last: the moment of its last revision, or else the day that the content states.
pub fn last_changed(page: &Page) -> String {
    let day = || format!("{}T00:00:00Z", page.content.updated);
    page.updates.last().map_or_else(day, |last| last.published.to_string())
}
