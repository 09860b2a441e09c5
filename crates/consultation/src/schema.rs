//! JSON Schemas of the files, made from the types that read them, so that they cannot grow apart from the reader.
//!
//! For editors' tools and other programs. Meaning, such as an id used twice, stays with [`crate::content`];
//! so does what a schema cannot say of a number, whether it was written `1` or `1.0`.
//! Only builds have this (feature `schema`): the page in the browser does without.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::config::Endpoint;
use crate::day::Day;
use crate::id::Id;
use crate::instant::Instant;
use crate::link::Href;
use crate::rich_text::{RichText, Span};
use crate::submission::SubmissionId;
use crate::wording::{PHRASES, Wording};

/// The dialect: JSON Schema 2020-12.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A type whose JSON can be described.
pub trait Schema {
    /// Describes it; a type with a name is described among the definitions and referred to.
    fn schema(definitions: &mut Definitions) -> Value;
}

/// The types that a schema refers to, by name.
#[derive(Default)]
pub struct Definitions(BTreeMap<&'static str, Value>);

impl Definitions {
    /// Refers to a type, and describes it where that has not been done.
    pub fn refer(&mut self, name: &'static str, describe: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.0.contains_key(name) {
            // The name is taken first: types that contain themselves would be described for ever.
            self.0.insert(name, Value::Null);
            let description = describe(self);
            self.0.insert(name, description);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// Describes the field that a function leads to. The function is never called: it only carries the types.
    pub fn field<S, T: Schema>(&mut self, _field: fn(&S) -> &T) -> Value {
        T::schema(self)
    }

    /// Describes what a variant holds. The function is never called: it only carries the types.
    pub fn variant<S, T: Schema>(&mut self, _variant: fn(T) -> S) -> Value {
        T::schema(self)
    }
}

/// The schema of a whole file. `id` is the schema's own address.
pub fn document<T: Schema>(id: &str, title: &str) -> Value {
    let mut definitions = Definitions::default();
    let mut schema = T::schema(&mut definitions);
    schema["$schema"] = DIALECT.into();
    schema["$id"] = id.into();
    schema["title"] = title.into();
    schema["$defs"] = json!(definitions.0);
    schema
}

/// Describes a struct as [`read_object`](crate::read_object) reads it.
#[macro_export]
macro_rules! schema_object {
    ($type:ident { $($required:ident),* ; $($optional:ident),* }) => {
        impl $crate::schema::Schema for $type {
            fn schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                definitions.refer(stringify!($type), |_definitions| {
                    let properties: Vec<(&str, serde_json::Value)> = vec![
                        $((stringify!($required), _definitions.field(|object: &Self| &object.$required)),)*
                        $((stringify!($optional), _definitions.field(|object: &Self| &object.$optional)),)*
                    ];
                    $crate::schema::object(properties, &[$(stringify!($required)),*])
                })
            }
        }
    };
}

/// Describes an enum as [`read_kinds`](crate::read_kinds) reads it: an object with exactly one of the fields.
#[macro_export]
macro_rules! schema_kinds {
    ($type:ident { $($kind:literal => $variant:ident),* }) => {
        impl $crate::schema::Schema for $type {
            fn schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                definitions.refer(stringify!($type), |definitions| {
                    let kinds = vec![$(($kind, definitions.variant(Self::$variant)),)*];
                    let mut schema = $crate::schema::object(kinds, &[]);
                    schema["minProperties"] = 1.into();
                    schema["maxProperties"] = 1.into();
                    schema
                })
            }
        }
    };
}

/// Describes a type as [`read_text`](crate::read_text) reads it.
#[macro_export]
macro_rules! schema_text {
    ($type:ident) => {
        impl $crate::schema::Schema for $type {
            fn schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                definitions.refer(stringify!($type), |_| <Self as $crate::schema::Text>::describe())
            }
        }
    };
}

