//! Brings the prerendered page to life, and later draws newer content around the same answers.

use std::cell::RefCell;
use std::time::Duration;

use consultation::answers::Answers;
use consultation::page::Page;
use consultation::session::Event;
use consultation::submission::SubmissionId;
use leptos::leptos_dom::logging::console_error;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::mount::{Mounted, mount};
use super::{clock, focus, json, reading, refresh, typed};
use crate::app::app;
use crate::live::{FormHandle, Live, Purpose};

thread_local! {
    static VIEW: RefCell<Option<Mounted>> = const { RefCell::new(None) };
}

/// Starts the page. A damaged data block leaves the prerendered page as it is, which reads and posts by itself.
///
/// Each step is a task of its own, so that a slow phone answers its reader in between.
pub fn start() {
    let block = document().get_element_by_id("page-data").and_then(|block| block.text_content());
    match block.as_deref().map(json::parse::<Page>) {
        Some(Ok(page)) => set_timeout(move || bring_to_life(keep(page)), Duration::ZERO),
        Some(Err(error)) => console_error(&error.words()),
        None => console_error("index.html lacks #page-data"),
    }
}

fn bring_to_life(page: &'static Page) {
    let root = document().get_element_by_id("app");
    let (Some(root), Some(submission), Some(feedback)) = (root, fresh_id(), fresh_id()) else {
        return console_error("index.html lacks #app, or this browser has no source of randomness");
    };
    let live = Live::new(page, [submission, feedback]);
    take_in_typed_words(page, live);
    VIEW.set(Some(mount(root, || app(page, live))));
    say_alive();
    // Everything that may differ from the prerendered page waits until it has been drawn once.
    request_animation_frame(move || {
        live.change(|state| state.is_alive = true);
        clock::start(live);
        reading::observe(page, live);
        spawn_local(replace_if_newer(page, live));
    });
}

/// Told to the loader, the styles and the tests: from now on the app answers.
fn say_alive() {
    if let Some(html) = document().document_element() {
        // Names that are right are always taken.
        let _ = html.set_attribute("data-app", "alive");
    }
}

/// Hydration writes the session's words into the fields, so they must be in the session first.
fn take_in_typed_words(page: &'static Page, live: Live) {
    let forms = [
        (Purpose::Submission, Some(&page.content.have_your_say().form)),
        (Purpose::Feedback, page.content.feedback_form()),
    ];
    for (purpose, form) in forms {
        let Some(form) = form else { continue };
        let handle = FormHandle { purpose, form, page, live };
        let typed: Answers = typed::answers(form).into_iter().collect();
        for (question, answer) in typed.iter().filter(|(_, answer)| !answer.is_blank()) {
            handle.dispatch(Event::AnswerEdited(question.clone(), answer.clone()));
        }
    }
}

async fn replace_if_newer(page: &'static Page, live: Live) {
    let Some(newer) = refresh::newer_page(page, live).await.map(keep) else {
        return;
    };
    let focused = document().active_element().map(|element| element.id()).filter(|id| !id.is_empty());
    let scrolled = window().scroll_y().unwrap_or_default();
    live.replace_page(newer);
    VIEW.set(VIEW.take().map(|view| mount(view.remove(), || app(newer, live))));
    reading::observe(newer, live);
    window().scroll_to_with_x_and_y(0.0, scrolled);
    if let Some(element) = focused.and_then(|id| document().get_element_by_id(&id)) {
        focus::focus(&element);
    }
}

/// The page's data lives as long as the window, so the view can borrow it everywhere instead of cloning.
fn keep(page: Page) -> &'static Page {
    Box::leak(Box::new(page))
}

/// An id that nobody can guess. Every browser that runs WebAssembly has a source of randomness for it.
fn fresh_id() -> Option<SubmissionId> {
    let mut bytes = [0; 16];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(SubmissionId::from_random(bytes))
}
