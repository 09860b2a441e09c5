//! The one owner of the state, and the one caller of the browser. The view reads here, and reports here what happened;
//! what follows from that is decided by the session, and performed here.

mod followers;
mod form_handle;
mod keeping;
mod sending;
mod steps;

use consultation::content::page::Page;
use consultation::purpose::Purpose;
use consultation::session::Event;
use consultation::time::left::TimeLeft;
use leptos::prelude::*;

use self::followers::{Followers, FormFollowers};
pub use self::form_handle::{FormHandle, forms};

use crate::browser;
use crate::erased::following::{Following, following};
use crate::erased::view::ErasedView;
use crate::erased::words::words;
use crate::state::{State, form_of};

/// The state of the page and who follows it. It outlives a view, so that newer content can be drawn around the same
/// answers. One signal of everything: every type of signal costs 3 kB of WASM.
#[derive(Clone, Copy)]
pub struct Runtime {
    state: RwSignal<State>,
    followers: &'static Followers,
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
    pub fn text(self, text: impl Fn(&State) -> String + Send + 'static) -> ErasedView {
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
        self.change(|state| {
            state.is_alive = true;
            state.tell_closes_here(browser::clock::in_its_offset);
        });
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

    /// Tells every form that the device has a connection again.
    #[cfg(feature = "hydrate")]
    pub fn tell_connection(self) {
        forms(self.peek(|state| state.page), self).for_each(|handle| handle.tell(Event::ConnectionReturned));
    }

    /// Shows newer content around the answers that are there.
    pub fn replace_page(self, page: &'static Page) {
        self.change(|state| {
            state.page = page;
            state.tell_closes_here(browser::clock::in_its_offset);
        });
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

    /// Goes where the address leads.
    #[cfg(feature = "hydrate")]
    pub fn follow_address(self) {
        let submission = |handle: &FormHandle| handle.purpose == Purpose::Submission;
        forms(self.peek(|state| state.page), self).filter(submission).for_each(FormHandle::follow_address);
    }

    /// Tells the forms that the page goes out of sight, for good perhaps. Fields are read first.
    #[cfg(feature = "hydrate")]
    fn leave(self, is_left: bool) {
        self.read_fields();
        for handle in forms(self.peek(|state| state.page), self) {
            handle.tell(if is_left { Event::PageLeft } else { Event::PageHidden });
        }
    }

    /// What the page in another language cannot find on the device.
    #[cfg(feature = "hydrate")]
    pub fn words_to_bring(self) -> Option<String> {
        self.read_fields();
        forms(self.peek(|state| state.page), self).next()?.words_to_bring()
    }

    /// Shows other windows that this one's drafts are in use, until the page goes out of sight for good.
    #[cfg(feature = "hydrate")]
    pub fn hold_drafts(self) {
        let field = Purpose::Submission.element_id("id");
        self.peek(|state| {
            browser::records::hold(&keeping::key(state.page), &field, move |is_left| self.leave(is_left))
        });
    }

    /// Says to a person who writes that the closing moment is near, an hour and ten minutes before.
    pub fn announce_time_left(self, before: Option<TimeLeft>) {
        let words = self.peek(|state| {
            let left = state.time_left(state.page)?;
            let is_news = left.is_news_after(before?) && state.session(Purpose::Submission).is_in_use();
            is_news.then(|| left.words(&state.page.wording))
        });
        if let Some(words) = words {
            self.announce(words);
        }
    }

    fn tell_browser(self) {
        let (title, must_ask) = self.peek(|state| (state.title(), state.has_unsent_words()));
        browser::title::show(&title);
        browser::unload_guard::set(must_ask);
    }
}
