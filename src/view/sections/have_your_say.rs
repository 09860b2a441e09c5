//! The consultation of this page: what is asked, the warning, the form; or when it opens, or what came of it.

use consultation::content::page::Page;
use consultation::content::section::HaveYourSay;
use consultation::content::stage::Stage;
use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame;
use crate::runtime::{FormHandle, Runtime};
use crate::view::form::form;
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
    let unless = move |shown: Stage| runtime.flag(move |state| state.stage(page) != shown);
    let body = view! {
        {stage_line(page, runtime)}
        {time_left(page, runtime)}
        {blocks(&say.introduction)}
        <div hidden={unless(Stage::NotYetOpen)}>{blocks(&say.before)}</div>
        <div hidden={unless(Stage::Closed)}>
            {blocks(&say.after)}
            {say.results.as_ref().map(|results| view! { <p class="past-results">{rich(results)}</p> })}
        </div>
        {unless_over(page, runtime, || view! {
            <div class="say" hidden={runtime.flag(move |state| !state.takes_submissions(page))}>
                {warning(say, page)}
                {blocks(&say.deadline)}
                <p class="late" role="status">{late_words}</p>
                {form(FormHandle { purpose: Purpose::Submission, form: &say.form, page, runtime })}
            </div>
        })}
    };
    frame(&say.id, &say.title, "section section-say", body.into_erased())
}

/// A consultation that was over when the page was rendered does not come back, so its form is left out; but newer
/// content that is drawn after the closing time may not take somebody's words or receipt away.
fn unless_over(page: &'static Page, runtime: Runtime, view: impl FnOnce() -> ErasedView) -> Option<ErasedView> {
    let is_over = Stage::at(page.rendered_at, &page.content.consultation) == Stage::Closed;
    let is_in_use = runtime.peek(|state| state.session(Purpose::Submission).is_in_use());
    (is_in_use || !is_over).then(view)
}

/// What a person must know before writing, marked so that it is not skipped.
fn warning(say: &'static HaveYourSay, page: &'static Page) -> ErasedView {
    view! {
        <div class="warning">
            <span class="warning-mark" aria-hidden="true">"!"</span>
            <div>
                <span class="visually-hidden">{page.wording.text(Phrase::Warning)}</span>
                {blocks(&say.warning)}
            </div>
        </div>
    }
}
