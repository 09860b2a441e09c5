//! What changes while the page is open, as plain data. Everything else is fixed when the view is built.

use std::sync::Arc;

use consultation::content::config::Config;
use consultation::content::page::Page;
use consultation::content::stage::Stage;
use consultation::form::Form;
use consultation::purpose::Purpose;
use consultation::session::{Session, Step};
use consultation::text::wording::Phrase;
use consultation::time::instant::Instant;
use consultation::time::left::TimeLeft;

/// The state of the page.
pub struct State {
    /// What is shown.
    pub page: &'static Page,
    /// The moment that the page shows: first the one it was rendered for, then the clock's.
    pub now: Instant,
    /// The closing moment by the reader's own clock; none until the page is alive.
    pub closes_here: Option<Instant>,
    /// Where things go.
    pub config: Config,
    /// The site's clock; none until the site has told.
    pub site_clock: Option<SiteClock>,
    /// Whether the first render is over. Until then nothing may differ from the prerendered page.
    pub is_alive: bool,
    /// The section being read.
    pub current_section: Option<&'static str>,
    /// What screen readers are told without moving the focus.
    pub announcement: String,
    sessions: [Session; 2],
}

/// The site's clock, as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteClock {
    /// How far it is ahead of the page's stopwatch, in milliseconds.
    pub ahead: i64,
    /// How far the device's clock was ahead of the stopwatch then. Where that has changed, the device has slept, which
    /// stops some stopwatches, or its clock was set.
    pub device_ahead: i64,
}

impl State {
    /// The state at the first render.
    pub fn new(page: &'static Page) -> Self {
        let session = |purpose| Session::new(form_of(purpose, page).clone(), page.revision(), Default::default());
        Self {
            page,
            now: page.rendered_at,
            closes_here: None,
            config: page.config.clone(),
            site_clock: None,
            is_alive: false,
            current_section: None,
            announcement: String::new(),
            sessions: Purpose::ALL.map(session),
        }
    }

    /// A person's work on a form.
    pub fn session(&self, purpose: Purpose) -> &Session {
        &self.sessions[purpose as usize]
    }

    /// The same, to change it.
    pub fn session_mut(&mut self, purpose: Purpose) -> &mut Session {
        &mut self.sessions[purpose as usize]
    }

    /// Where the consultation stands.
    pub fn stage(&self, page: &Page) -> Stage {
        Stage::at(self.now, &page.content)
    }

    /// Whether the page may say how things stand now: the app follows the clock, and a file that lies somewhere does not.
    pub fn says_now(&self, page: &Page) -> bool {
        self.is_alive || page.is_current
    }

    /// Takes in what the reader's own clock shows at the closing moment.
    pub fn tell_closes_here(&mut self, by_their_clock: fn(Instant) -> Instant) {
        self.closes_here = self.page.content.consultation.closes.map(by_their_clock);
    }

    /// How long submissions are still taken; none once they are not, and until the page is alive: a page that nobody
    /// keeps current does not say it.
    pub fn time_left(&self, page: &Page) -> Option<TimeLeft> {
        let is_open = self.is_alive && self.stage(page) == Stage::Open;
        page.content.consultation.closes.and_then(|closes| TimeLeft::until(closes, self.now)).filter(|_| is_open)
    }

    /// Whether submissions are taken now. Neither a page that nobody keeps current nor a device whose clock is wrong takes the
    /// form away: as long as nobody else has told the time, one can write. What was over when the page was rendered is over;
    /// and what the receiver, which knows the time, sends before the opening moment asks nothing before that.
    pub fn takes_submissions(&self, page: &Page) -> bool {
        let is_told = self.config.as_of.is_some() || self.site_clock.is_some();
        let rendered = Stage::at(page.rendered_at, &page.content);
        let was_known = rendered != Stage::Open && (page.is_current || rendered.is_over());
        let is_known = was_known || is_told && self.is_alive;
        self.stage(page) == Stage::Open || !is_known || self.is_late_but_writing(page)
    }

    /// Whether the closing moment has come while a person writes.
    pub fn is_late_but_writing(&self, page: &Page) -> bool {
        self.stage(page).is_over() && self.session(Purpose::Submission).is_in_use()
    }

    /// The window's title: while a form has problems it starts with “Error: ”, which screen readers say first. What takes
    /// the place of the page has its own.
    pub fn title(&self) -> String {
        let is_wrong = self.sessions.iter().any(|session| session.draft().is_wrong());
        let submission = self.session(Purpose::Submission);
        let prefix = match submission.step() {
            Step::Checking => [self.page.wording.text(Phrase::CheckTitle), " – "].concat(),
            Step::Receipt => [submission.received_title(&self.page.wording), " – "].concat(),
            Step::Writing if is_wrong => self.page.wording.text(Phrase::ErrorPrefix).to_owned(),
            Step::Writing => String::new(),
        };
        [prefix, self.page.title()].concat()
    }

    /// Whether closing the window would lose words. Feedback is a moment's work.
    pub fn has_unsent_words(&self) -> bool {
        self.session(Purpose::Submission).would_lose_words()
    }
}

/// A page without a feedback section has a feedback session that nobody sees.
pub fn form_of(purpose: Purpose, page: &Page) -> &Arc<Form> {
    purpose.form(&page.content).unwrap_or(&page.content.have_your_say().form)
}
