//! JSON Schemas of the files, derived from the types that read them; what their doc comments say of each field becomes
//! the text that editors show over it.
//!
//! Only builds have this (feature `schema`): the page in the browser does without.
//! Derived schemas describe what serde reads. What [`crate::json`] reads otherwise is stated here, once for all types.
//! Meaning, such as an id used twice, stays with [`crate::content`]; so does what a schema cannot say of a number,
//! whether it was written `1` or `1.0`, and of a text what its pattern lets through, such as 30 February.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::text::language::Language;
use crate::text::link::Href;
use crate::text::wording::{DESCRIPTIONS, PHRASES, Wording};

pub use schemars::JsonSchema;

/// The schema of a whole file, in JSON Schema 2020-12. `id` is the schema's own address.
pub fn document<T: JsonSchema>(id: &str, title: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(as_it_is_read));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), id.into());
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let description = "Where this schema lies: by it, editors complete and explain.";
        properties.insert("$schema".to_owned(), json!({ "type": "string", "description": description }));
    }
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}

/// How a [`RichText`](crate::text::rich_text::RichText) is written.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum WrittenText {
    /// One span.
    One(WrittenSpan),
    /// Several spans after each other.
    Several(Vec<WrittenSpan>),
    /// Several spans in another language than the page's.
    InAnotherLanguage {
        /// The language.
        lang: Language,
        /// The spans.
        spans: Vec<WrittenSpan>,
    },
}

/// A piece of a text: a string, `{link, text}`, `{strong}` or `{lang, text}`.
///
/// It is how a [`Span`](crate::text::rich_text::Span) is written.
#[derive(JsonSchema)]
#[schemars(untagged, rename = "Span")]
pub enum WrittenSpan {
    /// Plain words.
    Text(String),
    /// A link whose words say where it leads.
    Link {
        /// Where it leads.
        link: Href,
        /// Its words.
        text: String,
    },
    /// Words of strong importance.
    Strong {
        /// The words.
        strong: String,
    },
    /// Words of another language than the page's.
    Lang {
        /// The language.
        lang: Language,
        /// The words.
        text: String,
    },
}

impl JsonSchema for Wording {
    fn schema_name() -> Cow<'static, str> {
        "Wording".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let keys: Vec<&str> = PHRASES.iter().map(|(key, _)| *key).collect();
        let phrase = |description: &&str| json!({ "type": "string", "pattern": r"\S", "description": description });
        let phrases: Map<String, Value> =
            keys.iter().map(|key| (*key).to_owned()).zip(DESCRIPTIONS.iter().map(phrase)).collect();
        json_schema!({ "type": "object", "properties": phrases, "required": keys })
    }
}

/// Makes a derived schema one of what the reader takes.
fn as_it_is_read(schema: &mut Schema) {
    without_null(schema);
    one_kind(schema);
    if schema.get("type") == Some(&json!("object")) {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    if schema.get("type") == Some(&json!("integer")) {
        // The only numbers of content. Formats of Rust's own are none of JSON Schema's, and strict validators stop there.
        schema.remove("format");
        schema.insert("maximum".to_owned(), u32::MAX.into());
    }
    if let Some(Value::String(description)) = schema.get_mut("description") {
        // What follows the first paragraph of a comment is for programmers.
        *description = description.trim().split("\n\n").next().unwrap_or_default().replace('\n', " ");
    }
}

/// What may be absent may not be `null`.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        let kind = types.swap_remove(0);
        schema.insert("type".to_owned(), kind);
    }
    let null = json!({ "type": "null" });
    let nullable = schema.get("anyOf").and_then(Value::as_array).filter(|schemas| schemas.contains(&null));
    let described = nullable.and_then(|schemas| schemas.iter().find(|schema| **schema != null)?.as_object().cloned());
    if let Some(described) = described {
        schema.remove("anyOf");
        schema.ensure_object().extend(described);
    }
}

/// One object with a property for each kind, of which it has exactly one: what is wrong inside a kind is then told
/// of that place, and not as “none of these kinds”.
fn one_kind(schema: &mut Schema) {
    let Some(Value::Array(kinds)) = schema.remove("oneOf") else { return };
    let properties: Map<String, Value> = kinds.iter().flat_map(property).collect();
    let object = schema.ensure_object();
    object.insert("type".to_owned(), "object".into());
    object.insert("properties".to_owned(), properties.into());
    object.insert("minProperties".to_owned(), 1.into());
    object.insert("maxProperties".to_owned(), 1.into());
}

/// The property of a kind, with what is said of the kind.
fn property(kind: &Value) -> Option<(String, Value)> {
    let (name, value) = kind["properties"].as_object()?.iter().next()?;
    let mut value = value.clone();
    value["description"] = kind["description"].clone();
    Some((name.clone(), value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::content::config::Config;

    fn config() -> Value {
        document::<Config>("https://a.example/config.schema.json", "Settings")
    }

    #[test]
    fn a_type_is_described_once_and_referred_to_by_name() {
        let schema = config();
        assert_eq!(schema["properties"]["submission_endpoint"]["$ref"], "#/$defs/Endpoint");
        assert_eq!(schema["properties"]["feedback_endpoint"]["$ref"], "#/$defs/Endpoint");
        assert_eq!(schema["$defs"]["Endpoint"]["type"], "string");
    }

    #[test]
    fn only_what_the_reader_requires_is_required() {
        let schema = config();
        assert!(schema["properties"]["as_of"].is_object());
        assert!(!schema["required"].as_array().expect("it is a list").contains(&"as_of".into()));
        assert_eq!(schema["additionalProperties"], false);
    }

    #[test]
    fn editors_show_what_is_said_of_a_type_a_field_a_kind_and_a_phrase() {
        let content = document::<Content>("https://a.example/content.schema.json", "Content");
        let wording = document::<Wording>("https://a.example/wording.schema.json", "Phrases");
        let definitions = &content["$defs"];
        for (description, words) in [
            (&content["properties"]["subtitle"], "The line below it."),
            (&definitions["Day"], "A day of the calendar: `2022-08-23`."),
            (&definitions["Kind"]["properties"]["choose_one"], "One of a list: radio buttons."),
            (&wording["properties"]["skip_to_content"], "The first link of the page."),
        ] {
            assert_eq!(description["description"], words);
        }
    }
}
