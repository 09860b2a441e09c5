//! The start of the page in a browser. Natively there is nothing to start.

fn main() {}

/// Called by the loader, with what `publish` wrote for this page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(data: wasm_bindgen::JsValue) {
    have_your_say::browser::start(data);
}
