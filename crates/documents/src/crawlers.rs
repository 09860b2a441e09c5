//! What crawlers look for: `sitemap.xml` and `robots.txt`.

use consultation::content::page::Page;
use maud::{PreEscaped, html};

use crate::Document;
use crate::site::Site;

const SITEMAP: &str = "sitemap.xml";

/// `sitemap.xml` (<https://www.sitemaps.org/protocol.html>): the page in each language, with the day its content states.
pub fn sitemap(pages: &[(&Page, Site)]) -> Document {
    let sitemap = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            @for (page, site) in pages {
                url { loc { (site.address()) } lastmod { (page.content.updated) } }
            }
        }
        "\n"
    };
    Document::new(SITEMAP, sitemap.into_string())
}

/// `robots.txt` (RFC 9309): everything may be read. Crawlers look for it at the root of a host only.
pub fn robots(site: &Site) -> Document {
    Document::new("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.url(SITEMAP)))
}
