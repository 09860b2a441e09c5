//! The one owner of the state, and the one caller of the browser. The view reads here, and reports here what happened;
//! what follows from that is decided by the session, and performed here.

use std::sync::{Mutex, OnceLock, PoisonError};

use consultation::content::page::Page;
use consultation::form::Form;
use consultation::id::Id;
use consultation::purpose::Purpose;
use consultation::session::{Effect, Event, Seen, Session};
use consultation::text::wording::Phrase;
use leptos::prelude::*;

use crate::browser;
use crate::erased::following::{Following, following};
use crate::erased::piece::Piece;
use crate::erased::words::words;
use crate::state::{State, form_of};

/// The state of the page and who follows it. It outlives a view, so that newer content can be drawn around the same
/// answers. One signal of everything: every type of signal costs 3 kB of WASM.
#[derive(Clone, Copy)]
pub struct Runtime {
    state: RwSignal<State>,
    followers: &'static Followers,
}

/// What is told when something looks different: the page, or one form, or one field.
#[derive(Default)]
struct Followers {
    /// How newer content is fetched and drawn; natively it is not.
    refresh: OnceLock<fn(Runtime)>,
    page: ArcTrigger,
    forms: [FormFollowers; 2],
}

#[derive(Default)]
struct FormFollowers {
    outcome: ArcTrigger,
    problems: ArcTrigger,
    questions: Mutex<Vec<(Id, ArcTrigger)>>,
}

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

impl Runtime {
    /// The state at the first render.
    pub fn new(page: &'static Page) -> Self {
        Self { state: RwSignal::new(State::new(page)), followers: Box::leak(Box::default()) }
    }

    /// Reads once.
    pub fn peek<T>(self, read: impl Fn(&State) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// Changes what the page shows, and lets it follow.
    pub fn change(self, change: impl FnOnce(&mut State)) {
        self.state.update_untracked(change);
        self.followers.page.notify();
        self.tell_browser();
    }

    /// A text that follows the page.
    pub fn text(self, text: impl Fn(&State) -> String + Send + 'static) -> Piece {
        words(self.follow(self.followers.page.clone(), Box::new(text)))
    }

    /// A yes or no that follows the page.
    pub fn flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.follow(self.followers.page.clone(), Box::new(flag))
    }

    /// An attribute that follows the page, and is absent at times.
    pub fn attribute(self, value: impl Fn(&State) -> Option<String> + Send + 'static) -> Following<Option<String>> {
        self.follow(self.followers.page.clone(), Box::new(value))
    }

