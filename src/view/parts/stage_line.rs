//! Where the consultation stands, and the moment that matters.

use consultation::content::page::Page;
use consultation::content::section::HaveYourSay;
use consultation::content::stage::Stage;
use consultation::text::wording::Phrase;
use consultation::time::instant::Instant;

use crate::erased::following::Following;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::Runtime;
use crate::state::State;
use crate::view::parts::rich_text::blocks;

/// Draws it.
pub fn stage_line(page: &'static Page, runtime: Runtime) -> ErasedView {
    let known = move |state: &State| state.stage(page).moment(&page.content);
    let name = runtime.text(move |state| match state.says_now(page) {
        true => page.wording.text(state.stage(page).name()).to_owned(),
        false => String::new(),
    });
    let moment = runtime.peek(known).map(|_| {
        let machine_readable = runtime.attribute(move |state| known(state).map(|(_, moment)| moment.to_string()));
        let said = move |state: &State| known(state).map(|(phrase, moment)| page.wording.moment(phrase, moment));
        let said = runtime.text(move |state| said(state).unwrap_or_default());
        view! { <time datetime=machine_readable>{said}</time> }
    });
    view! {
        <p class="stage" class:stage-open={runtime.flag(move |state| state.says_now(page) && state.stage(page) == Stage::Open)}>
            <strong class="stage-name">{name}</strong>
            {moment}
            <span class="stage-next">{runtime.text(move |state| state.stage(page).next(state.now, &page.content, &page.wording))}</span>
        </p>
    }
}

/// What the content says of the stages in which nothing is asked and nothing is reported; the stage shows its own.
pub fn stage_words(say: &'static HaveYourSay, page: &'static Page, runtime: Runtime) -> ErasedView {
    let words = [(Stage::NotYetOpen, &say.before), (Stage::Closed, &say.after), (Stage::Adopted, &say.adopted)];
    let words = words.map(|(stage, words)| view! { <div hidden={unless(page, runtime, stage)}>{blocks(words)}</div> });
    words.into_iter().collect()
}

/// Whether it is another stage.
pub fn unless(page: &'static Page, runtime: Runtime, stage: Stage) -> Following<bool> {
    runtime.flag(move |state| state.stage(page) != stage)
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
