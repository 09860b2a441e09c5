//! Asks before the window closes while it holds words that were not sent. The script `public/leaving.js` does.

use wasm_bindgen::prelude::wasm_bindgen;

use super::script::script;

#[wasm_bindgen]
extern "C" {
    type Leaving;

    #[wasm_bindgen(method, js_name = askBefore)]
    fn ask_before(this: &Leaving, must_ask: bool);
}

/// Says whether to ask.
pub fn set(must_ask: bool) {
    if let Some(leaving) = script::<Leaving>() {
        leaving.ask_before(must_ask);
    }
}