    fn follow<T: 'static>(self, told: ArcTrigger, read: Box<dyn Fn(&State) -> T + Send>) -> Following<T> {
        following(Box::new(move || {
            told.track();
            self.peek(&read)
        }))
    }

    /// From now on the app answers, and what depends on answers may differ from the prerendered page.
    pub fn come_alive(self) {
        self.change(|state| state.is_alive = true);
        self.followers.forms.iter().for_each(FormFollowers::notify_all);
    }

    /// Says how newer content is fetched and drawn.
    pub fn refresh_by(self, refresh: fn(Runtime)) {
        // It is said once, at the start.
        let _ = self.followers.refresh.set(refresh);
    }

    /// Looks whether the site has something newer: content, config, the time.
    pub fn look_for_newer_content(self) {
        if let Some(refresh) = self.followers.refresh.get() {
            refresh(self);
        }
    }

    /// Shows newer content around the answers that are there.
    pub fn replace_page(self, page: &'static Page) {
        self.change(|state| state.page = page);
        for handle in forms(page, self) {
            handle.tell(Event::FormReplaced(form_of(handle.purpose, page).clone(), page.revision()));
        }
    }

    /// Reads every field: tools that fill them without telling leave words that are to be known of.
    pub fn read_fields(self) {
        forms(self.peek(|state| state.page), self).for_each(FormHandle::read_fields);
    }

    /// Says something to screen readers. What was said before is said again.
    pub fn announce(self, words: String) {
        self.change(|state| state.announcement.clear());
        browser::announce::soon(move || self.change(|state| state.announcement = words));
    }

    /// Says something to screen readers once the person pauses, as it is then.
    pub fn announce_after_pause(self, words: impl Fn(&State) -> String + 'static) {
        browser::announce::after_pause(move || {
            let words = self.peek(&words);
            self.change(|state| state.announcement = words);
        });
    }

    fn tell_browser(self) {
        let (title, must_ask) = self.peek(|state| (state.title(), state.has_unsent_words()));
        browser::title::show(&title);
        browser::unload_guard::set(must_ask);
    }
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
    pub fn text(self, text: impl Fn(&State) -> String + Send + 'static) -> Piece {
        words(self.runtime.follow(self.followers().outcome.clone(), Box::new(text)))
    }

    /// A yes or no that follows what became of sending.
    pub fn flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.runtime.follow(self.followers().outcome.clone(), Box::new(flag))
    }

    /// A text that follows the list of problems.
    pub fn problem_text(self, text: impl Fn(&State) -> String + Send + 'static) -> Piece {
        words(self.runtime.follow(self.followers().problems.clone(), Box::new(text)))
    }

    /// A yes or no that follows the list of problems.
    pub fn problem_flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.runtime.follow(self.followers().problems.clone(), Box::new(flag))
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

    /// Sends what is written, as a person asked with the form's own button.
    pub fn submit(self) {
        let Some(id) = browser::fields::id(&self.element_id("id")) else {
            return;
        };
        let at = self.runtime.peek(|state| state.now);
        self.read_and_tell(Event::SubmitPressed { id, at });
    }

    fn perform(self, effect: Effect) {
        let wording = &self.page.wording;
        match effect {
            Effect::Send(attempt) => {
                browser::fields::show_id(&self.element_id("id"), attempt.id().as_str());
                let endpoint = self.runtime.peek(|state| self.purpose.endpoint(&state.config).as_str().to_owned());
                browser::post::send(endpoint, attempt, move |id, outcome| self.tell(Event::AttemptEnded(id, outcome)));
            }
            Effect::FocusOutcome => browser::focus::after_drawing(self.element_id("outcome")),
            Effect::FocusField(id) => browser::focus::field(&id),
            Effect::EmptyForm => browser::fields::empty(&self.element_id("form")),
            Effect::RenewId => browser::fields::show_id(&self.element_id("id"), ""),
            Effect::LookForNewerContent => self.runtime.look_for_newer_content(),
            Effect::Copy(transcript) => browser::copy::to_clipboard(transcript.in_words(wording), move |succeeded| {
                let phrase = if succeeded { Phrase::Copied } else { Phrase::CopyFailed };
                self.runtime.announce(wording.text(phrase).to_owned());
            }),
            Effect::Download(transcript) => {
                browser::copy::to_file(&transcript.in_words(wording), wording.text(Phrase::DownloadName));
            }
        }
    }
}

impl FormFollowers {
    fn notify(&self, seen: &Seen) {
        // What is above the form is drawn first, so that what follows the problems finds them there.
        if seen.outcome {
            self.outcome.notify();
        }
        if seen.problems {
            self.problems.notify();
        }
        for question in &seen.questions {
            self.question(question).notify();
        }
    }

    fn notify_all(&self) {
        self.outcome.notify();
        self.problems.notify();
        let questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner).clone();
        questions.iter().for_each(|(_, told)| told.notify());
    }

    /// Who follows a question; made when it is first asked for.
    fn question(&self, question: &Id) -> ArcTrigger {
        let mut questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, told)) = questions.iter().find(|(known, _)| known == question) {
            return told.clone();
        }
        let told = ArcTrigger::default();
        questions.push((question.clone(), told.clone()));
        told
    }
}
