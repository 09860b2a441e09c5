//! JSON Schemas of the files, made from the types that read them, so that they cannot grow apart from the reader.
//!
//! For editors' tools and other programs. Meaning, such as an id used twice, stays with [`crate::content`];
//! so does what a schema cannot say of a number, whether it was written `1` or `1.0`.
//! Only builds have this (feature `schema`): the page in the browser does without.

mod shapes;
mod texts;

use std::collections::BTreeMap;

use serde_json::{Value, json};

pub use self::texts::Text;

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

/// Describes a struct as [`read_list`](crate::read_list) reads it.
#[macro_export]
macro_rules! schema_list {
    ($type:ident of $item:ident) => {
        impl $crate::schema::Schema for $type {
            fn schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                <Vec<$item> as $crate::schema::Schema>::schema(definitions)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::config::Config;

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
