//! The feed as Atom (RFC 4287).

use consultation::content::page::Page;
use consultation::content::updates::Update;
use maud::{Markup, PreEscaped, html};

use crate::feed::{ATOM, last_changed, newest_first};
use crate::identity::Identity;
use crate::site::Site;
use crate::xml_text::xml_text;
use crate::{Document, icons};

const DECLARATION: PreEscaped<&str> = PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");

/// `feed.xml`.
pub fn atom(page: &Page, site: &Site) -> Document {
    let content = &page.content;
    let identity = Identity::of(&page.updates);
    let feed = html! {
        (DECLARATION)
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(content.language.as_str()) {
            id { (identity.urn(0)) }
            title { (xml_text(&page.title())) }
            subtitle { (xml_text(&content.description)) }
            updated { (last_changed(page)) }
            author { name { (xml_text(&content.agency.plain())) } }
            link rel="self" type="application/atom+xml" href=(site.url(ATOM)) {}
            link rel="alternate" type="text/html" href=(site.address()) {}
            icon { (site.url(icons::LARGE)) }
            @for update in newest_first(page) { (entry(update, &identity, site)) }
        }
        "\n"
    };
    Document::new(ATOM, feed.into_string())
}

/// What changed is the title: that is the line that readers list, and there is no more to say.
fn entry(update: &Update, identity: &Identity, site: &Site) -> Markup {
    html! {
        "\n"
        entry {
            id { (identity.urn(update.revision)) }
            title { (xml_text(&update.changed)) }
            published { (update.published) }
            updated { (update.published) }
            link rel="alternate" type="text/html" href=(site.address()) {}
        }
    }
}
