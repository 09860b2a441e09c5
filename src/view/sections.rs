//! One file a kind of section, and the one match that knows them all.

mod feedback;
mod have_your_say;
mod past_consultations;
mod prose;
mod timeline;
mod updates;

use consultation::content::page::Page;
use consultation::content::section::Section;
use consultation::id::Id;
use consultation::text::rich_text::RichText;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;

use crate::erased::deferred::{later, still};
use crate::runtime::Runtime;
use crate::view::parts::rich_text::rich;

/// Draws a section.
pub fn section(section: &'static Section, page: &'static Page, runtime: Runtime) -> ErasedView {
    match section {
        Section::Prose(prose) => still(|| prose::prose(prose)),
        Section::Timeline(timeline) => later(move || timeline::timeline(timeline, page, runtime)),
        Section::PastConsultations(past) => still(move || past_consultations::past_consultations(past, page)),
        Section::HaveYourSay(say) => later(move || have_your_say::have_your_say(say, page, runtime)),
        Section::Updates(section) => still(move || updates::updates(section, page)),
        Section::Feedback(feedback) => later(move || feedback::feedback(feedback, page, runtime)),
    }
}

/// The frame that every section shares: its id, its heading, and the tie between the two.
fn frame(id: &'static Id, title: &'static RichText, class: &'static str, body: ErasedView) -> ErasedView {
    let heading = [id.as_str(), "--title"].concat();
    view! {
        <section class=class id={id.as_str()} aria-labelledby={heading.clone()}>
            <h2 id=heading>{rich(title)}</h2>
            {body}
        </section>
    }
}
