//! The documents of the page as it is published.

mod common;

use common::{shipped, site};
use documents::documents;

#[test]
fn every_document_lies_at_a_path_of_its_own() {
    let page = shipped();
    let documents = documents(&page, &site(), page.rendered_at.day());
    let paths: Vec<&str> = documents.iter().map(|document| document.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "feed.xml",
            "feed.json",
            "calendar.ics",
            "sitemap.xml",
            "robots.txt",
            ".well-known/security.txt",
            "site.webmanifest",
            "404.html",
            "social.png",
            "icon-192.png",
            "icon-512.png",
            "icon-maskable-512.png",
            "apple-touch-icon.png",
            "content.schema.json",
            "wording.schema.json",
            "updates.schema.json",
            "config.schema.json",
        ]
    );
}
