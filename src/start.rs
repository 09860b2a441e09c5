//! Brings the prerendered page to life, and later draws newer content around the same answers.

use std::cell::RefCell;

use any_spawner::Executor;
use consultation::content::page::Page;
use consultation::json::Json;
use js_sys::Function;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::browser::pauses::Pauses;
use crate::browser::{address, clock, document, fields, json, post, records, section_in_view};
use crate::erased::deferred;
use crate::erased::mount::{Mounted, mount};
use crate::refresh;
use crate::runtime::{Runtime, forms};
use crate::view::page::page as draw;

thread_local! {
    static VIEW: RefCell<Option<Mounted>> = const { RefCell::new(None) };
}

/// Starts the page from its data; calls `done` when it is alive, or with what is wrong with the data.
/// The page then stays as it was prerendered, and reads and posts by itself. An `async` export would cost 900 bytes.
pub fn start(data: JsValue, done: Function) {
    // An error only says that it was done before.
    let _ = Executor::init_wasm_bindgen();
    spawn_local(async move {
        let why = bring_to_life(&data).await.err().map_or(JsValue::UNDEFINED, JsValue::from);
        // The loader's own function cannot fail.
        let _ = done.call1(&JsValue::UNDEFINED, &why);
    });
}

/// Takes turns with the browser, so that a slow phone answers its reader in between.
async fn bring_to_life(data: &JsValue) -> Result<(), String> {
    let mut pauses = Pauses::begin().await;
    let page = keep(read_page(data, &mut pauses).await?);
    pauses.pause_if_long().await;
    let root = document::root().ok_or("index.html lacks #app")?;
    let runtime = Runtime::new(page);
    pauses.pause_if_long().await;
    VIEW.set(Some(mount(root, || draw(page, runtime))));
    pauses.pause().await;
    while deferred::hydrate_next() {
        pauses.pause_if_long().await;
    }
    pauses.pause().await;
    forms(page, runtime).for_each(|handle| {
        handle.ask_about_doubles();
        handle.read_fields();
    });
    pauses.pause().await;
    let target = document::target_in_view();
    runtime.come_alive();
    pauses.pause().await;
    target.iter().for_each(document::bring_into_view);
    clock::follow(move || refresh::tick(runtime));
    clock::glance(move || runtime.read_fields());
    runtime.hold_drafts();
    records::bring(move || runtime.words_to_bring());
    address::observe(move || runtime.follow_address());
    post::when_online(move || runtime.tell_connection());
    pauses.pause().await;
    document::say_alive();
    pauses.pause().await;
    follow_reader(page, runtime);
    pauses.pause().await;
    runtime.refresh_by(replace_if_newer);
    replace_if_newer(runtime);
    look_for_draft(page, runtime);
    Ok(())
}

/// What was kept comes back, once nobody writes.
fn look_for_draft(page: &'static Page, runtime: Runtime) {
    spawn_local(async move {
        Pauses::until(|| !records::is_writing(false)).await;
        for handle in forms(page, runtime) {
            handle.look_for_draft();
        }
    });
}

async fn read_page(data: &JsValue, pauses: &mut Pauses) -> Result<Page, String> {
    let mut page = Vec::new();
    for (name, field) in json::fields(data) {
        page.push((name, json::tree(&field)));
        pauses.pause_if_long().await;
    }
    json::read(Json::Object(page)).map_err(|why| why.words())
}

/// Marks the section being read.
fn follow_reader(page: &'static Page, runtime: Runtime) {
    let ids = || page.content.sections.iter().map(|section| section.id().as_str());
    section_in_view::observe(ids(), move |section, is_read| {
        let id = ids().find(|id| *id == section);
        if is_read {
            runtime.change(|state| state.current_section = id);
        } else if runtime.peek(|state| state.current_section == id) {
            runtime.change(|state| state.current_section = None);
        }
    });
}

fn replace_if_newer(runtime: Runtime) {
    spawn_local(async move {
        if let Some(newer) = refresh::newer_page(runtime).await {
            Pauses::until(|| !records::is_writing(true)).await;
            replace(runtime, keep(newer));
        }
    });
}

/// What the old fields show is read before they go. Nothing is drawn anew under the hands of a person who types: a
/// field with the focus would lose its caret, what can be undone, and a word that is being composed.
fn replace(runtime: Runtime, newer: &'static Page) {
    let place = document::place();
    let ids = forms(runtime.peek(|state| state.page), runtime).map(|handle| {
        handle.read_fields();
        (handle.purpose, fields::id(&handle.element_id("id")))
    });
    let ids: Vec<_> = ids.collect();
    runtime.replace_page(newer);
    VIEW.set(VIEW.take().map(|view| mount(view.remove(), || draw(newer, runtime))));
    for handle in forms(newer, runtime) {
        runtime.peek(|state| fields::show(handle.form, handle.session(state).draft().answers()));
        let id = ids.iter().find(|(purpose, _)| *purpose == handle.purpose).and_then(|(_, id)| id.as_ref());
        fields::show_id(&handle.element_id("id"), id.map_or("", |id| id.as_str()));
    }
    follow_reader(newer, runtime);
    document::return_to(place);
}

/// The page's data lives as long as the window, so the view can borrow it everywhere instead of cloning.
fn keep(page: Page) -> &'static Page {
    Box::leak(Box::new(page))
}
