//! The schemas and the readers agree: what one refuses, the other refuses.

mod common;

use common::{CONFIG, CONTENT, LANGUAGES, UPDATES, WORDING, shipped_documents, text};
use consultation::content::Content;
use consultation::content::config::{Config, Endpoint};
use consultation::content::languages::{Direction, Languages};
use consultation::content::updates::Updates;
use consultation::delivery::submission::SubmissionId;
use consultation::id::Id;
use consultation::json::{self, FromJson};
use consultation::schema::{JsonSchema, document};
use consultation::text::link::Href;
use consultation::text::wording::WordingFile;
use consultation::time::day::Day;
use consultation::time::instant::Instant;
use consultation::time::zone::TimeZoneName;
use jsonschema::{Validator, meta, validator_for};
use proptest::prelude::*;
use serde_json::{Value, json};

const PATHS: [&str; 5] = [
    "content.schema.json",
    "wording.schema.json",
    "updates.schema.json",
    "languages.schema.json",
    "config.schema.json",
];

fn schema(path: &str) -> Value {
    serde_json::from_str(text(shipped_documents(), path)).expect("it is JSON")
}

fn validator(path: &str) -> Validator {
    validator_for(&schema(path)).expect("it is a schema")
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

/// Whether the reader takes the shape; meaning is not its matter.
fn reads<T: FromJson>(value: &Value) -> bool {
    let tree = serde_json::from_value(value.clone()).expect("every JSON makes a tree");
    json::read::<T>(tree).is_ok()
}

/// The pointers to everything in a value.
fn places(value: &Value, at: &str, places: &mut Vec<String>) {
    places.push(at.to_owned());
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| self::places(field, &format!("{at}/{name}"), places))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| self::places(item, &format!("{at}/{index}"), places));
        }
        _ => {}
    }
}

/// What is put in the place of everything, one after the other.
fn replacements() -> Vec<Value> {
    vec![
        json!(null),
        json!(-1),
        json!(1.5),
        json!(4_294_967_296_u64),
        json!(0),
        json!(true),
        json!(""),
        json!("x"),
        json!([]),
        json!({}),
    ]
}

/// Damages a file at every place, in every way; returns where and how the reader and the schema disagreed.
fn disagreements<T: FromJson>(file: &str, path: &str) -> Vec<String> {
    let (whole, validator) = (value(file), validator(path));
    let (mut all, mut found) = (Vec::new(), Vec::new());
    places(&whole, "", &mut all);
    let mut compare = |what: String, damaged: &Value| {
        if reads::<T>(damaged) != validator.is_valid(damaged) {
            found.push(what);
        }
    };
    for place in all {
        for replacement in replacements() {
            let mut damaged = whole.clone();
            *damaged.pointer_mut(&place).expect("the place is there") = replacement.clone();
            compare(format!("{place} = {replacement}"), &damaged);
        }
        if let Some(fields) = whole.pointer(&place).and_then(Value::as_object) {
            for name in fields.keys().map(String::as_str).chain(["unknown"]) {
                let mut damaged = whole.clone();
                let fields = damaged.pointer_mut(&place).and_then(Value::as_object_mut).expect("it is an object");
                if fields.remove(name).is_none() {
                    fields.insert(name.to_owned(), json!("x"));
                }
                compare(format!("{place}/{name} toggled"), &damaged);
            }
        }
    }
    found
}

#[test]
fn the_schemas_are_schemas() {
    for path in PATHS {
        assert!(meta::validate(&schema(path)).is_ok(), "{path}");
    }
}

