//! What the tests of this crate share: the published page, and ways to its documents. It checks nothing.

#![allow(dead_code, reason = "every test target is a program of its own and takes only what it needs")]

use std::sync::LazyLock;

use consultation::content::Content;
use consultation::content::config::Config;
use consultation::content::languages::Direction;
use consultation::content::page::{Downloads, Page};
use consultation::content::updates::Updates;
use consultation::text::rich_text::{RichText, Span};
use consultation::text::wording::Wording;
use consultation::time::day::Day;
use documents::{Document, SecurityContact, Site, notices, of_page, of_site};

/// The content as it is published.
pub const CONTENT: &str = include_str!("../../../../public/content/en-NZ.json");

/// The phrases as they are published.
pub const WORDING: &str = include_str!("../../../../public/content/en-NZ.wording.json");

/// The revisions as they are listed.
pub const UPDATES: &str = include_str!("../../../../public/content/en-NZ.updates.json");

/// The languages as they are listed.
pub const LANGUAGES: &str = include_str!("../../../../public/content/languages.json");

/// The settings as they are shipped.
pub const CONFIG: &str = include_str!("../../../../public/config.json");

/// Two revisions that no later edit changes.
const TWO_REVISIONS: &str = r#"{"updates": [
    {"revision": 1, "published": "2022-04-29T09:00:00+12:00", "changed": "The page was published.",
     "sha256": "e2120e890ad8b25e203c3405b71c3cd14335cf1e1d7ca7f797046cffc32672a7"},
    {"revision": 2, "published": "2022-07-15T09:30:00+12:00", "changed": "The consultation opened.",
     "sha256": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"}]}"#;

static SHIPPED_DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| documents(&shipped(), &site()));

/// The published page with [`TWO_REVISIONS`], at a moment while it is open.
pub fn shipped() -> Page {
    let mut page = Page {
        content: Content::parse(CONTENT).expect("the shipped content is right"),
        updates: Updates::parse(TWO_REVISIONS).expect("the test states revisions"),
        wording: Wording::parse(WORDING).expect("the shipped wording is right"),
        config: Config::parse(CONFIG).expect("the shipped config is right"),
        rendered_at: "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment"),
        offsets: Default::default(),
        downloads: Downloads::default(),
        to_root: String::new(),
        needs_app: Vec::new(),
        translates: String::new(),
        is_current: false,
    };
    page.content.revision = 2;
    page.content.updated = day("2022-07-15");
    page
}

/// Where the site lies: under a path.
pub fn site() -> Site {
    Site::new("https://agency.example/treaty/").expect("the test states an address")
}

/// Whom to tell of a security hole.
pub fn contact() -> SecurityContact {
    SecurityContact::new("mailto:security@agency.example").expect("the test states a contact")
}

/// A day.
pub fn day(text: &str) -> Day {
    Day::try_from(text.to_owned()).expect("the test states a day")
}

/// Plain words.
pub fn words(text: &str) -> RichText {
    RichText { lang: None, spans: vec![Span::Text(text.to_owned())] }
}

/// Every document of a site with one page.
pub fn documents(page: &Page, site: &Site) -> Vec<Document> {
    let mut documents = of_page(page, site);
    documents.extend(of_site(&[(page, site.clone())], site, &contact(), day("2022-08-01")));
    documents
}

/// Every document of [`shipped`], made once: drawing takes a while.
pub fn shipped_documents() -> &'static [Document] {
    &SHIPPED_DOCUMENTS
}

/// One of the pages with which a host answers by itself, with a policy of its own.
pub fn notice(page: &Page, file: &str) -> String {
    let notices = notices(page, Direction::LeftToRight, &site(), Some("default-src 'none'"));
    text(&notices, file).to_owned()
}

/// The bytes of one of the documents.
pub fn bytes<'a>(documents: &'a [Document], path: &str) -> &'a [u8] {
    &documents.iter().find(|document| document.path == path).expect(path).bytes
}

/// One of the documents that are text.
pub fn text<'a>(documents: &'a [Document], path: &str) -> &'a str {
    str::from_utf8(bytes(documents, path)).expect("it is UTF-8")
}

/// Width and height of a PNG: the first two fields after the signature and the head of its first chunk.
pub fn size_of_png(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("these are four bytes"));
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "it is a PNG");
    (number(16), number(20))
}
