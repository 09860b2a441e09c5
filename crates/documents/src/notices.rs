//! The pages with which a host answers by itself: for an address that leads nowhere, and for one sender too many.
//! They run no script and load nothing but an icon.

use consultation::content::languages::Direction;
use consultation::content::page::Page;
use consultation::text::wording::Phrase;
use maud::{DOCTYPE, PreEscaped, html};

use crate::site::Site;
use crate::{Document, icons};

const STYLE: &str = include_str!("notices.css");

/// What stands in the `style` element of each: a policy that allows it needs its hash.
pub fn notice_style() -> &'static str {
    STYLE
}

/// `404.html`, and `429.html` for hosts that hold back who posts too often. `policy` is for hosts that cannot send it as
/// a header.
pub fn notices(page: &Page, direction: Direction, site: &Site, policy: Option<&str>) -> [Document; 2] {
    [
        ("404.html", Phrase::PageNotFound, &[Phrase::PageNotFoundText][..]),
        ("429.html", Phrase::NotSent, &[Phrase::ReceiverBusy, Phrase::NotStored]),
    ]
    .map(|(name, heading, texts)| Document::new(name, notice(page, direction, site, policy, heading, texts)))
}

/// Hosts show it at addresses of any depth, so its links start at the root of the host.
fn notice(
    page: &Page,
    direction: Direction,
    site: &Site,
    policy: Option<&str>,
    heading: Phrase,
    texts: &[Phrase],
) -> String {
    let (content, wording) = (&page.content, &page.wording);
    let heading = wording.text(heading);
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
                    @for text in texts { p { (wording.text(*text)) } }
                    p { a href=(base) { (wording.text(Phrase::BackToPage)) ": " (content.title.plain()) } }
                }
            }
        }
        "\n"
    };
    html.into_string()
}
