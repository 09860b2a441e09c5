//! A form on the page: what the view reads of it, what it reports, and what is done about that.

use consultation::content::page::Page;
use consultation::form::Form;
use consultation::id::Id;
use consultation::purpose::Purpose;
use consultation::session::{Effect, Event, Keeping, Session, Step};
use consultation::text::wording::Phrase;
use leptos::prelude::*;

use super::Runtime;
use super::followers::FormFollowers;
use crate::browser;
use crate::erased::following::Following;
use crate::erased::view::ErasedView;
use crate::erased::words::words;
use crate::state::State;

/// A form on the page: its questions, and how to reach its session.
#[derive(Clone, Copy)]
pub struct FormHandle {
    /// What it is for.
    pub purpose: Purpose,
    /// What is asked.
    pub form: &'static Form,
    /// The page around it.
    pub page: &'static Page,
    /// The state of the page.
    pub runtime: Runtime,
}

/// The forms of a page.
pub fn forms(page: &'static Page, runtime: Runtime) -> impl Iterator<Item = FormHandle> {
    let handle = move |purpose: Purpose| {
        Some(FormHandle { purpose, form: purpose.form(&page.content)?.as_ref(), page, runtime })
    };
    Purpose::ALL.into_iter().filter_map(handle)
}

impl FormHandle {
    /// The person's work on it, in a state of the page.
    pub fn session(self, state: &State) -> &Session {
        state.session(self.purpose)
    }

    /// Whether the person has said that others use this computer; asked when the form is drawn, also anew.
    pub fn is_shared(self) -> bool {
        self.runtime.peek(|state| self.session(state).keeping() == Keeping::SharedComputer)
    }

    /// The ids of its elements.
    pub fn element_id(self, part: &str) -> String {
        self.purpose.element_id(part)
    }

    /// What is above the form, drawn again whenever that is something else.
    pub fn outcome<T>(self, read: impl Fn(&Session) -> T) -> T {
        self.followers().outcome.track();
        self.runtime.peek(|state| read(self.session(state)))
    }

    /// A text that follows what became of sending.
    pub fn text(self, text: impl Fn(&State) -> String + Send + 'static) -> ErasedView {
        words(self.runtime.follow(self.followers().outcome.clone(), Box::new(text)))
    }

