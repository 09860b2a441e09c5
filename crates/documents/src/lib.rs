//! What a published page has beside itself, made from content and never by hand: metadata, feeds, a calendar,
//! pictures, schemas, and what crawlers and security researchers look for.
//!
//! Pure: no files, no network, no clock. The same page and day always make the same bytes.
//!
//! | to find | look in |
//! |---|---|
//! | what the page says of itself in its `head` | [`head`] |
//! | news about changes | `feed` |
//! | dates | `calendar` |
//! | pictures | `icons`, `social` |
//! | the pages with which a host answers by itself | [`notices`] |
//! | for programs that read the content | `schemas` |
//! | for crawlers and security researchers | `crawlers`, `security` |

mod calendar;
mod colours;
mod crawlers;
mod dates;
mod feed;
mod head;
mod icons;
mod identity;
mod manifest;
mod notices;
mod picture;
mod schemas;
mod security;
mod site;
mod social;
mod structured_data;
mod xml_text;

use consultation::content::page::Page;
use consultation::time::day::Day;

pub use consultation::content::config::told::{NotAContact, NotAnAddress};
pub use head::head;
pub use notices::{notice_style, notices};
pub use security::SecurityContact;
pub use site::Site;

/// A file of the published site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it lies, from the site's root: `feed.xml`, `.well-known/security.txt`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Document {
    fn new(path: &str, content: impl Into<Vec<u8>>) -> Self {
        Self { path: path.to_owned(), bytes: content.into() }
    }
}

/// What lies beside the page in one language.
pub fn of_page(page: &Page, site: &Site) -> Vec<Document> {
    vec![
        feed::atom(page, site),
        feed::json_feed(page, site),
        calendar::calendar(page, site),
        manifest::manifest(page),
        social::social(page),
    ]
}

/// What the site has once, whatever its languages, but for [`notices`], which need the policy.
/// `pages` are those of all languages, each with its site; `built_on` is the day from which `security.txt` counts its end.
pub fn of_site(pages: &[(&Page, Site)], site: &Site, contact: &SecurityContact, built_on: Day) -> Vec<Document> {
    let mut documents =
        vec![crawlers::sitemap(pages), crawlers::robots(site), security::security_txt(contact, site, built_on)];
    documents.extend(icons::icons());
    documents.extend(schemas::schemas(site));
    documents
}
