//! The consultation of this page: what is asked, the warning, the form; or when it opens, or what came of it.

use consultation::content::page::Page;
use consultation::content::section::HaveYourSay;
use consultation::content::stage::Stage;
use consultation::text::wording::Phrase;
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use super::frame;
use crate::app::stage_line;
use crate::form::form;
use crate::live::{FormHandle, Live, Purpose, State, stage};
use crate::parts::rich_text::{blocks, rich};

/// Draws it. Every stage's words are there, and the stage shows its own:
/// rebuilding the form inside a closure would cost 13 kB of WASM.
pub fn have_your_say(say: &'static HaveYourSay, page: &'static Page, live: Live) -> Piece {
    let is_late_but_writing =
        move |state: &State| stage(state, page) == Stage::Closed && state.session(Purpose::Submission).is_in_use();
    let takes_answers = move |state: &State| stage(state, page) == Stage::Open || is_late_but_writing(state);
    let late_words = live.text(move |state| match is_late_but_writing(state) {
        true => page.wording.text(Phrase::ClosedWhileWriting).to_owned(),
        false => String::new(),
    });
    let unless = move |shown: Stage| live.flag(move |state| stage(state, page) != shown);
    let body = view! {
        {stage_line(page, live)}
        {blocks(&say.introduction)}
        <div hidden=unless(Stage::NotYetOpen)>{blocks(&say.before)}</div>
        <div hidden=unless(Stage::Closed)>
            {blocks(&say.after)}
            {say.results.as_ref().map(|results| view! { <p class="past-results">{rich(results)}</p> }.into_piece())}
        </div>
        {unless_over(page, live, || view! {
            <div class="say" hidden=live.flag(move |state| !takes_answers(state))>
                <Warning say page/>
                {blocks(&say.deadline)}
                <p class="late" role="status">{late_words}</p>
                {form(FormHandle { purpose: Purpose::Submission, form: &say.form, page, live })}
            </div>
        }.into_piece())}
    };
    frame(&say.id, &say.title, "section section-say", body.into_piece())
}

/// A consultation that was over when the page was rendered does not come back, so its form is left out; but newer
/// content that is drawn after the closing time may not take somebody's words or receipt away.
fn unless_over(page: &'static Page, live: Live, view: impl FnOnce() -> Piece) -> Option<Piece> {
    let is_over = Stage::at(page.rendered_at, &page.content.consultation) == Stage::Closed;
    let is_in_use = live.peek(|state| state.session(Purpose::Submission).is_in_use());
    (is_in_use || !is_over).then(view)
}

/// What a person must know before writing, marked so that it is not skipped.
#[component]
fn Warning(say: &'static HaveYourSay, page: &'static Page) -> impl IntoView {
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
