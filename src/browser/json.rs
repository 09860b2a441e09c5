//! JSON, read by the browser itself: its parser is there already, one in the WASM would be 9 kB more.

use consultation::json::{self, FromJson, Json, ShapeErrors};
use gloo_net::http::Response;
use js_sys::{Array, JSON, JsString, Object};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The longest text that is read, in UTF-16 code units. The content, the longest there is, has 22,000; a text of any
/// length would become a tree that fills the memory, and end the app.
const LONGEST: u32 = 1 << 20;

/// As many levels as serde_json reads natively; the content has 14. Each takes a part of the browser's stack, which
/// ends the app when it is full.
const DEEPEST: u8 = 128;

/// Why a text cannot be read. For the console.
pub enum NotReadable {
    /// It is longer than anything that is meant for this page.
    TooLong,
    /// It is not JSON; in the browser's own words.
    Syntax(String),
    /// It is JSON of another shape.
    Shape(ShapeErrors),
}

impl NotReadable {
    /// Says it.
    pub fn words(&self) -> String {
        match self {
            NotReadable::TooLong => "it is too long".to_owned(),
            NotReadable::Syntax(words) => words.clone(),
            NotReadable::Shape(errors) => errors.to_string(),
        }
    }
}

/// The text of an answer; none when it does not arrive whole. It stays with the browser, however long it is.
pub async fn text(response: Response) -> Option<JsString> {
    let text = web_sys::Response::from(response).text().ok()?;
    JsFuture::from(text).await.ok().map(JsString::from)
}

/// Reads a value.
///
/// # Errors
/// [`NotReadable`] when it is too long, not JSON, or not of the right shape.
pub fn parse<T: FromJson>(text: &JsString) -> Result<T, NotReadable> {
    read(syntax(text)?)
}

/// Reads a text as a tree that may mean anything.
///
/// # Errors
/// [`NotReadable::TooLong`], [`NotReadable::Syntax`]
pub fn syntax(text: &JsString) -> Result<Json, NotReadable> {
    if text.length() > LONGEST {
        return Err(NotReadable::TooLong);
    }
    let value = JSON::parse(&String::from(text)).map_err(|error| NotReadable::Syntax(message(&error)))?;
    Ok(tree(&value))
}

/// The fields of an object, for reading a large one bit by bit with [`tree`] and [`read`].
#[cfg(feature = "hydrate")]
pub fn fields(value: &JsValue) -> Vec<(String, JsValue)> {
    value.dyn_ref::<Object>().map(entries).unwrap_or_default()
}

/// A tree as what it means.
///
/// # Errors
/// [`NotReadable::Shape`]
pub fn read<T: FromJson>(tree: Json) -> Result<T, NotReadable> {
    json::read(tree).map_err(NotReadable::Shape)
}

/// The browser's tree as ours. What lies deeper than [`DEEPEST`] is [`Json::Other`].
pub fn tree(value: &JsValue) -> Json {
    branch(value, DEEPEST)
}

fn branch(value: &JsValue, levels: u8) -> Json {
    if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(bool) = value.as_bool() {
        Json::Bool(bool)
    } else if let Some(number) = value.as_f64() {
        whole(number)
    } else if levels == 0 {
        Json::Other
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Json::List(list.iter().map(|item| branch(&item, levels - 1)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        Json::Object(entries(object).into_iter().map(|(name, value)| (name, branch(&value, levels - 1))).collect())
    } else {
        Json::Other
    }
}

fn entries(object: &Object) -> Vec<(String, JsValue)> {
    let entry = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
    };
    Object::entries(object).iter().map(entry).collect()
}

fn whole(number: f64) -> Json {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what does not fit is told apart below"
    )]
    let whole = number as u32;
    if f64::from(whole) == number { Json::Number(whole) } else { Json::Other }
}

fn message(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default()
}
