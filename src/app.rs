//! The page as a whole: header, opening, list of sections, sections, footer.

use consultation::config::Config;
use consultation::page::Page;
use consultation::stage::Stage;
use consultation::wording::Phrase;
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use crate::live::Live;
use crate::parts::contents::Contents;
use crate::parts::moment::Moment;
use crate::parts::rich_text::{blocks, rich};
use crate::sections;

/// The whole page. Its first render depends on `page` alone.
pub fn app(page: &'static Page, live: Live) -> Piece {
    let content = &page.content;
    view! {
        <a class="skip-link" href="#main">{page.wording.text(Phrase::SkipToContent)}</a>
        <Preview page live/>
        <header class="masthead" id="top">
            <p class="masthead-agency">{rich(&content.agency)}</p>
        </header>
        <main id="main" tabindex="-1">
            <Opening page live/>
            <div class="columns">
                <Contents page live/>
                <div class="article">
                    {content.sections.iter().map(|section| sections::section(section, page, live)).collect_view()}
                </div>
            </div>
        </main>
        <Footer page/>
        <div class="visually-hidden" role="status">{live.announcement}</div>
    }
    .into_piece()
}

/// Says that the page rehearses a day, while it does.
#[component]
fn Preview(page: &'static Page, live: Live) -> impl IntoView {
    let as_of = move || live.config.with(|config: &Config| config.as_of);
    let words = move || {
        let day = as_of().map(|instant| page.wording.day(instant.day())).unwrap_or_default();
        page.wording.fill(Phrase::Preview, &[("day", &day)])
    };
    view! { <p class="preview" hidden=Signal::derive(move || as_of().is_none())>{Signal::derive(words)}</p> }
}

/// The first screen: what this is, whether it is open, until when, and the way in.
#[component]
fn Opening(page: &'static Page, live: Live) -> impl IntoView {
    let content = &page.content;
    let say = content.have_your_say();
    let href = ["#", say.id.as_str()].concat();
    view! {
        <div class="opening">
            <div class="opening-words">
                <h1>{rich(&content.title)}</h1>
                <p class="subtitle">{rich(&content.subtitle)}</p>
            </div>
            <div class="status">
                <StageLine page live/>
                <a class="button" href=href hidden=Signal::derive(move || live.stage(content) == Stage::Closed)>{rich(&say.title)}</a>
            </div>
            <div class="opening-lead">
                {blocks(&content.lead)}
                <p>{rich(&content.contact.text)}</p>
            </div>
        </div>
    }
}

/// Whether the consultation is open, and the moment that matters.
#[component]
pub fn StageLine(
    /// The page.
    page: &'static Page,
    /// Its signals.
    live: Live,
) -> impl IntoView {
    let consultation = &page.content.consultation;
    let stage = Memo::new(move |_| live.stage(&page.content));
    let parts = move || match stage.get() {
        Stage::NotYetOpen => (Phrase::StageNotYetOpen, Phrase::Opens),
        Stage::Open => (Phrase::StageOpen, Phrase::Closes),
        Stage::Closed => (Phrase::StageClosed, Phrase::Closed),
    };
    let moment = move || match stage.get() {
        Stage::NotYetOpen => consultation.opens.unwrap_or(consultation.closes),
        Stage::Open | Stage::Closed => consultation.closes,
    };
    view! {
        <p class="stage" class:stage-open=Signal::derive(move || stage.get() == Stage::Open)>
            <strong class="stage-name">{Signal::derive(move || page.wording.text(parts().0).to_owned())}</strong>
            <Moment moment=Signal::derive(moment) words=Signal::derive(move || page.wording.moment(parts().1, moment()))/>
        </p>
    }
}

#[component]
fn Footer(page: &'static Page) -> impl IntoView {
    let content = &page.content;
    let updated = content.updated;
    view! {
        <footer class="footer">
            <p>
                {page.wording.text(Phrase::LastUpdated)} " "
                <time datetime=updated.to_string()>{page.wording.weekday_and_day(updated)}</time>
            </p>
            <p class="footer-agency">{rich(&content.agency)}</p>
            <p><a class="back-to-top" href="#top">{page.wording.text(Phrase::BackToTop)}</a></p>
        </footer>
    }
}
