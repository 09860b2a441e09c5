//! JSON as a tree, and how content is read from it: every field known, every error with the path to it.
//!
//! Derived serde code for the same types was 80 kB of the page's 386 kB of WASM; this is a quarter of that,
//! because it goes on after an error instead of returning early from every field, and so reports all at once.
//! The tree itself comes from a well-kept parser: the browser's own, or serde_json natively.

pub(crate) mod writer;

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number from 0 to 4,294,967,295: content has no others.
    Number(u32),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, with its fields in the order of the file.
    Object(Vec<(String, Json)>),
    /// `null`, or a number of another kind: content has no place for either.
    Other,
    /// Nothing at all: what a missing field holds.
    Absent,
}

/// A value is not of the shape that the page reads.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {why}")]
pub struct ShapeError {
    /// The way to it as a JSON pointer: field names and positions, counted from 0. Empty for the whole file.
    pub path: String,
    /// What is wrong there.
    pub why: String,
}

/// How the complaint about a field that nobody asked for begins.
const UNKNOWN_FIELD: &str = "the field “";

impl ShapeError {
    /// Whether the field itself is wrong there, whatever its value.
    pub fn is_of_the_field(&self) -> bool {
        self.why.starts_with(UNKNOWN_FIELD)
    }
}

/// Everything that is not of the right shape; never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct ShapeErrors(pub Vec<ShapeError>);

/// One complaint a line.
pub(crate) fn lines(errors: &[impl ToString]) -> String {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// A type that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads a value. What is wrong is told to `reading`, and the value returned then means nothing.
    fn from_json(json: Json, reading: &mut Reading) -> Self;
}

/// Reads a whole tree.
///
/// # Errors
/// [`ShapeErrors`], for the editor or deployer who wrote the file.
pub fn read<T: FromJson>(json: Json) -> Result<T, ShapeErrors> {
    let (value, errors) = read_on(json);
    if errors.is_empty() { Ok(value) } else { Err(ShapeErrors(errors)) }
}

/// Reads a whole tree, with something in the place of what is of another shape.
pub(crate) fn read_on<T: FromJson>(json: Json) -> (T, Vec<ShapeError>) {
    let mut reading = Reading::default();
    let value = T::from_json(json, &mut reading);
    (value, reading.errors)
}

/// The place in the file that is being read, and what was wrong so far.
#[derive(Default)]
pub struct Reading {
    path: Vec<String>,
    errors: Vec<ShapeError>,
}

impl Reading {
    /// Notes that the value being read is wrong.
    pub fn wrong(&mut self, json: &Json, why: &str) {
        self.wrong_for(|| if *json == Json::Absent { "this is missing" } else { why }.to_owned());
    }

    /// The same, with a reason that is put together. It is for editors, who check what they have written before it is
    /// published: in the browser all these words were 1.6 kB of the page's WASM.
    pub fn wrong_for(&mut self, why: impl FnOnce() -> String) {
        let why = if cfg!(target_family = "wasm") { "`cargo xtask check` says why".to_owned() } else { why() };
        self.note(why);
    }

    /// The same of a value one step deeper.
    pub fn wrong_in(&mut self, step: &str, why: impl FnOnce() -> String) {
        self.enter(step);
        self.wrong_for(why);
        self.leave();
    }

    #[inline(never)]
    fn note(&mut self, why: String) {
        let path = self.path.iter().flat_map(|step| ["/", step]).collect();
        self.errors.push(ShapeError { path, why });
    }

    /// Whether anything was noted of the value at a path.
    #[cfg(not(target_family = "wasm"))]
    pub fn has_noted(&self, path: &str) -> bool {
        self.errors.iter().any(|error| error.path == path)
    }

    /// Reads a value that lies one step deeper.
    pub fn within<T: FromJson>(&mut self, step: &str, json: Json) -> T {
        self.enter(step);
        let value = T::from_json(json, self);
        self.leave();
        value
    }

    // Written into every type that is read, this and the next were 440 bytes of the page's WASM.
    #[inline(never)]
    fn enter(&mut self, step: &str) {
        self.path.push(step.to_owned());
    }

    #[inline(never)]
    fn leave(&mut self) {
        self.path.pop();
    }

    /// The text of a string; none, and a note, when it is none.
    #[inline(never)]
    pub fn text(&mut self, json: Json) -> Option<String> {
        match json {
            Json::Text(text) => Some(text),
            other => {
                self.wrong(&other, "this should be a string: \"…\"");
                None
            }
        }
    }

    /// Notes why the text being read cannot be what it should be.
    pub fn refuse(&mut self, why: &dyn fmt::Display) {
        self.wrong_for(|| why.to_string());
    }

    /// Something in place of a value that was complained about already: nothing more is said of it.
    pub fn anything<T: FromJson>(&mut self) -> T {
        let told = self.errors.len();
        let value = T::from_json(Json::Absent, self);
        self.errors.truncate(told);
        value
    }

    /// The fields of an object; none, and a note, when it is none.
    pub fn fields(&mut self, json: Json) -> Fields {
        match json {
            Json::Object(fields) => Fields(fields),
            other => {
                self.wrong(&other, "this should be an object: {…}");
                Fields(Vec::new())
            }
        }
    }

    /// Splits `{"kind": value}`; `known` is said when it is not of that shape, and the kind is then empty.
    pub fn kind_and_value(&mut self, json: Json, known: &[&str]) -> (String, Json) {
        let mut fields = self.fields(json).0;
        match (fields.pop(), fields.is_empty()) {
            (Some((kind, value)), true) if known.contains(&kind.as_str()) => (kind, value),
            _ => {
                self.wrong_for(|| ["this should have one field, which is one of: ", &known.join(", ")].concat());
                (String::new(), Json::Absent)
            }
        }
    }
}

