//! Copies words to the clipboard or into a file on the person's device.

use std::time::Duration;

use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long a file's address leads to it: whoever is asked where to save takes a while.
const KEPT: Duration = Duration::from_secs(600);

/// Copies `words`, then reports whether that worked. Without a secure connection browsers have no clipboard.
pub fn to_clipboard(words: String, report: impl Fn(bool) + 'static) {
    let navigator = window().navigator();
    if !js_sys::Reflect::has(&navigator, &JsValue::from_str("clipboard")).unwrap_or(false) {
        return report(false);
    }
    let written = JsFuture::from(navigator.clipboard().write_text(&words));
    spawn_local(async move { report(written.await.is_ok()) });
}

/// Offers `words` as a file of that media type called `name`.
pub fn to_file(words: &str, media_type: &str, name: &str) {
    if save(words, media_type, name).is_err() {
        leptos::leptos_dom::logging::console_error("this browser did not let the page save a file");
    }
}

fn save(words: &str, media_type: &str, name: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(&[media_type, ";charset=utf-8"].concat());
    let parts = Array::of1(&JsValue::from_str(words));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Some browsers read it only after this returns.
    set_timeout(move || drop(Url::revoke_object_url(&address)), KEPT);
    Ok(())
}
