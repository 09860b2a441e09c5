//! What the page says of itself in its `head`: to search engines, to those who share it, to feed readers.
//!
//! Files of the site are linked relatively, so the site works under any path and on any host;
//! only what others copy, such as the canonical address, is absolute.

use consultation::content::page::Page;
use consultation::text::language::Language;
use maud::{Markup, PreEscaped, html};

use crate::calendar::CALENDAR;
use crate::feed::{ATOM, JSON_FEED};
use crate::manifest::MANIFEST;
use crate::site::Site;
use crate::structured_data::structured_data;
use crate::{colours, icons, social};

/// The elements that go into `head`, as HTML: everything but the character set, the viewport, styles and scripts.
/// `editions` are the languages in which the page is published, the first of them first, each with its site.
pub fn head(page: &Page, site: &Site, editions: &[(&Language, Site)]) -> String {
    html! {
        title { (page.title()) } "\n"
        meta name="description" content=(page.content.description); "\n"
        link rel="canonical" href=(site.address()); "\n"
        (translations(editions))
        (sharing(page, site))
        (links(page))
        meta name="theme-color" content=(colours::BRAND); "\n"
        script type="application/ld+json" { (PreEscaped(structured_data(page, site))) } "\n"
    }
    .into_string()
}

/// Each page names all, itself too, or search engines believe none of it
/// (<https://developers.google.com/search/docs/specialty/international/localized-versions>).
fn translations(editions: &[(&Language, Site)]) -> Markup {
    let first = editions.first().map(|(_, site)| ("x-default", site));
    let all = editions.iter().map(|(language, site)| (language.as_str(), site)).chain(first);
    html! {
        @if editions.len() > 1 {
            @for (language, site) in all {
                link rel="alternate" hreflang=(language) href=(site.address()); "\n"
            }
        }
    }
}

/// Open Graph (<https://ogp.me/>), which everybody reads who draws a preview of a link.
/// X needs one line of its own to show the picture large.
fn sharing(page: &Page, site: &Site) -> Markup {
    let content = &page.content;
    let (width, height) = social::SIZE;
    let properties = [
        ("og:type", "website".to_owned()),
        ("og:title", content.title.plain()),
        ("og:description", content.description.clone()),
        ("og:url", site.address().to_owned()),
        ("og:site_name", content.agency.plain()),
        ("og:locale", content.language.as_str().replace('-', "_")),
        ("og:image", site.url(social::PICTURE)),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", width.to_string()),
        ("og:image:height", height.to_string()),
        ("og:image:alt", social::alternative(page)),
    ];
    html! {
        @for (property, value) in properties { meta property=(property) content=(value); "\n" }
        meta name="twitter:card" content="summary_large_image"; "\n"
    }
}

fn links(page: &Page) -> Markup {
    let (title, root) = (page.content.title.plain(), &page.to_root);
    let alternates = [
        ("application/atom+xml", ATOM, "Atom"),
        ("application/feed+json", JSON_FEED, "JSON Feed"),
        ("text/calendar", CALENDAR, "iCalendar"),
    ];
    html! {
        @for (kind, path, format) in alternates {
            link rel="alternate" type=(kind) href=(path) title={ (title) " (" (format) ")" }; "\n"
        }
        link rel="manifest" href=(MANIFEST); "\n"
        link rel="icon" type="image/svg+xml" href={ (root) "icon.svg" }; "\n"
        link rel="alternate icon" type="image/png" sizes="192x192" href={ (root) (icons::SMALL) }; "\n"
        link rel="apple-touch-icon" sizes="180x180" href={ (root) (icons::APPLE) }; "\n"
    }
}
