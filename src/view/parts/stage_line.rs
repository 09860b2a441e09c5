//! Where the consultation stands, and the moment that matters.

use consultation::content::page::Page;
use consultation::content::stage::Stage;
use consultation::text::wording::Phrase;
use consultation::time::instant::Instant;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::Runtime;
use crate::state::State;

/// Draws it.
pub fn stage_line(page: &'static Page, runtime: Runtime) -> ErasedView {
    let consultation = &page.content.consultation;
    let known = move |state: &State| state.stage(page).moment(consultation);
    let name = runtime.text(move |state| page.wording.text(state.stage(page).name()).to_owned());
    let moment = runtime.peek(known).map(|_| {
        let machine_readable = runtime.attribute(move |state| known(state).map(|(_, moment)| moment.to_string()));
        let said = move |state: &State| known(state).map(|(phrase, moment)| page.wording.moment(phrase, moment));
        let said = runtime.text(move |state| said(state).unwrap_or_default());
        view! { <time datetime=machine_readable>{said}</time> }
    });
    view! {
        <p class="stage" class:stage-open={runtime.flag(move |state| state.stage(page) == Stage::Open)}>
            <strong class="stage-name">{name}</strong>
            {moment}
        </p>
    }
}

/// How long submissions are still taken, kept current, and when it closes by the reader's own clock, where that shows
/// another time.
pub fn time_left(page: &'static Page, closes: Instant, runtime: Runtime) -> ErasedView {
    let left = runtime.text(move |state| {
        let Some(left) = state.time_left(page) else { return String::new() };
        let here = state.closes_here.filter(|here| !here.is_stated_like(closes));
        let here = here.map(|here| page.wording.moment(Phrase::WhereYouAre, here)).unwrap_or_default();
        [&left.words(&page.wording), " ", &here].concat()
    });
    view! { <span class="time-left">{left}</span> }
}
