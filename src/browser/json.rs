//! JSON, read and written by the browser itself: its parser is there already, one in the WASM would be 9 kB more.

use std::fmt;

use js_sys::JSON;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// Why a text cannot be read: the browser's or serde's own words, for the console.
pub struct NotReadable(String);

impl fmt::Display for NotReadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a value. Unlike the native reader it passes over fields that it does not know; the content check
/// and `publish` report those before they reach anybody.
///
/// # Errors
/// [`NotReadable`] when it is not JSON or not of the right shape.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, NotReadable> {
    let value = JSON::parse(text).map_err(|error| NotReadable(message(&error)))?;
    serde_wasm_bindgen::from_value(value).map_err(|error| NotReadable(error.to_string()))
}

/// Writes a value.
pub fn write(value: &impl Serialize) -> Option<String> {
    let value = value.serialize(&Serializer::json_compatible()).ok()?;
    JSON::stringify(&value).ok().map(String::from)
}

fn message(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default()
}
