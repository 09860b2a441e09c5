//! The page as a whole: header, opening, list of sections, sections, footer.

use consultation::content::page::Page;
use consultation::content::stage::Stage;
use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;

use crate::erased::deferred::{later, still};
use crate::runtime::Runtime;
use crate::view::parts::contents::contents;
use crate::view::parts::rich_text::{blocks, rich};
use crate::view::parts::stage_line::{stage_line, stage_words, unless};
use crate::view::sections;

/// The whole page. Its first render depends on `page` alone.
pub fn page(page: &'static Page, runtime: Runtime) -> ErasedView {
    let content = &page.content;
    view! {
        <a class="skip-link" href="#main">{page.wording.text(Phrase::SkipToContent)}</a>
        {preview(page, runtime)}
        <header class="masthead" id="top">
            <p class="masthead-agency">{rich(&content.agency)}</p>
        </header>
        <main id="main" tabindex="-1">
            {later(move || opening(page, runtime))}
            <div class="columns">
                {later(move || contents(page, runtime))}
                <div class="article">
                    {content.sections.iter().map(|section| sections::section(section, page, runtime)).collect::<ErasedView>()}
                </div>
            </div>
        </main>
        {still(move || footer(page))}
        <div class="visually-hidden" role="status">{runtime.text(|state| state.announcement.clone())}</div>
    }
}

/// Says that the page rehearses a day, while it does.
fn preview(page: &'static Page, runtime: Runtime) -> ErasedView {
    let words = runtime.text(move |state| {
        let day = state.config.as_of.map(|instant| page.wording.day(instant.day())).unwrap_or_default();
        page.wording.fill(Phrase::Preview, &[("day", &day)])
    });
    view! { <aside class="preview" hidden={runtime.flag(|state| state.config.as_of.is_none())}>{words}</aside> }
}

/// The first screen: what this is, how things stand, and the way in.
fn opening(page: &'static Page, runtime: Runtime) -> ErasedView {
    let content = &page.content;
    view! {
        <div class="opening">
            <div class="opening-words">
                <h1>{rich(&content.title)}</h1>
                <p class="subtitle">{rich(&content.subtitle)}</p>
            </div>
            {status(page, runtime)}
            <div class="opening-lead">
                {blocks(&content.lead)}
                <p>{rich(&content.contact.text)}</p>
            </div>
        </div>
    }
}

/// How things stand, what comes next, and the way to the form or to what came of it.
fn status(page: &'static Page, runtime: Runtime) -> ErasedView {
    let say = page.content.have_your_say();
    let href = ["#", say.id.as_str()].concat();
    let unless_taken = runtime.flag(move |state| !state.takes_submissions(page));
    let reported = say.report.as_ref().map(|report| {
        let href = href.clone();
        view! {
            <div hidden={unless(page, runtime, Stage::Reported)}>
                {blocks(&report.summary)}
                {blocks(&report.next)}
                <a class="button" href=href>{page.wording.text(Phrase::ReadReport)}</a>
            </div>
        }
    });
    view! {
        <div class="status">
            {stage_line(page, runtime)}
            {stage_words(say, page, runtime)}
            {reported}
            <a class="button" href=href hidden=unless_taken>{rich(&say.title)}</a>
        </div>
    }
}

fn footer(page: &'static Page) -> ErasedView {
    let content = &page.content;
    let updated = content.updated;
    view! {
        <footer class="footer">
            <p>
                {page.wording.text(Phrase::LastUpdated)} " "
                <time datetime={updated.to_string()}>{page.wording.weekday_and_day(updated)}</time>
            </p>
            <p><a class="print-link" href="print.html">{page.wording.text(Phrase::PrintLink)}</a></p>
            <p class="footer-agency">{rich(&content.agency)}</p>
            <p><a class="back-to-top" href="#top">{page.wording.text(Phrase::BackToTop)}</a></p>
        </footer>
    }
}
