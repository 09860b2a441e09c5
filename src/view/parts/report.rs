//! What came of a consultation: we asked, you said, we did, with counts.

use consultation::content::report::{Report, ReportedChapter};
use consultation::text::rich_text::Block;
use consultation::text::wording::{Phrase, Wording};

use crate::erased::deferred::still;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::view::parts::rich_text::{blocks, rich};

/// Draws it, below a heading of the third level.
pub fn report(report: &'static Report, wording: &'static Wording) -> ErasedView {
    still(move || {
        let chapters = report.chapters.iter().map(|chapter| reported(chapter, wording)).collect::<ErasedView>();
        let next = (!report.next.is_empty())
            .then(|| view! { <h4>{wording.text(Phrase::WhatComesNext)}</h4> {blocks(&report.next)} });
        view! {
            <div class="report">
                {blocks(&report.summary)}
                <p><strong>{counted(Phrase::SubmissionsInAll, report.submissions, wording)}</strong></p>
                {chapters}
                {next}
            </div>
        }
    })
}

fn reported(chapter: &'static ReportedChapter, wording: &'static Wording) -> ErasedView {
    let told: [(Phrase, &'static Vec<Block>); 4] = [
        (Phrase::WeAsked, &chapter.asked),
        (Phrase::YouSaid, &chapter.said),
        (Phrase::WeDid, &chapter.did),
        (Phrase::WeDidOtherwise, &chapter.otherwise),
    ];
    let told = told.into_iter().filter(|(_, text)| !text.is_empty());
    view! {
        <h4>{rich(&chapter.title)}</h4>
        <p>{counted(Phrase::SubmissionsAbout, chapter.submissions, wording)}</p>
        <dl>{told.map(|(phrase, text)| view! { <dt>{wording.text(phrase)}</dt> <dd>{blocks(text)}</dd> }).collect::<ErasedView>()}</dl>
    }
}

fn counted(phrase: Phrase, count: u32, wording: &Wording) -> String {
    wording.fill(phrase, &[("count", &wording.number(count))])
}
