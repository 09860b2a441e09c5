//! The consultation of this page: what is asked, the form; or when it opens, or what came of it.

use consultation::content::page::Page;
use consultation::content::section::HaveYourSay;
use consultation::content::stage::Stage;
use consultation::session::record::have_ended;
use consultation::text::wording::Phrase;

use crate::erased::deferred::still;
use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame;
use crate::runtime::{FormHandle, Runtime};
use crate::view::form::form;
use crate::view::form::keeping::kept_line;
use crate::view::form::outcome::outcome;
use crate::view::parts::report::report;
use crate::view::parts::rich_text::{blocks, rich};
use crate::view::parts::stage_line::{stage_line, stage_words, time_left};
use consultation::purpose::Purpose;

/// Draws it. Every stage's words are there, and the stage shows its own:
/// rebuilding the form inside a closure would cost 13 kB of WASM.
pub fn have_your_say(say: &'static HaveYourSay, page: &'static Page, runtime: Runtime) -> ErasedView {
    let late_words = runtime.text(move |state| match state.is_late_but_writing(page) {
        true => page.wording.text(Phrase::ClosedWhileWriting).to_owned(),
        false => String::new(),
    });
    let handle = FormHandle { purpose: Purpose::Submission, form: &say.form, page, runtime };
    let body = view! {
        <div hidden={runtime.flag(move |state| state.stage(page) == Stage::Open)}>{stage_line(page, runtime)}</div>
        {stage_words(say, page, runtime)}
        {what_came_of_it(say, page, runtime)}
        {start(say, handle)}
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

/// What came of the consultation: once it is said, it stays.
fn what_came_of_it(say: &'static HaveYourSay, page: &'static Page, runtime: Runtime) -> Option<ErasedView> {
    let told = say.report.as_ref()?;
    let unless_told = runtime.flag(move |state| state.now < told.published);
    Some(view! {
        <div hidden=unless_told>
            <h3>{page.wording.text(Phrase::ReadReport)}</h3>
            {report(told, &page.wording)}
        </div>
    })
}

/// What came of sending stands apart: a receipt is opened after the closing time too.
/// A consultation that was over when the page was rendered does not come back, so once the drafts of it have ended too its
/// form is left out; but newer content that is drawn after that may not take somebody's words or receipt away.
fn unless_over(page: &'static Page, runtime: Runtime, view: impl FnOnce() -> ErasedView) -> Option<ErasedView> {
    let is_over = page.content.consultation.closes.is_some_and(|closes| have_ended(closes, page.rendered_at));
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
    let background = runtime.text(move |state| {
        let is_over = state.stage(page).is_over();
        wording.text(if is_over { Phrase::WhatWasAsked } else { Phrase::Background }).to_owned()
    });
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
        {still(|| view! { <p>{rich(&say.document)}</p> })}
        <details class="background">
            <summary>{background}</summary>
            {blocks(&say.introduction)}
        </details>
        <details class="background">
            <summary>{wording.text(Phrase::HowWeRead)}</summary>
            {blocks(&say.reading)}
        </details>
    }
}
