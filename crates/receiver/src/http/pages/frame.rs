//! What every page has: language, title, style, masthead, contact, the ways on, and headers that let it run nothing.

use std::sync::LazyLock;

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use consultation::text::wording::Phrase;
use consultation::time::day::Day;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::rich::rich;
use crate::publication::Publication;

/// The site's own colours, type and forms, and what differs here.
const STYLE: &str = concat!(
    include_str!("../../../../../style/tokens.css"),
    include_str!("../../../../../style/base.css"),
    include_str!("../../../../../style/layout.css"),
    include_str!("../../../../../style/parts.css"),
    include_str!("../../../../../style/form.css"),
    include_str!("style.css"),
);

/// Nothing but the page's own style, and posting back to where it came from.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("it is printable ASCII")
});

/// What pages are made from.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The content and the wording.
    pub publication: &'a Publication,
    /// Where “Back to the page” leads, before the folder of the language.
    pub page: &'a str,
    /// The day on which a rehearsal started.
    pub rehearsed: Option<Day>,
}

/// A finished page.
#[derive(Clone, Debug)]
pub struct Page(Markup);

impl<'a> Frame<'a> {
    /// A phrase as it stands.
    pub fn text(self, phrase: Phrase) -> &'a str {
        self.publication.wording.text(phrase)
    }

    fn way_back(self) -> String {
        let folder = &self.publication.folder;
        let slash = if self.page.ends_with('/') { "" } else { "/" };
        [self.page, slash, folder].concat()
    }

    fn preview(self, day: Day) -> String {
        let wording = &self.publication.wording;
        wording.fill(Phrase::Preview, &[("day", &wording.day(day))])
    }

    /// A page around `body`. `title` is what distinguishes it; the name of the consultation follows.
    pub fn page(self, title: &str, body: &Markup) -> Page {
        let content = &self.publication.content;
        Page(html! {
            (DOCTYPE)
            html lang=(content.language.as_str()) dir=[self.publication.direction.attribute()] {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (title) " – " (content.title.plain()) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    @if let Some(day) = self.rehearsed { aside.preview { (self.preview(day)) } }
                    header.masthead { p.masthead-agency { (rich(&content.agency)) } }
                    main {
                        (body)
                        p { (rich(&content.contact.text)) }
                        p { a href=(self.way_back()) { (self.text(Phrase::BackToPage)) } }
                    }
                    nav.about-site aria-label=(self.text(Phrase::AboutThisSite)) {
                        ul {
                            @for (file, statement) in content.statements.pages() {
                                li { a href={ (self.way_back()) (file) } { (rich(&statement.title)) } }
                            }
                            li { (rich(&content.statements.government)) }
                        }
                    }
                }
            }
        })
    }
}

impl Page {
    /// The page as it is sent.
    pub fn into_html(self) -> String {
        self.0.into_string()
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        ([(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, POLICY.clone())], self.into_html()).into_response()
    }
}
