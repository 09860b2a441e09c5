//! Texts that are kept on the person's device. The script `public/records.js` keeps them: callbacks of IndexedDB written
//! in Rust were 6 kB of WASM.

use std::cell::Cell;
use std::time::Duration;

use consultation::delivery::submission::SubmissionId;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::script::{often, once, script};

/// From the first change that is not kept to the keeping: with what keeping takes itself, words are safe within 2 s.
const DELAY: Duration = Duration::from_secs(1);

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Records;

    #[wasm_bindgen(method, getter)]
    fn window(this: &Records) -> String;

    #[wasm_bindgen(method, js_name = newId)]
    fn new_id(this: &Records) -> String;

    #[wasm_bindgen(method)]
    fn find(this: &Records, prefix: &str, report: &JsValue);

    #[wasm_bindgen(method)]
    fn keep(this: &Records, key: &str, text: &str, report: &JsValue);

    #[wasm_bindgen(method, js_name = keepAtOnce)]
    fn keep_at_once(this: &Records, key: &str, text: &str) -> bool;

    #[wasm_bindgen(method)]
    fn remove(this: &Records, key: &str);

    #[wasm_bindgen(method, js_name = removeAll)]
    fn remove_all(this: &Records, prefix: &str);

    #[wasm_bindgen(method)]
    fn open(this: &Records, field: &str, report: &JsValue);

    #[wasm_bindgen(method, js_name = isWriting)]
    fn is_writing(this: &Records, or_could: bool) -> bool;

    #[wasm_bindgen(method)]
    fn brought(this: &Records) -> Option<String>;

    #[wasm_bindgen(method)]
    fn bring(this: &Records, give: &JsValue);

    #[wasm_bindgen(method)]
    fn hold(this: &Records, key: &str, field: &str, leave: &JsValue);

    #[wasm_bindgen(method)]
    fn claim(this: &Records, key: &str, id: &str, text: &str, report: &JsValue);
}

thread_local! {
    static IS_WAITING: Cell<bool> = const { Cell::new(false) };
}

/// A text that was found.
pub struct Found {
    /// Its key.
    pub key: String,
    /// Itself.
    pub text: String,
    /// Whether another window has it in use.
    pub is_held: bool,
}

/// Does it in a second, once, however often it is asked for until then.
pub fn soon(keep: impl FnOnce() + 'static) {
    if !IS_WAITING.replace(true) {
        let keep = move || {
            IS_WAITING.set(false);
            keep();
        };
        set_timeout(keep, DELAY);
    }
}

/// Tells this window from others.
pub fn window() -> String {
    records().map(|records| records.window()).unwrap_or_default()
}

/// A new id for an attempt, which nobody can guess.
pub fn new_id() -> Option<SubmissionId> {
    SubmissionId::try_from(records()?.new_id()).ok()
}

/// Reports every text whose key starts so, but that of this window. One that is in both places is there twice; and all are
/// reported once more where the database took long.
pub fn find(prefix: &str, report: impl Fn(Vec<Found>) + 'static) {
    let found = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        let text = |index| entry.get(index).as_string();
        Some(Found { key: text(0)?, text: text(1)?, is_held: entry.get(2).is_truthy() })
    };
    let report = move |all: JsValue| report(all.unchecked_into::<Array>().iter().filter_map(found).collect());
    if let Some(records) = records() {
        records.find(prefix, &often(report));
    }
}

/// Keeps a text; reports whether it is kept, a second later at most.
pub fn keep(key: &str, text: &str, report: impl FnOnce(bool) + 'static) {
    if let Some(records) = records() {
        records.keep(key, text, &once(move |is_kept| report(is_kept.is_truthy())));
    }
}

/// Keeps a text before this returns, and says whether it could; the browser writes it to the disk some seconds later, also when
/// the page is gone. An empty one says that the text under that key is gone, and stays until the database has forgotten it too.
pub fn keep_at_once(key: &str, text: &str) -> bool {
    records().is_some_and(|records| records.keep_at_once(key, text))
}

/// Deletes a text.
pub fn remove(key: &str) {
    records().inspect(|records| records.remove(key));
}

/// Deletes every draft whose key starts so, and that no other window has in use.
pub fn remove_all(prefix: &str) {
    records().inspect(|records| records.remove_all(prefix));
}

/// Reports the text of the file that was chosen in the field with that id.
pub fn open(field: &str, report: impl FnOnce(String) + 'static) {
    if let Some(records) = records() {
        records.open(field, &once(move |text| report(text.as_string().unwrap_or_default())));
    }
}

/// Whether somebody writes: a field has the focus and a text, or could have one at any moment.
pub fn is_writing(or_could: bool) -> bool {
    records().is_some_and(|records| records.is_writing(or_could))
}

/// The text that this window has brought from the page in another language.
pub fn brought() -> Option<String> {
    records()?.brought()
}

/// Says what to take along to the page in another language.
pub fn bring(give: impl Fn() -> Option<String> + 'static) {
    if let Some(records) = records() {
        records.bring(&Closure::<dyn Fn() -> Option<String>>::new(give).into_js_value());
    }
}

/// Shows other windows that a key is in use, and the id in that field, while the page can be seen. Reports when it is hidden,
/// and whether it is left: a phone may never show it again.
pub fn hold(key: &str, field: &str, leave: impl Fn(bool) + 'static) {
    if let Some(records) = records() {
        records.hold(key, field, &often(move |is_left| leave(is_left.is_truthy())));
    }
}

/// Takes a key of before, under which this text was found, and the id in it; reports the text that is there then. It is empty
/// where it is gone, or where another window has taken either.
pub fn claim(key: &str, id: &str, text: &str, report: impl FnOnce(String) + 'static) {
    if let Some(records) = records() {
        records.claim(key, id, text, &once(move |text| report(text.as_string().unwrap_or_default())));
    }
}

fn records() -> Option<Records> {
    script()
}
