//! The start of the page in a browser. Natively there is nothing to start.

fn main() {}

/// Called by the loader, with what `publish` wrote for this page, and the scripts that keep, seal and post. `done` is called once
/// the page is alive; when that fails, with the reason, in words for whoever publishes the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(data: wasm_bindgen::JsValue, scripts: wasm_bindgen::JsValue, done: js_sys::Function) {
    have_your_say::browser::script::is(scripts);
    have_your_say::start::start(data, done);
}