    /// A yes or no that follows what became of sending.
    pub fn flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.runtime.follow(self.followers().outcome.clone(), Box::new(flag))
    }

    /// A text that follows the list of problems.
    pub fn problem_text(self, text: impl Fn(&State) -> String + Send + 'static) -> ErasedView {
        words(self.runtime.follow(self.followers().problems.clone(), Box::new(text)))
    }

    /// A yes or no that follows the list of problems.
    pub fn problem_flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.runtime.follow(self.followers().problems.clone(), Box::new(flag))
    }

    /// A text that follows what is on its way, and when the next try goes.
    pub fn sending_text(self, text: impl Fn(&State) -> String + Send + 'static) -> ErasedView {
        words(self.runtime.follow(self.followers().sending.clone(), Box::new(text)))
    }

    /// A yes or no that follows the same.
    pub fn sending_flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.runtime.follow(self.followers().sending.clone(), Box::new(flag))
    }

    /// A text that follows what is known about keeping the draft on the device.
    pub fn keeping_text(self, text: impl Fn(&State) -> String + Send + 'static) -> ErasedView {
        words(self.runtime.follow(self.followers().keeping.clone(), Box::new(text)))
    }

    /// A yes or no that follows the same.
    pub fn keeping_flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.runtime.follow(self.followers().keeping.clone(), Box::new(flag))
    }

    /// A text that follows how far the parts are.
    pub fn parts_text(self, text: impl Fn(&State) -> String + Send + 'static) -> ErasedView {
        words(self.runtime.follow(self.followers().parts.clone(), Box::new(text)))
    }

    /// A yes or no that follows the same.
    pub fn parts_flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.runtime.follow(self.followers().parts.clone(), Box::new(flag))
    }

    /// An attribute that follows the list of problems.
    pub fn problem_attribute(
        self,
        value: impl Fn(&State) -> Option<String> + Send + 'static,
    ) -> Following<Option<String>> {
        self.runtime.follow(self.followers().problems.clone(), Box::new(value))
    }

    /// A value that follows one question.
    pub fn of_question<T: 'static>(self, question: &Id, read: Box<dyn Fn(&State) -> T + Send>) -> Following<T> {
        self.runtime.follow(self.followers().question(question), read)
    }

    fn followers(self) -> &'static FormFollowers {
        &self.runtime.followers.forms[self.purpose as usize]
    }

    /// Takes in what happened, shows it, and does what follows from it.
    pub fn tell(self, event: Event) {
        let mut change = None;
        self.runtime.state.update_untracked(|state| change = Some(state.session_mut(self.purpose).apply(event)));
        let change = change.unwrap_or_default();
        self.followers().notify(&change.seen);
        self.runtime.tell_browser();
        change.effects.into_iter().for_each(|effect| self.perform(effect));
    }

    /// Takes in what happened, once everything that the fields show has been read: dictation and autofill change
    /// fields without telling.
    pub fn read_and_tell(self, event: Event) {
        self.read_fields();
        self.tell(event);
    }

    /// Reads the fields; only what differs from the draft is an edit.
    pub fn read_fields(self) {
        for (question, answer) in browser::fields::answers(self.form) {
            let is_known = self.runtime.peek(|state| {
                let known = self.session(state).draft().answers().answer(&question);
                known.map_or(answer.is_blank(), |known| *known == answer.with_plain_line_ends())
            });
            if !is_known {
                self.tell(Event::AnswerEdited(question, answer));
            }
        }
    }

    /// A person pressed a button of the form: there is one that sends, and it is where everything is shown before.
    /// Feedback is a moment's work, and is sent at once.
    pub fn submit_or_check(self) {
        let is_seen = self.runtime.peek(|state| self.session(state).step() == Step::Checking);
        match self.purpose {
            Purpose::Submission if !is_seen => self.read_and_tell(Event::CheckPressed),
            _ => self.submit(),
        }
    }

    fn submit(self) {
        let Some(id) = browser::fields::id(&self.element_id("id")) else {
            return;
        };
        let at = self.runtime.peek(|state| state.now);
        self.read_and_tell(Event::SubmitPressed { id, at });
    }

    /// The person pressed the button that withdraws what they have sent.
    pub fn withdraw(self) {
        if let Some(id) = browser::records::new_id() {
            let at = self.runtime.peek(|state| state.now);
            self.read_and_tell(Event::WithdrawPressed { id, at });
        }
    }

    /// The id of the heading above the form.
    pub fn title_id(self) -> &'static str {
        self.page.content.have_your_say().id.as_str()
    }

    fn perform(self, effect: Effect) {
        let wording = &self.page.wording;
        match effect {
            Effect::Send(attempt) => {
                browser::fields::show_id(&self.element_id("id"), attempt.id().as_str());
                self.seal(attempt);
            }
            Effect::TryIn(seconds) => {
                browser::post::wait(self.purpose.name(), seconds, move |left| self.tell(Event::TryNeared(left)));
            }
            Effect::Keep => browser::records::soon(move || self.keep(Box::new(drop))),
            Effect::KeepReceipt => self.keep_receipt(),
            Effect::ForgetReceipt(reference) => {
                browser::records::remove(&super::keeping::receipt_key(self.page, &reference))
            }
            Effect::DownloadPage(transcript) => {
                let html = transcript.as_page(wording, &self.page.content.language, &self.form.received.title);
                browser::copy::to_file(&html, "text/html", wording.text(Phrase::DownloadPageName));
            }
            Effect::KeepAtOnce => drop(self.keep_at_once()),
            Effect::Forget => self.forget(),
            Effect::ForgetAll => {
                self.forget();
                browser::records::remove_all(&super::keeping::prefix(self.page));
            }
            Effect::ShowAnswers => {
                self.runtime.peek(|state| browser::fields::show(self.form, self.session(state).draft().answers()));
            }
            Effect::TellKeeping => {
                let words = self.runtime.peek(|state| self.session(state).keeping().words(wording));
                self.runtime.announce(words);
            }
            Effect::SaveText(text) => {
                browser::copy::to_file(&text, "application/json", wording.text(Phrase::DraftName));
            }
            Effect::SaveDraft => self.save_draft(),
            Effect::LetBrowserRestore(may) => browser::fields::let_restore(&self.element_id("form"), may),
            Effect::Tell(phrase) => self.runtime.announce(wording.text(phrase).to_owned()),
            Effect::ShowStep(step) => self.show_step(step),
            Effect::FocusOutcome => browser::focus::after_drawing(self.element_id("outcome")),
            Effect::KeepFocus => browser::focus::keep(self.element_id("outcome")),
            Effect::FocusField(id) => browser::focus::field(&id),
            Effect::EmptyForm => browser::fields::empty(&self.element_id("form")),
            Effect::UseId(id) => browser::fields::show_id(&self.element_id("id"), id.as_str()),
            Effect::RenewId => browser::fields::show_id(&self.element_id("id"), ""),
            Effect::LookForNewerContent => self.runtime.look_for_newer_content(),
            Effect::Copy(transcript) => browser::copy::to_clipboard(&transcript.in_words(wording), move |succeeded| {
                let phrase = if succeeded { Phrase::Copied } else { Phrase::CopyFailed };
                self.runtime.announce(wording.text(phrase).to_owned());
            }),
            Effect::Download(transcript) => {
                browser::copy::to_file(&transcript.in_words(wording), "text/plain", wording.text(Phrase::DownloadName));
            }
        }
    }
}
