//! Who is behind the page, and what they promise: pages of their own, and the way to them. Like the switch of languages, it
//! lies outside what the app draws.

use consultation::content::page::Page;
use consultation::content::statements::Statement;
use consultation::text::rich_text::{Block, RichText};
use consultation::text::wording::Phrase;
use have_your_say::view::parts::rich_text::{blocks, rich};
use leptos::prelude::*;
use maud::{Markup, PreEscaped, html};

/// How the list of links starts.
pub const NAV: &str = "<nav class=\"about-site\"";

/// The links from any page in the same folder.
pub fn links(page: &'static Page) -> String {
    let statements = &page.content.statements;
    html! {
        nav class="about-site" aria-label=(page.wording.text(Phrase::AboutThisSite)) {
            ul {
                @for (file, statement) in statements.pages() { li { a href=(file) { (text(&statement.title)) } } }
                li { (text(&statements.government)) }
            }
        }
        "\n"
    }
    .into_string()
}

/// The page of a statement, without what every page has.
pub fn body(page: &'static Page, statement: &'static Statement) -> String {
    html! {
        header class="masthead" { p class="masthead-agency" { (text(&page.content.agency)) } }
        main class="statement" {
            h1 { (text(&statement.title)) }
            (texts(&statement.blocks))
            p { a href="./" { (page.wording.text(Phrase::BackToPage)) ": " (page.content.title.plain()) } }
        }
    }
    .into_string()
}

/// Where what was printed is sent: on paper, while anything is taken.
pub fn return_address(page: &Page) -> String {
    html! {
        section class="return-address" {
            p { (page.wording.text(Phrase::ReturnAddress)) @for line in &page.content.statements.return_address { br; (line) } }
        }
    }
    .into_string()
}

fn text(text: &'static RichText) -> Markup {
    PreEscaped(Owner::new().with(|| rich(text).to_html()).replace("<!>", ""))
}

fn texts(texts: &'static [Block]) -> Markup {
    PreEscaped(Owner::new().with(|| blocks(texts).to_html()).replace("<!>", ""))
}