/// An object while it is being read.
pub struct Fields(Vec<(String, Json)>);

impl Fields {
    /// Takes a field; [`Json::Absent`] where there is none.
    #[inline(never)]
    pub fn take(&mut self, name: &str) -> Json {
        let index = self.0.iter().position(|(known, _)| known == name);
        index.map_or(Json::Absent, |index| self.0.remove(index).1)
    }

    /// Reads a field that must be there.
    pub fn required<T: FromJson>(&mut self, name: &str, reading: &mut Reading) -> T {
        reading.within(name, self.take(name))
    }

    /// Reads a field that may be absent.
    pub fn optional<T: FromJson + Default>(&mut self, name: &str, reading: &mut Reading) -> T {
        match self.take(name) {
            Json::Absent => T::default(),
            json => reading.within(name, json),
        }
    }

    /// Reads a field on which nothing depends: where it is absent, null or of another type, it says nothing.
    /// Content is never read like this, but answers of other people's servers are.
    pub fn lenient<T: FromJson + Default>(&mut self, name: &str, reading: &mut Reading) -> T {
        let told = reading.errors.len();
        let value = T::from_json(self.take(name), reading);
        if reading.errors.len() == told {
            return value;
        }
        reading.errors.truncate(told);
        T::default()
    }

    /// The fields that are left, in their order, for an object whose names are data.
    pub fn rest(self) -> Vec<(String, Json)> {
        self.0
    }

    /// Ends reading: a field that nobody asked for is misspelt, or there twice.
    pub fn end(self, reading: &mut Reading) {
        // An editor's program completes and explains by the schema that a file names.
        for (name, _) in self.0.into_iter().filter(|(name, _)| name != "$schema") {
            reading.wrong_in(&name, || [UNKNOWN_FIELD, &name, "” is unknown here, or there twice"].concat());
        }
    }
}

/// Reads a struct: the fields that must be there, then those that may be absent.
#[macro_export]
macro_rules! read_object {
    ($type:ident { $($required:ident),* ; $($optional:ident),* }) => {
        impl $crate::json::FromJson for $type {
            fn from_json(json: $crate::json::Json, reading: &mut $crate::json::Reading) -> Self {
                #[allow(unused_mut, reason = "an object without fields is read too")]
                let mut fields = reading.fields(json);
                let object = Self {
                    $($required: fields.required(stringify!($required), reading),)*
                    $($optional: fields.optional(stringify!($optional), reading),)*
                };
                fields.end(reading);
                object
            }
        }
    };
}

/// Reads an enum written as `{"kind": value}`.
#[macro_export]
macro_rules! read_kinds {
    ($type:ident { $first:literal => $first_variant:ident, $($kind:literal => $variant:ident),* $(,)? }) => {
        impl $crate::json::FromJson for $type {
            fn from_json(json: $crate::json::Json, reading: &mut $crate::json::Reading) -> Self {
                let (kind, value) = reading.kind_and_value(json, &[$first, $($kind),*]);
                match kind.as_str() {
                    $first => Self::$first_variant(reading.within(&kind, value)),
                    $($kind => Self::$variant(reading.within(&kind, value)),)*
                    _ => Self::$first_variant(reading.anything()),
                }
            }
        }
    };
}

/// Reads a type that is made from a string; `$nothing` stands in when it cannot be.
#[macro_export]
macro_rules! read_text {
    ($type:ident, $nothing:expr) => {
        impl $crate::json::FromJson for $type {
            fn from_json(json: $crate::json::Json, reading: &mut $crate::json::Reading) -> Self {
                let text = reading.text(json);
                let made = text.and_then(|text| Self::try_from(text).map_err(|error| reading.refuse(&error)).ok());
                made.unwrap_or_else(|| $nothing)
            }
        }
    };
}

/// Reads a struct that is a list.
#[macro_export]
macro_rules! read_list {
    ($type:ident of $item:ident) => {
        impl $crate::json::FromJson for $type {
            fn from_json(json: $crate::json::Json, reading: &mut $crate::json::Reading) -> Self {
                Self($crate::json::FromJson::from_json(json, reading))
            }
        }
    };
}

impl FromJson for String {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        reading.text(json).unwrap_or_default()
    }
}

impl FromJson for u32 {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let Json::Number(number) = json else {
            reading.wrong(&json, "this should be a whole number");
            return 0;
        };
        number
    }
}

impl FromJson for bool {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let Json::Bool(bool) = json else {
            reading.wrong(&json, "this should be true or false");
            return false;
        };
        bool
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        Some(T::from_json(json, reading))
    }
}

impl<T: FromJson> FromJson for Arc<T> {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        Self::new(T::from_json(json, reading))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let Json::List(items) = json else {
            reading.wrong(&json, "this should be a list: […]");
            return Self::new();
        };
        items.into_iter().enumerate().map(|(index, item)| reading.within(&index.to_string(), item)).collect()
    }
}

/// Reads a tree natively, with serde_json's lines and columns for broken syntax.
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, bool: bool) -> Result<Json, E> {
        Ok(Json::Bool(bool))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(u32::try_from(number).map_or(Json::Other, Json::Number))
    }

    fn visit_i64<E>(self, _negative: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _fraction: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Json::Object(fields))
    }
}