/// An object that has these properties and no others.
pub fn object(properties: Vec<(&str, Value)>, required: &[&str]) -> Value {
    let properties: serde_json::Map<String, Value> =
        properties.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// A type that is made from a string: its rule as a regular expression (ECMA-262), and in words.
///
/// The rule may let through what the type's own reader refuses, such as 30 February, but never the reverse.
pub trait Text {
    /// What the string must match.
    const PATTERN: &'static str;
    /// How to write it.
    const DESCRIPTION: &'static str;

    /// The schema of the string.
    fn describe() -> Value {
        json!({ "type": "string", "pattern": Self::PATTERN, "description": Self::DESCRIPTION })
    }
}

impl Text for Id {
    const PATTERN: &'static str = "^(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$";
    const DESCRIPTION: &'static str = "A name: lower-case letters, digits and single hyphens, starting with a letter. It never changes once people have answered.";
}

impl Text for Href {
    const PATTERN: &'static str = r"^(https://|mailto:|tel:|#|/(?![/\\])|\./)[^\s\\]*$";
    const DESCRIPTION: &'static str = "A link: https:, mailto:, tel:, #section, /path or ./path, without spaces.";
}

impl Text for Endpoint {
    const PATTERN: &'static str = r"^(https://|/(?!/)|http://localhost:|http://127\.0\.0\.1:)[\x21-\x5B\x5D-\x7E]*$";
    const DESCRIPTION: &'static str =
        "Where to post: https://…, a path like /api/submissions, or http://localhost:… to rehearse.";
}

impl Text for SubmissionId {
    const PATTERN: &'static str = "^[0-9a-f]{32}$";
    const DESCRIPTION: &'static str = "A submission’s id: 32 lower-case hexadecimal digits.";
}

impl Text for Day {
    const PATTERN: &'static str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    const DESCRIPTION: &'static str = "A day, like 2022-08-23.";
}

impl Text for Instant {
    const PATTERN: &'static str = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\..*)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$";
    const DESCRIPTION: &'static str = "A moment with its offset from UTC, like 2022-08-23T17:00:00+12:00.";
}

impl Schema for String {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "string" })
    }
}

impl Schema for u32 {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
    }
}

impl Schema for bool {
    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "boolean" })
    }
}

impl<T: Schema> Schema for Option<T> {
    fn schema(definitions: &mut Definitions) -> Value {
        T::schema(definitions)
    }
}

impl<T: Schema> Schema for Arc<T> {
    fn schema(definitions: &mut Definitions) -> Value {
        T::schema(definitions)
    }
}

impl<T: Schema> Schema for Vec<T> {
    fn schema(definitions: &mut Definitions) -> Value {
        json!({ "type": "array", "items": T::schema(definitions) })
    }
}

impl Schema for RichText {
    fn schema(definitions: &mut Definitions) -> Value {
        definitions.refer("RichText", |definitions| {
            let span = Span::schema(definitions);
            json!({
                "description": "A text: a string, or a list of strings, links, strong words and words of another language.",
                "anyOf": [span, { "type": "array", "items": span }],
            })
        })
    }
}

impl Schema for Wording {
    fn schema(definitions: &mut Definitions) -> Value {
        definitions.refer("Wording", |definitions| {
            let phrases = PHRASES.iter().map(|(key, _)| (*key, String::schema(definitions)));
            let keys: Vec<&str> = PHRASES.iter().map(|(key, _)| *key).collect();
            object(phrases.collect(), &keys)
        })
    }
}

impl Schema for Span {
    fn schema(definitions: &mut Definitions) -> Value {
        definitions.refer("Span", |definitions| {
            let text = String::schema(definitions);
            let link = [("link", Href::schema(definitions)), ("text", text.clone())].to_vec();
            let lang = [("lang", text.clone()), ("text", text.clone())].to_vec();
            json!({
                "anyOf": [
                    text,
                    object(link, &["link", "text"]),
                    object([("strong", text.clone())].to_vec(), &["strong"]),
                    object(lang, &["lang", "text"]),
                ],
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_type_is_described_once_and_referred_to_by_name() {
        let schema = document::<Config>("https://a.example/config.schema.json", "Settings");
        let endpoint = json!({ "$ref": "#/$defs/Endpoint" });
        assert_eq!(schema["$ref"], "#/$defs/Config");
        assert_eq!(schema["$defs"]["Config"]["properties"]["submission_endpoint"], endpoint);
        assert_eq!(schema["$defs"]["Config"]["properties"]["feedback_endpoint"], endpoint);
        assert_eq!(schema["$defs"]["Endpoint"]["type"], "string");
    }

    #[test]
    fn only_what_the_reader_requires_is_required() {
        let schema = document::<Config>("https://a.example/config.schema.json", "Settings");
        let config = &schema["$defs"]["Config"];
        assert!(config["properties"]["as_of"].is_object());
        assert!(!config["required"].as_array().expect("it is a list").contains(&"as_of".into()));
        assert_eq!(config["additionalProperties"], false);
    }
}
