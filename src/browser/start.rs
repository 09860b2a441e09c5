//! Brings the prerendered page to life, and later draws newer content around the same answers.

use std::cell::RefCell;
use std::sync::Arc;

use any_spawner::Executor;
use consultation::content::page::Page;
use consultation::delivery::submission::SubmissionId;
use consultation::form::Form;
use consultation::form::answers::Answers;
use consultation::json::Json;
use consultation::session::Event;
use js_sys::{Array, Function};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::mount::{Mounted, mount};
use super::turn::Turn;
use super::{clock, controls, focus, json, reading, refresh};
use crate::app::app;
use crate::live::{FormHandle, Live, Purpose};
use crate::parts::postponed;

thread_local! {
    static VIEW: RefCell<Option<Mounted>> = const { RefCell::new(None) };
}

/// Starts the page from its data, with the ids of its two sessions; calls `done` when it is alive, or with what is wrong with the data.
/// The page then stays as it was prerendered, and reads and posts by itself. An `async` export would cost 900 bytes.
pub fn start(data: JsValue, ids: Array, done: Function) {
    // An error only says that it was done before.
    let _ = Executor::init_wasm_bindgen();
    spawn_local(async move {
        let why = bring_to_life(&data, &ids).await.err().map_or(JsValue::UNDEFINED, JsValue::from);
        // The loader's own function cannot fail.
        let _ = done.call1(&JsValue::UNDEFINED, &why);
    });
}

/// Takes turns with the browser, so that a slow phone answers its reader in between.
async fn bring_to_life(data: &JsValue, ids: &Array) -> Result<(), String> {
    let mut turn = Turn::after_others().await;
    let page = keep(read_page(data, &mut turn).await?);
    turn.next_if_long().await;
    let root = document().get_element_by_id("app").ok_or("index.html lacks #app")?;
    let live = Live::new(page, session_ids(ids).ok_or("the loader gave no ids")?);
    turn.next_if_long().await;
    VIEW.set(Some(mount(root, || app(page, live))));
    turn.next().await;
    while postponed::hydrate_next() {
        turn.next_if_long().await;
    }
    turn.next().await;
    take_in_typed_words(page, live);
    turn.next().await;
    live.change(|state| state.is_alive = true);
    clock::start(live);
    turn.next().await;
    say_alive();
    turn.next().await;
    reading::observe(page, live);
    turn.next().await;
    spawn_local(replace_if_newer(page, live));
    Ok(())
}

async fn read_page(data: &JsValue, turn: &mut Turn) -> Result<Page, String> {
    let mut page = Vec::new();
    for (name, field) in json::fields(data) {
        page.push((name, json::tree(&field)));
        turn.next_if_long().await;
    }
    json::read(Json::Object(page)).map_err(|why| why.words())
}

/// Told to the loader, the styles and the tests: from now on the app answers.
fn say_alive() {
    if let Some(html) = document().document_element() {
        // Names that are right are always taken.
        let _ = html.set_attribute("data-app", "alive");
    }
}

/// What was typed while the page came alive.
fn take_in_typed_words(page: &'static Page, live: Live) {
    for handle in forms(page, live) {
        let typed: Answers = controls::answers(handle.form).into_iter().collect();
        for (question, answer) in typed.iter().filter(|(_, answer)| !answer.is_blank()) {
            handle.dispatch(Event::AnswerEdited(question.clone(), answer.clone()));
        }
    }
}

fn forms(page: &'static Page, live: Live) -> impl Iterator<Item = FormHandle> {
    let forms = [
        (Purpose::Submission, Some(&page.content.have_your_say().form)),
        (Purpose::Feedback, page.content.feedback_form()),
    ];
    let handle =
        move |(purpose, form): (_, Option<&'static Arc<Form>>)| Some(FormHandle { purpose, form: form?, page, live });
    forms.into_iter().filter_map(handle)
}

async fn replace_if_newer(page: &'static Page, live: Live) {
    let Some(newer) = refresh::newer_page(page, live).await.map(keep) else {
        return;
    };
    let focused = document().active_element().map(|element| element.id()).filter(|id| !id.is_empty());
    let scrolled = window().scroll_y().unwrap_or_default();
    live.replace_page(newer);
    VIEW.set(VIEW.take().map(|view| mount(view.remove(), || app(newer, live))));
    for handle in forms(newer, live) {
        live.peek(|state| controls::show(handle, state.session(handle.purpose)));
    }
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

/// The ids that the loader has put into the forms: whether app or browser sends an attempt, it carries the same.
fn session_ids(ids: &Array) -> Option<[SubmissionId; 2]> {
    let id = |index| SubmissionId::try_from(ids.get(index).as_string()?).ok();
    Some([id(0)?, id(1)?])
}
