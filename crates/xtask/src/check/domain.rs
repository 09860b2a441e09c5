//! What the domain itself says about a file, with line and column where it tells them.

use consultation::content::config::Config;
use consultation::content::languages::{Languages, LanguagesError};
use consultation::content::updates::Updates;
use consultation::content::{Content, ContentError};
use consultation::file::FileError;
use consultation::json::ShapeError;
use consultation::text::wording::Wording;
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::document::{Document, Kind};
use super::finding::{Finding, Place};

/// Why the page or the receiver could not use the file; empty when they can.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let unreadable = match document.kind {
        Kind::Settings => Config::parse(document.json).err(),
        Kind::Wording => Wording::parse(document.json).err(),
        Kind::Updates => Updates::parse(document.json).err(),
        Kind::Languages => match Languages::parse(document.json) {
            Ok(_) => None,
            Err(LanguagesError::File(error)) => Some(error),
            Err(error) => return vec![finding(document, None, error.to_string())],
        },
        Kind::Content => match Content::parse(document.json) {
            Ok(_) => None,
            Err(ContentError::File(error)) => Some(error),
            Err(ContentError::Meaning(problems)) => {
                return problems.0.iter().map(|problem| finding(document, None, problem.to_string())).collect();
            }
        },
    };
    match unreadable {
        None => Vec::new(),
        Some(FileError::Syntax(error)) => vec![syntax_finding(document, &error)],
        Some(FileError::Shape(errors)) => errors.0.iter().map(|error| shape_finding(document, error)).collect(),
    }
}

fn syntax_finding(document: &Document<'_>, error: &serde_json::Error) -> Finding {
    let place = (error.line() > 0).then(|| Place { line: error.line(), column: error.column() });
    let whole = error.to_string();
    // The place is said at the start of the finding already.
    let message = whole.split(" at line ").next().unwrap_or(&whole);
    finding(document, place, format!("{message}. Correct it here, or just before here"))
}

fn shape_finding(document: &Document<'_>, error: &ShapeError) -> Finding {
    let pointer = (!error.path.is_empty()).then(|| error.path.clone());
    Finding { pointer, ..finding(document, place_of(document.json, &error.path), error.why.clone()) }
}

/// The place of the value at a JSON pointer, or of the innermost value on the way that is there.
fn place_of(json: &str, pointer: &str) -> Option<Place> {
    let parsed = parse_to_ast(json, &CollectOptions::default(), &ParseOptions::default()).ok()?;
    let root = parsed.value?;
    let mut value = &root;
    for step in pointer.split('/').skip(1) {
        match inner(value, step) {
            Some(inner) => value = inner,
            None => break,
        }
    }
    Some(Place::of_byte(json, value.start()))
}

fn inner<'a>(value: &'a Value<'a>, step: &str) -> Option<&'a Value<'a>> {
    match value {
        Value::Object(object) => object.properties.iter().find(|field| field.name.as_str() == step).map(|f| &f.value),
        Value::Array(list) => list.elements.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}

fn finding(document: &Document<'_>, place: Option<Place>, message: String) -> Finding {
    Finding { file: document.file.clone(), place, pointer: None, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(kind: Kind, json: &str) -> Vec<String> {
        let document = Document::read("x.json".to_owned(), kind, json);
        findings(&document).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_broken_shape_is_reported_at_its_place() {
        let lines = lines(
            Kind::Settings,
            "{\n  \"address\": \"/\", \"security_contact\": \"mailto:s@a.example\",\n  \"submission_endpoint\": \"ftp\",\n  \"key\": 1\n}",
        );
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].starts_with("x.json:3:26: /submission_endpoint: “ftp” cannot be an endpoint"), "{lines:?}");
        assert_eq!(lines[1], "x.json:1:1: /feedback_endpoint: this is missing");
        assert_eq!(lines[2], "x.json:1:1: the field “key” is unknown here, or there twice");
    }

    #[test]
    fn a_comma_too_many_is_reported_at_its_line() {
        let lines = lines(Kind::Content, "{\n  \"language\": \"en-NZ\",\n}");
        assert!(lines[0].starts_with("x.json:3:1: trailing comma"), "{lines:?}");
    }

    #[test]
    fn every_thing_that_makes_no_sense_is_reported() {
        let shipped = include_str!("../../../../public/content/en-NZ.json");
        let broken = shipped.replace("2022-06-10", "2022-05-01").replace("\"is\": [\"yes\"]", "\"is\": [\"maybe\"]");
        let lines = lines(Kind::Content, &broken);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines.iter().any(|line| line == "x.json: the meeting in Vienna ends before it starts"), "{lines:?}");
    }

    #[test]
    fn a_phrase_that_is_missing_is_reported() {
        let lines = lines(Kind::Wording, r#"{"skip_to_content": "Skip"}"#);
        assert!(lines[0].contains("is missing"), "{lines:?}");
    }
}
