//! The list of sections beside the text, with the one being read marked.

use consultation::content::page::Page;
use consultation::content::section::Section;
use consultation::text::wording::Phrase;
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use crate::live::Live;
use crate::parts::rich_text::rich;

/// Links to every section.
#[component]
pub fn Contents(
    /// The page.
    page: &'static Page,
    /// Its signals.
    live: Live,
) -> impl IntoView {
    let entries = page.content.sections.iter().map(|section| entry(section, live)).collect_view();
    view! {
        <nav class="contents" aria-labelledby="page--contents">
            <h2 class="contents-title" id="page--contents">{page.wording.text(Phrase::OnThisPage)}</h2>
            <ul>{entries}</ul>
        </nav>
    }
}

fn entry(section: &'static Section, live: Live) -> Piece {
    let id = section.id().as_str();
    let is_current = live.attribute(move |state| (state.current_section == Some(id)).then(|| "true".to_owned()));
    view! { <li><a href=["#", id].concat() aria-current=is_current>{rich(section.title())}</a></li> }.into_piece()
}
