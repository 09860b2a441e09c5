//! What the loader has given along: the scripts of `public`, which do what costs less there than in Rust, and the functions that
//! they call back. It does not know what they do.

use std::cell::RefCell;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static SCRIPT: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

/// Says what they are.
pub fn is(script: JsValue) {
    SCRIPT.set(script);
}

/// They, as something that has these functions; none natively, and before the loader has said.
pub(super) fn script<T: JsCast>() -> Option<T> {
    let script = SCRIPT.with_borrow(Clone::clone);
    (!script.is_undefined()).then(|| script.unchecked_into())
}

/// A function that is called once. One type for whatever it is told: each type is 0.2 kB of WASM.
pub(super) fn once(report: impl FnOnce(JsValue) + 'static) -> JsValue {
    let report: Box<dyn FnOnce(JsValue)> = Box::new(report);
    Closure::once_into_js(report)
}

/// A function that is called again and again, likewise.
pub(super) fn often(report: impl Fn(JsValue) + 'static) -> JsValue {
    let report: Box<dyn Fn(JsValue)> = Box::new(report);
    Closure::wrap(report).into_js_value()
}
