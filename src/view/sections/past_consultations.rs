//! Consultations that are over: what each was about, and what came of it.

use consultation::content::page::Page;
use consultation::content::section::{PastConsultation, PastConsultations};
use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;

use super::frame;
use crate::view::parts::report::report;
use crate::view::parts::rich_text::{blocks, rich};

/// Draws it.
pub fn past_consultations(past: &'static PastConsultations, page: &'static Page) -> ErasedView {
    let entries = past.consultations.iter().map(|consultation| entry(consultation, page)).collect::<ErasedView>();
    frame(&past.id, &past.title, "section", view! { <div class="past">{entries}</div> })
}

fn entry(consultation: &'static PastConsultation, page: &'static Page) -> ErasedView {
    view! {
        <article class="past-consultation">
            <h3>{rich(&consultation.name)}</h3>
            {days(consultation, page)}
            {blocks(&consultation.about)}
            <p class="past-results">{rich(&consultation.results)}</p>
            {consultation.report.as_ref().map(|told| report(told, &page.wording))}
        </article>
    }
}

fn days(consultation: &'static PastConsultation, page: &'static Page) -> Option<ErasedView> {
    let opened = page.wording.day(consultation.opened?);
    let closed = page.wording.day(consultation.closed?);
    let words = page.wording.fill(Phrase::OpenedAndClosed, &[("opened", &opened), ("closed", &closed)]);
    Some(view! { <p class="past-days">{words}</p> })
}
