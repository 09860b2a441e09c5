//! Where the consultation stands, and the moment that matters.

use consultation::content::page::Page;
use consultation::content::stage::Stage;
use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::Runtime;
use crate::state::State;

/// Draws it.
pub fn stage_line(page: &'static Page, runtime: Runtime) -> ErasedView {
    let consultation = &page.content.consultation;
    let about = move |state: &State| match state.stage(page) {
        Stage::NotYetOpen => {
            (Phrase::StageNotYetOpen, Phrase::Opens, consultation.opens.unwrap_or(consultation.closes))
        }
        Stage::Open => (Phrase::StageOpen, Phrase::Closes, consultation.closes),
        Stage::Closed => (Phrase::StageClosed, Phrase::Closed, consultation.closes),
    };
    let name = runtime.text(move |state| page.wording.text(about(state).0).to_owned());
    let machine_readable = runtime.attribute(move |state| Some(about(state).2.to_string()));
    let moment = runtime.text(move |state| page.wording.moment(about(state).1, about(state).2));
    view! {
        <p class="stage" class:stage-open={runtime.flag(move |state| state.stage(page) == Stage::Open)}>
            <strong class="stage-name">{name}</strong>
            <time datetime=machine_readable>{moment}</time>
        </p>
    }
}

/// How long submissions are still taken, kept current, and when it closes by the reader's own clock, where that shows
/// another time.
pub fn time_left(page: &'static Page, runtime: Runtime) -> ErasedView {
    let closes = page.content.consultation.closes;
    let left = runtime.text(move |state| {
        let Some(left) = state.time_left(page) else { return String::new() };
        let here = state.closes_here.filter(|here| !here.is_stated_like(closes));
        let here = here.map(|here| page.wording.moment(Phrase::WhereYouAre, here)).unwrap_or_default();
        [&left.words(&page.wording), " ", &here].concat()
    });
    view! { <span class="time-left">{left}</span> }
}
