//! The page for an address that leads nowhere. It runs no script and loads nothing but an icon.

use consultation::content::languages::Direction;
use consultation::content::page::Page;
use consultation::text::wording::Phrase;
use maud::{DOCTYPE, PreEscaped, html};

use crate::site::Site;
use crate::{Document, icons};

const STYLE: &str = include_str!("not_found.css");

/// What stands in the `style` element of `404.html`: a policy that allows it needs its hash.
pub fn not_found_style() -> &'static str {
    STYLE
}

/// `404.html`. Hosts show it at addresses of any depth, so its links start at the root of the host.
/// `policy` is for hosts that cannot send it as a header.
pub fn not_found(page: &Page, direction: Direction, site: &Site, policy: Option<&str>) -> Document {
    let (content, wording) = (&page.content, &page.wording);
    let heading = wording.text(Phrase::PageNotFound);
    let base = site.base_path();
    let html = html! {
        (DOCTYPE)
        html lang=(content.language.as_str()) dir=[direction.attribute()] {
            head {
                meta charset="utf-8";
                @if let Some(policy) = policy { meta http-equiv="Content-Security-Policy" content=(policy); }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (heading) " – " (content.agency.plain()) }
                link rel="icon" type="image/png" sizes="192x192" href={ (base) (icons::SMALL) };
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { p { (content.agency.plain()) } }
                main {
                    h1 { (heading) }
                    p { (wording.text(Phrase::PageNotFoundText)) }
                    p { a href=(base) { (wording.text(Phrase::BackToPage)) ": " (content.title.plain()) } }
                }
            }
        }
        "\n"
    };
    Document::new("404.html", html.into_string())
}
