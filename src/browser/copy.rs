//! Copies words to the clipboard or into a file on the person's device. The script `public/copying.js` does.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::script::{once, script};

#[wasm_bindgen]
extern "C" {
    type Copying;

    #[wasm_bindgen(method)]
    fn copy(this: &Copying, words: &str, report: &JsValue);

    #[wasm_bindgen(method)]
    fn save(this: &Copying, words: &str, media_type: &str, name: &str);
}

/// Copies `words`, then reports whether that worked.
pub fn to_clipboard(words: &str, report: impl FnOnce(bool) + 'static) {
    if let Some(copying) = script::<Copying>() {
        copying.copy(words, &once(move |succeeded| report(succeeded.is_truthy())));
    }
}

/// Offers `words` as a file of that media type called `name`.
pub fn to_file(words: &str, media_type: &str, name: &str) {
    if let Some(copying) = script::<Copying>() {
        copying.save(words, media_type, name);
    }
}