#[test]
fn a_schema_lies_where_its_id_says() {
    for path in PATHS {
        let schema = schema(path);
        assert_eq!(schema["$id"], format!("https://agency.example/treaty/{path}"));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}

#[test]
fn the_shipped_files_are_valid() {
    for (path, file) in PATHS.into_iter().zip([CONTENT, WORDING, UPDATES, LANGUAGES, CONFIG]) {
        let errors: Vec<String> = validator(path).iter_errors(&value(file)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
    }
}

/// The shipped content, with the fields and kinds added that it does without.
fn content_with_everything() -> Value {
    let mut content = value(CONTENT);
    content["consultation"]["opens"] = json!("2022-04-29T09:00:00+12:00");
    content["consultation"]["report_expected"] = json!("2022-10-31");
    content["consultation"]["adopted"] = json!("2024-12-25T09:00:00+13:00");
    content["lead"][0] = json!({ "numbered_list": ["one", ["two"]] });
    let sections = content["sections"].as_array_mut().expect("it is a list");
    let say = sections.iter_mut().find_map(|section| section.get_mut("have_your_say")).expect("it asks for a say");
    let chapter = json!({ "title": "A", "submissions": 1, "asked": [], "said": [], "did": [], "otherwise": [] });
    say["report"] = json!({
        "published": "2022-10-28T09:00:00+13:00", "summary": [], "submissions": 1, "chapters": [chapter], "next": [],
    });
    say["adopted"] = json!([]);
    say["form"]["parts"][0]["questions"][0]["kind"] = json!({ "choose_many": [{ "value": "a", "label": "A" }] });
    let chosen = json!({ "question": "withhold", "is": ["yes"] });
    let kinds = [
        json!({ "date": { "within": { "first": "2022-07-01", "last": "2022-08-31", "missed": "Enter another" } } }),
        json!({ "telephone": {} }),
        json!({ "number": { "least": 1, "most": 9 } }),
        json!({ "address": {} }),
        json!({ "add_another": { "most": 3, "fields": [{ "label": "Name", "max_characters": 9, "autocomplete": "name" }] } }),
    ];
    let question = |(place, kind): (usize, Value)| {
        let condition = json!({ if place % 2 == 0 { "all" } else { "any" }: [chosen] });
        json!({ "id": format!("another-{place}"), "label": "Another", "kind": kind, "show_when": condition })
    };
    let questions: Vec<Value> = kinds.into_iter().enumerate().map(question).collect();
    say["form"]["parts"].as_array_mut().expect("it is a list").push(json!({ "id": "others", "questions": questions }));
    content
}

#[test]
fn a_damaged_content_is_refused_by_both() {
    let content = content_with_everything();
    assert!(reads::<Content>(&content) && validator("content.schema.json").is_valid(&content));
    assert_eq!(disagreements::<Content>(&content.to_string(), "content.schema.json"), [""; 0]);
}

#[test]
fn a_damaged_wording_is_refused_by_both() {
    assert_eq!(disagreements::<WordingFile>(WORDING, "wording.schema.json"), [""; 0]);
}

#[test]
fn damaged_updates_are_refused_by_both() {
    assert_eq!(disagreements::<Updates>(UPDATES, "updates.schema.json"), [""; 0]);
}

#[test]
fn a_damaged_list_of_languages_is_refused_by_both() {
    assert_eq!(disagreements::<Languages>(LANGUAGES, "languages.schema.json"), [""; 0]);
}

#[test]
fn a_damaged_config_is_refused_by_both() {
    assert_eq!(disagreements::<Config>(CONFIG, "config.schema.json"), [""; 0]);
}

#[test]
fn a_break_that_both_refuse_is_refused_for_its_own_reason() {
    let mut content = value(CONTENT);
    content["sections"][0]["prose"]["blocks"][0]["paragraph"] = json!([{"html": "<b>"}]);
    let validator = validator("content.schema.json");
    let errors: Vec<String> = validator.iter_errors(&content).map(|error| error.instance_path().to_string()).collect();
    assert_eq!(errors, ["/sections/0/prose/blocks/0/paragraph"]);
}

#[test]
fn a_block_of_two_kinds_is_refused_by_both() {
    let mut content = value(CONTENT);
    content["sections"][0]["prose"]["blocks"][0]["list"] = json!([]);
    assert!(!reads::<Content>(&content) && !validator("content.schema.json").is_valid(&content));
}

/// The fields in a schema of which nothing is said, or what only programmers read.
fn unexplained(schema: &Value) -> Vec<String> {
    let is_for_editors = |text: &str| !text.is_empty() && !text.contains("[`") && !text.contains('\n');
    let mut found = Vec::new();
    if let Some(fields) = schema["properties"].as_object() {
        let says = |field: &Value| field["description"].as_str().is_some_and(is_for_editors);
        found.extend(fields.iter().filter(|(_, field)| !says(field)).map(|(name, _)| name.clone()));
    }
    let inner = schema.as_object().into_iter().flat_map(|schema| schema.values());
    found.extend(inner.chain(schema.as_array().into_iter().flatten()).flat_map(unexplained));
    found
}

#[test]
fn editors_are_told_what_every_field_kind_and_phrase_is() {
    for path in PATHS {
        assert_eq!(unexplained(&schema(path)), [""; 0], "{path}");
    }
}

/// The schema of a type on its own.
fn of<T: JsonSchema>() -> Validator {
    validator_for(&document::<T>("https://agency.example/type.schema.json", "A type")).expect("it is a schema")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ids_are_described_exactly(texts in prop::collection::vec("([a-z0-9-]{0,8}|[a-z][a-z0-9]{0,62}|\\PC{0,4})", 20)) {
        let validator = of::<Id>();
        for text in texts {
            prop_assert_eq!(validator.is_valid(&json!(text)), Id::try_from(text.as_str()).is_ok(), "{}", text);
        }
    }

    #[test]
    fn links_are_described_exactly(
        texts in prop::collection::vec("(https://|http://|mailto:|tel:|#|/|//|/\\\\|\\./|)([a-zā/]|\\\\|.|[\0-\u{20}\u{7f}-\u{a0}\u{feff}\u{3000}]){0,4}", 20),
    ) {
        let validator = of::<Href>();
        for text in texts {
            prop_assert_eq!(validator.is_valid(&json!(text)), Href::try_from(text.clone()).is_ok(), "{:?}", text);
        }
    }

    #[test]
    fn endpoints_are_described_exactly(
        texts in prop::collection::vec(
            "(https://|http://|HTTPS://|/|)(localhost|127.0.0.1|a|A-1|\\[::1\\]|)(:|@|)([0-9]{1,6}|)(@|\\.|/|\\?|\\\\|)([ -~]|[\0ā]){0,4}", 20),
    ) {
        let validator = of::<Endpoint>();
        for text in texts {
            prop_assert_eq!(validator.is_valid(&json!(text)), Endpoint::try_from(text.clone()).is_ok(), "{:?}", text);
        }
    }

    #[test]
    fn ids_of_submissions_are_described_exactly(texts in prop::collection::vec("([0-9a-f]{31,33}|[0-9A-Fg]{32})", 20)) {
        let validator = of::<SubmissionId>();
        for text in texts {
            prop_assert_eq!(validator.is_valid(&json!(text)), SubmissionId::try_from(text.clone()).is_ok(), "{}", text);
        }
    }

    #[test]
    fn time_zones_and_directions_are_described_exactly(
        texts in prop::collection::vec("([A-Z][a-z]{0,3}[/_+-]{0,2}[A-Za-z0-9]{0,4}|ltr|rtl|\\PC{0,3}|a[\r\n:;]b?)", 20),
    ) {
        let (zones, directions) = (of::<TimeZoneName>(), of::<Direction>());
        for text in texts {
            let (zone, direction) = (TimeZoneName::try_from(text.clone()), Direction::try_from(text.clone()));
            prop_assert_eq!(zones.is_valid(&json!(text)), zone.is_ok(), "{:?}", text);
            prop_assert_eq!(directions.is_valid(&json!(text)), direction.is_ok(), "{:?}", text);
        }
    }

    #[test]
    fn every_day_and_moment_is_described(
        texts in prop::collection::vec("[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{0,3})?(Z|[+-][01][0-9]:[0-6]0))?", 40),
    ) {
        let (days, moments) = (of::<Day>(), of::<Instant>());
        for text in texts {
            prop_assert!(days.is_valid(&json!(text)) || Day::try_from(text.clone()).is_err(), "{}", text);
            prop_assert!(moments.is_valid(&json!(text)) || text.parse::<Instant>().is_err(), "{}", text);
        }
    }
}
