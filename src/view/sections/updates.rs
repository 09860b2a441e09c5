//! What changed on the page, newest first, and the ways to hear of the next change.

use consultation::content::page::Page;
use consultation::content::section::UpdatesSection;
use consultation::content::updates::Update;
use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame;
use crate::view::parts::rich_text::blocks;

/// Draws it.
pub fn updates(section: &'static UpdatesSection, page: &'static Page) -> ErasedView {
    let entries = page.updates.updates.iter().rev().map(|update| entry(update, page)).collect::<ErasedView>();
    let body = view! {
        {blocks(&section.introduction)}
        <ul class="updates">{entries}</ul>
        <p>{download(page, "feed.xml", Phrase::FeedLink, page.downloads.feed)}</p>
        <p>{download(page, "calendar.ics", Phrase::CalendarLink, page.downloads.calendar)}</p>
    };
    frame(&section.id, &section.title, "section", body.into_erased())
}

fn entry(update: &'static Update, page: &'static Page) -> ErasedView {
    let values = [("number", page.wording.number(update.revision)), ("sha256", update.sha256.clone())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    view! {
        <li>
            <time datetime={update.published.to_string()}>{page.wording.day(update.published.day())}</time>
            <p>{update.changed.as_str()}</p>
            <details>
                <summary>{page.wording.text(Phrase::Details)}</summary>
                <p class="digest">{page.wording.fill(Phrase::Revision, &values)}</p>
            </details>
        </li>
    }
}

/// A link to a file that is no page says of which kind and how large it is (NZ Government Web Usability Standard).
fn download(page: &'static Page, path: &'static str, phrase: Phrase, bytes: u32) -> ErasedView {
    let size = page.wording.number(bytes.div_ceil(1000));
    view! { <a href=path>{page.wording.fill(phrase, &[("size", &size)])}</a> }
}
