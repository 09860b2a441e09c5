//! Stands in for the crate wasm-streams, which Leptos links in any case: it carries what server functions send and
//! answer piece by piece, and this page has no server functions. It may not do anything.
//!
//! The real one exports classes for JavaScript. Nobody calls them, and yet the linker has to keep all that they hang
//! on: 3.3 kB of brotli. Here a stream is a type without values, so the compiler itself sees that nothing runs. Should
//! Leptos come to use more of the real one, the page no longer compiles; should it use a newer one, cargo says so.

use futures_util::Stream;
use futures_util::stream::Pending;
use wasm_bindgen::JsValue;

/// A stream of bytes, of which there are none.
#[derive(Debug)]
pub enum ReadableStream {}

impl ReadableStream {
    /// What a browser sends as a body.
    ///
    /// # Panics
    /// Always.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        no_server_functions()
    }

    /// What a browser has got as a body.
    ///
    /// # Panics
    /// Always.
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        no_server_functions()
    }

    /// The browser's own.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self {}
    }

    /// Its pieces.
    pub fn into_stream(self) -> Pending<Result<JsValue, JsValue>> {
        match self {}
    }
}

fn no_server_functions() -> ! {
    unreachable!("this page has no server functions")
}
