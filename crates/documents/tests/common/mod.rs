//! What the tests of this crate share: the published page, and ways to its documents. It checks nothing.

#![allow(dead_code, reason = "every test target is a program of its own and takes only what it needs")]

use consultation::config::Config;
use consultation::content::Content;
use consultation::day::Day;
use consultation::page::Page;
use consultation::updates::Updates;
use consultation::wording::Wording;
use documents::{Site, documents};

/// The content as it is published.
pub const CONTENT: &str = include_str!("../../../../public/content/en-NZ.json");

/// The phrases as they are published.
pub const WORDING: &str = include_str!("../../../../public/content/en-NZ.wording.json");

/// The revisions as they are listed.
pub const UPDATES: &str = include_str!("../../../../public/content/en-NZ.updates.json");

/// The settings as they are shipped.
pub const CONFIG: &str = include_str!("../../../../public/config.json");

/// The published page, at a fixed moment while it is open, with two fixed revisions.
pub fn shipped() -> Page {
    let updates = r#"{"updates": [
        {"revision": 1, "published": "2022-04-29T09:00:00+12:00", "changed": "The page was published.",
         "sha256": "e2120e890ad8b25e203c3405b71c3cd14335cf1e1d7ca7f797046cffc32672a7"},
        {"revision": 2, "published": "2022-07-15T09:30:00+12:00", "changed": "The consultation opened.",
         "sha256": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"}]}"#;
    Page {
        content: Content::parse(CONTENT).expect("the shipped content is right"),
        updates: Updates::parse(updates).expect("the test states revisions"),
        wording: Wording::parse(WORDING).expect("the shipped wording is right"),
        config: Config::parse(CONFIG).expect("the shipped config is right"),
        rendered_at: "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment"),
    }
}

/// Where the site lies, under a path.
pub fn site() -> Site {
    Site::new("https://agency.example/treaty/").expect("the test states an address")
}

/// A day.
pub fn day(text: &str) -> Day {
    Day::try_from(text.to_owned()).expect("the test states a day")
}

/// A document of the page.
pub fn document(page: &Page, path: &str) -> Vec<u8> {
    let documents = documents(page, &site(), day("2022-08-01"));
    documents.into_iter().find(|document| document.path == path).expect(path).bytes
}

/// A document of the page that is text.
pub fn text(page: &Page, path: &str) -> String {
    String::from_utf8(document(page, path)).expect("it is UTF-8")
}
