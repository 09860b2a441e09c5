//! The schemas of types that no macro reads: numbers, lists, texts with meaning, phrases.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::schema::{Definitions, Schema, object};
use crate::text::language::Language;
use crate::text::link::Href;
use crate::text::rich_text::{RichText, Span};
use crate::text::wording::{PHRASES, Wording};

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
                "description": "A text: a string, or a list of strings, links, strong words and words in other languages.",
                "anyOf": [span, { "type": "array", "items": span }],
            })
        })
    }
}

impl Schema for Wording {
    fn schema(definitions: &mut Definitions) -> Value {
        definitions.refer("Wording", |_| {
            let phrases = PHRASES.iter().map(|(key, _)| (*key, json!({ "type": "string", "pattern": r"\S" })));
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
            let lang = [("lang", Language::schema(definitions)), ("text", text.clone())].to_vec();
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
