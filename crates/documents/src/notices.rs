//! The pages with which a host answers by itself: for an address that leads nowhere, for one sender too many, and where it
//! cannot reach the receiver.
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

/// What one says.
struct Notice {
    file: &'static str,
    heading: Phrase,
    texts: &'static [Phrase],
    /// Whether it leads to the other ways to the agency.
    has_contact: bool,
}

const NOTICES: [Notice; 3] = [
    Notice { file: "404.html", heading: Phrase::PageNotFound, texts: &[Phrase::PageNotFoundText], has_contact: false },
    Notice {
        file: "429.html",
        heading: Phrase::NotSent,
        texts: &[Phrase::ReceiverBusy, Phrase::NotStored],
        has_contact: false,
    },
    Notice {
        file: "502.html",
        heading: Phrase::Unreachable,
        texts: &[Phrase::UnreachableText, Phrase::NotStored],
        has_contact: true,
    },
];

/// `404.html`; `429.html` for hosts that hold back who posts too often; `502.html` for those that pass posts on, and get no
/// answer. `policy` is for hosts that cannot send it as a header.
pub fn notices(page: &Page, direction: Direction, site: &Site, policy: Option<&str>) -> [Document; 3] {
    NOTICES.map(|notice| Document::new(notice.file, html(page, direction, site, policy, &notice)))
}

/// Hosts show it at addresses of any depth, so its links start at the root of the host.
fn html(page: &Page, direction: Direction, site: &Site, policy: Option<&str>, notice: &Notice) -> String {
    let (content, wording) = (&page.content, &page.wording);
    let heading = wording.text(notice.heading);
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
                    @for text in notice.texts { p { (wording.text(*text)) } }
                    @if notice.has_contact {
                        p {
                            (wording.text(Phrase::ReachUsElse)) " "
                            a href={ (base) "contact.html" } { (content.statements.contact.title.plain()) }
                        }
                    }
                    p { a href=(base) { (wording.text(Phrase::BackToPage)) ": " (content.title.plain()) } }
                }
            }
        }
        "\n"
    };
    html.into_string()
}
