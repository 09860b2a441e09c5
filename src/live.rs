//! What changes while the page is open. Everything else is fixed when the view is built.

use std::sync::{Arc, Mutex};

use consultation::content::Content;
use consultation::content::config::Config;
use consultation::content::page::Page;
use consultation::content::stage::Stage;
use consultation::delivery::submission::SubmissionId;
use consultation::form::Form;
use consultation::session::{Event, Phase, Session};
use consultation::time::instant::Instant;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

use crate::browser;

/// The state of the page, as plain data.
pub struct State {
    /// What is shown.
    pub page: &'static Page,
    /// The moment that the page shows: first the one it was rendered for, then the clock's.
    pub now: Instant,
    /// Where things go.
    pub config: Config,
    /// Whether the first render is over. Until then nothing may differ from the prerendered page.
    pub is_alive: bool,
    /// The section being read.
    pub current_section: Option<&'static str>,
    /// What screen readers are told without moving the focus.
    pub announcement: String,
    submission: Session,
    feedback: Session,
}

/// The one signal of the page. It outlives a view, so that newer content can be drawn around the same answers.
/// One signal of everything instead of one for each thing: every type of signal costs 3 kB of WASM.
#[derive(Clone, Copy)]
pub struct Live {
    state: RwSignal<State>,
    /// Told when a form's phase is another. A `Memo` of the phase would be 0.5 kB of the WASM.
    turned: &'static [ArcTrigger; 2],
}

/// A value of the page that follows the state. Its function's type is forgotten, so that Leptos' code around it is
/// compiled once for each type of value; a `Signal` for the same also carries the code of every other kind of signal.
pub type Following<T> = SharedReactiveFunction<T>;

/// The two forms of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// “Have your say”.
    Submission,
    /// “Help us improve”.
    Feedback,
}

/// A form on the page: its questions, its session, and how to reach both.
#[derive(Clone, Copy)]
pub struct FormHandle {
    /// Which form it is.
    pub purpose: Purpose,
    /// What is asked.
    pub form: &'static Form,
    /// The page around it.
    pub page: &'static Page,
    /// The state of the page.
    pub live: Live,
}

impl State {
    /// What a form is doing.
    pub fn session(&self, purpose: Purpose) -> &Session {
        match purpose {
            Purpose::Submission => &self.submission,
            Purpose::Feedback => &self.feedback,
        }
    }

    fn session_mut(&mut self, purpose: Purpose) -> &mut Session {
        match purpose {
            Purpose::Submission => &mut self.submission,
            Purpose::Feedback => &mut self.feedback,
        }
    }
}

impl Live {
    /// The state at the first render; `ids` are fresh random ids for the two sessions.
    pub fn new(page: &'static Page, ids: [SubmissionId; 2]) -> Self {
        let [submission, feedback] = ids;
        let content = &page.content;
        let session = |form: &Arc<Form>, id| Session::new(form.clone(), page.revision(), id, Default::default());
        let state = RwSignal::new(State {
            page,
            now: page.rendered_at,
            config: page.config.clone(),
            is_alive: false,
            current_section: None,
            announcement: String::new(),
            submission: session(&content.have_your_say().form, submission),
            feedback: session(feedback_form(content), feedback),
        });
        Self { state, turned: Box::leak(Box::default()) }
    }

    /// Reads, and reads again whenever something changes.
    pub fn read<T>(self, read: impl Fn(&State) -> T) -> T {
        self.state.with(read)
    }

    /// Reads once.
    pub fn peek<T>(self, read: impl Fn(&State) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// Changes something, and lets everything that shows it follow.
    pub fn change(self, change: impl FnOnce(&mut State)) {
        self.state.update(change);
        self.peek(browser::follow);
    }

    /// A text of the page that follows the state.
    pub fn text(self, text: impl Fn(&State) -> String + Send + 'static) -> Following<String> {
        self.following(Box::new(text))
    }

    /// A yes or no of the page that follows the state.
    pub fn flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.following(Box::new(flag))
    }

    /// An attribute of the page that follows the state, and is absent at times.
    pub fn attribute(self, value: impl Fn(&State) -> Option<String> + Send + 'static) -> Following<Option<String>> {
        self.following(Box::new(value))
    }

    fn following<T: 'static>(self, value: Box<dyn Fn(&State) -> T + Send>) -> Following<T> {
        Arc::new(Mutex::new(move || self.read(&value)))
    }

    /// Puts newer content around the answers that are there.
    pub fn replace_page(self, page: &'static Page) {
        let content = &page.content;
        let replaced = |form: &Arc<Form>| Event::FormReplaced(form.clone(), page.revision());
        self.change(|state| {
            state.page = page;
            state.submission.apply(replaced(&content.have_your_say().form));
            state.feedback.apply(replaced(feedback_form(content)));
        });
    }
}

/// Where the consultation stands in a state of the page.
pub fn stage(state: &State, page: &Page) -> Stage {
    Stage::at(state.now, &page.content.consultation)
}

/// A page without a feedback section has a feedback session that nobody sees.
fn feedback_form(content: &Content) -> &Arc<Form> {
    content.feedback_form().unwrap_or(&content.have_your_say().form)
}

impl FormHandle {
    /// Where it is posted.
    pub fn endpoint(self, state: &State) -> String {
        let endpoint = match self.purpose {
            Purpose::Submission => &state.config.submission_endpoint,
            Purpose::Feedback => &state.config.feedback_endpoint,
        };
        endpoint.as_str().to_owned()
    }

    /// What its form is doing; read again only when that is another, and not whenever anything changes.
    pub fn phase<T>(self, read: impl Fn(&Phase) -> T) -> T {
        self.turned().track();
        self.live.peek(|state| read(state.session(self.purpose).phase()))
    }

    fn turned(self) -> &'static ArcTrigger {
        &self.live.turned[self.purpose as usize]
    }

    /// The ids of its elements start with this; question ids cannot contain two hyphens, so nothing clashes.
    pub fn element_id(self, part: &str) -> String {
        let purpose = match self.purpose {
            Purpose::Submission => "submission--",
            Purpose::Feedback => "feedback--",
        };
        [purpose, part].concat()
    }

    /// Tells the session what happened, and does what it asks for.
    pub fn dispatch(self, event: Event) {
        let mut effects = Vec::new();
        let mut has_turned = false;
        self.live.change(|state| {
            let session = state.session_mut(self.purpose);
            let before = session.phase().clone();
            effects = session.apply(event);
            has_turned = *session.phase() != before;
        });
        if has_turned {
            self.turned().notify();
        }
        effects.into_iter().for_each(|effect| browser::perform(self, effect));
    }
}
