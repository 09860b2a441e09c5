//! What changes while the page is open. Everything else is fixed when the view is built.

use consultation::config::Config;
use consultation::content::Content;
use consultation::form::Form;
use consultation::instant::Instant;
use consultation::page::Page;
use consultation::session::{Event, Session};
use consultation::stage::Stage;
use consultation::submission::SubmissionId;
use leptos::prelude::*;

use crate::browser;

/// The signals of the page. They outlive a view, so that newer content can be drawn around the same answers.
#[derive(Clone, Copy)]
pub struct Live {
    /// The moment that the page shows: first the one it was rendered for, then the clock's.
    pub now: RwSignal<Instant>,
    /// Where things go.
    pub config: RwSignal<Config>,
    /// Whether the first render is over. Until then nothing may differ from the prerendered page.
    pub is_alive: RwSignal<bool>,
    /// The submission.
    pub submission: RwSignal<Session>,
    /// The feedback on the page.
    pub feedback: RwSignal<Session>,
    /// What screen readers are told without moving the focus.
    pub announcement: RwSignal<String>,
    /// The section being read.
    pub current_section: RwSignal<Option<&'static str>>,
}

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
    /// The signals of the page.
    pub live: Live,
}

impl Live {
    /// The signals at the first render; `ids` are fresh random ids for the two sessions.
    pub fn new(page: &Page, ids: [SubmissionId; 2]) -> Self {
        let [submission, feedback] = ids;
        let content = &page.content;
        let session = |form: Form, id| RwSignal::new(Session::new(form, content.revision, id, Default::default()));
        Self {
            now: RwSignal::new(page.rendered_at),
            config: RwSignal::new(page.config.clone()),
            is_alive: RwSignal::new(false),
            submission: session(content.have_your_say().form.clone(), submission),
            feedback: session(feedback_form(content), feedback),
            announcement: RwSignal::new(String::new()),
            current_section: RwSignal::new(None),
        }
    }

    /// Where the consultation stands now.
    pub fn stage(self, content: &'static Content) -> Stage {
        Stage::at(self.now.get(), &content.consultation)
    }

    /// Draws the forms of newer content around the answers that are there.
    pub fn replace_forms(self, content: &Content) {
        let replace = |session: RwSignal<Session>, form| {
            session.update(|session| drop(session.apply(Event::FormReplaced(form, content.revision))));
        };
        replace(self.submission, content.have_your_say().form.clone());
        replace(self.feedback, feedback_form(content));
    }
}

/// A page without a feedback section has a feedback session that nobody sees.
fn feedback_form(content: &Content) -> Form {
    content.feedback_form().unwrap_or(&content.have_your_say().form).clone()
}

impl FormHandle {
    /// What the form is doing.
    pub fn session(self) -> RwSignal<Session> {
        match self.purpose {
            Purpose::Submission => self.live.submission,
            Purpose::Feedback => self.live.feedback,
        }
    }

    /// Where it is posted.
    pub fn endpoint(self) -> String {
        self.live.config.with(|config| match self.purpose {
            Purpose::Submission => config.submission_endpoint.as_str().to_owned(),
            Purpose::Feedback => config.feedback_endpoint.as_str().to_owned(),
        })
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
        let effects = self.session().try_update(|session| session.apply(event)).unwrap_or_default();
        for effect in effects {
            browser::perform(self, effect);
        }
    }
}
