//! How the page looks when a person keeps it on their home screen: `site.webmanifest` (W3C Web App Manifest).

use consultation::content::page::Page;
use serde_json::json;

use crate::{Document, colours, icons};

/// The manifest's path.
pub const MANIFEST: &str = "site.webmanifest";

/// `site.webmanifest`. All addresses in it are relative to its own, so the site can lie anywhere.
pub fn manifest(page: &Page) -> Document {
    let content = &page.content;
    let of_root = |icon: &str| [&page.to_root, icon].concat();
    let manifest = json!({
        "name": page.title(),
        "short_name": content.title.plain(),
        "description": content.description,
        "lang": content.language.as_str(),
        "id": "./",
        "start_url": ".",
        "scope": ".",
        // The address stays in sight: people should see whose page this is.
        "display": "minimal-ui",
        "theme_color": colours::BRAND,
        "background_color": colours::PAPER,
        "icons": [
            { "src": of_root(icons::SMALL), "sizes": "192x192", "type": "image/png" },
            { "src": of_root(icons::LARGE), "sizes": "512x512", "type": "image/png" },
            { "src": of_root(icons::MASKABLE), "sizes": "512x512", "type": "image/png", "purpose": "maskable" },
        ],
    });
    Document::new(MANIFEST, format!("{manifest:#}\n"))
}
