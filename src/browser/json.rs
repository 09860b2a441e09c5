//! JSON, read and written by the browser itself: its parser is there already, one in the WASM would be 9 kB more.

use consultation::delivery::submission::Submission;
use consultation::form::answers::Answer;
use consultation::json::{self, FromJson, Json, ShapeErrors};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Why a text cannot be read. For the console.
pub enum NotReadable {
    /// It is not JSON; in the browser's own words.
    Syntax(String),
    /// It is JSON of another shape.
    Shape(ShapeErrors),
}

impl NotReadable {
    /// Says it.
    pub fn words(&self) -> String {
        match self {
            NotReadable::Syntax(words) => words.clone(),
            NotReadable::Shape(errors) => errors.to_string(),
        }
    }
}

/// Reads a value.
///
/// # Errors
/// [`NotReadable`] when it is not JSON, or not of the right shape.
pub fn parse<T: FromJson>(text: &str) -> Result<T, NotReadable> {
    read(syntax(text)?)
}

/// Reads a text as a tree that may mean anything.
///
/// # Errors
/// [`NotReadable::Syntax`]
pub fn syntax(text: &str) -> Result<Json, NotReadable> {
    let value = JSON::parse(text).map_err(|error| NotReadable::Syntax(message(&error)))?;
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

/// Writes the body of a post.
pub fn write(submission: &Submission) -> Option<String> {
    let answers = Object::new();
    for (question, answer) in submission.answers().iter() {
        set(&answers, question.as_str(), &written(answer))?;
    }
    let body = Object::new();
    set(&body, "id", &submission.id.as_str().into())?;
    set(&body, "revision", &submission.revision.into())?;
    set(&body, "content_sha256", &submission.content_sha256.as_str().into())?;
    set(&body, "answers", &answers)?;
    JSON::stringify(&body).ok().map(String::from)
}

fn set(object: &Object, name: &str, value: &JsValue) -> Option<bool> {
    Reflect::set(object, &name.into(), value).ok()
}

fn written(answer: &Answer) -> JsValue {
    match answer {
        Answer::Text(text) => text.as_str().into(),
        Answer::Many(values) => values.iter().map(|value| JsValue::from_str(value)).collect::<Array>().into(),
        Answer::Agreed(agreed) => (*agreed).into(),
    }
}

/// The browser's tree as ours.
pub fn tree(value: &JsValue) -> Json {
    if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(bool) = value.as_bool() {
        Json::Bool(bool)
    } else if let Some(number) = value.as_f64() {
        whole(number)
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Json::List(list.iter().map(|item| tree(&item)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        Json::Object(entries(object).into_iter().map(|(name, value)| (name, tree(&value))).collect())
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
