//! The consultation of this page: what is asked, the form; or when it opens, or what came of it.

use consultation::content::page::Page;
use consultation::content::section::HaveYourSay;
use consultation::content::stage::Stage;
use consultation::text::wording::Phrase;

use crate::erased::deferred::still;
use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame;
use crate::runtime::{FormHandle, Runtime};
use crate::view::form::form;
use crate::view::form::keeping::kept_line;
use crate::view::form::outcome::outcome;
use crate::view::parts::rich_text::{blocks, rich};
use crate::view::parts::stage_line::{stage_line, time_left};
use consultation::purpose::Purpose;

/// Draws it. Every stage's words are there, and the stage shows its own:
/// rebuilding the form inside a closure would cost 13 kB of WASM.
pub fn have_your_say(say: &'static HaveYourSay, page: &'static Page, runtime: Runtime) -> ErasedView {
    let late_words = runtime.text(move |state| match state.is_late_but_writing(page) {
        true => page.wording.text(Phrase::ClosedWhileWriting).to_owned(),
        false => String::new(),
    });
    let handle = FormHandle { purpose: Purpose::Submission, form: &say.form, page, runtime };
    let unless = move |shown: Stage| runtime.flag(move |state| state.stage(page) != shown);
    let body = view! {
        <div hidden={runtime.flag(move |state| state.stage(page) == Stage::Open)}>{stage_line(page, runtime)}</div>
        {start(say, handle)}
        <div hidden={unless(Stage::NotYetOpen)}>{blocks(&say.before)}</div>
        <div hidden={unless(Stage::Closed)}>
            {blocks(&say.after)}
            {say.results.as_ref().map(|results| view! { <p class="past-results">{rich(results)}</p> })}
        </div>
        {outcome(handle)}
        {unless_over(page, runtime, || view! {
            <div class="say" hidden={runtime.flag(move |state| !state.takes_submissions(page))}>
                <p class="late" role="status">{late_words}</p>
                {form(handle)}
                {blocks(&say.deadline)}
            </div>
        })}
    };
    frame(&say.id, &say.title, "section section-say", body.into_erased())
}

/// What came of sending stands apart: a receipt is opened after the closing time too.
/// A consultation that was over when the page was rendered does not come back, so its form is left out; but newer
/// content that is drawn after the closing time may not take somebody's words or receipt away.
fn unless_over(page: &'static Page, runtime: Runtime, view: impl FnOnce() -> ErasedView) -> Option<ErasedView> {
    let is_over = Stage::at(page.rendered_at, &page.content.consultation) == Stage::Closed;
    let is_in_use = runtime.peek(|state| state.session(Purpose::Submission).is_in_use());
    (is_in_use || !is_over).then(view)
}

/// A few lines, and the whole background folded away: who comes to write is not kept from it.
fn start(say: &'static HaveYourSay, handle: FormHandle) -> ErasedView {
    let FormHandle { page, runtime, .. } = handle;
    let wording = &page.wording;
    let unless_open = runtime.flag(move |state| state.stage(page) != Stage::Open);
    let line = |words| still(move || view! { <li>{rich(words)}</li> });
    let mut lines: Vec<ErasedView> = say.before_you_start.iter().map(line).collect();
    if let Some(closes) = page.content.consultation.closes {
        let until = wording.moment(Phrase::StartBy, closes);
        lines.insert(lines.len().min(1), view! { <li>{until} " " {time_left(page, closes, runtime)}</li> });
    }
    view! {
        <h3 hidden={unless_open.clone()}>{wording.text(Phrase::BeforeYouStart)}</h3>
        <ul class="start" hidden=unless_open>
            {lines}
            <li class="with-app">
                {wording.text(Phrase::StartDraft)} " "
                <a href={["#", &handle.element_id("keeping")].concat()}>{wording.text(Phrase::StartShared)}</a>
                {kept_line(handle)}
            </li>
        </ul>
        <details class="background">
            <summary>{wording.text(Phrase::Background)}</summary>
            {blocks(&say.introduction)}
        </details>
    }
}
