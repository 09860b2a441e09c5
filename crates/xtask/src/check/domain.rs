//! What the domain itself says about a file, with line and column where it tells them.

use consultation::config::Config;
use consultation::content::{Content, ContentError};
use consultation::wording::Wording;

use super::document::{Document, Kind};
use super::finding::{Finding, Place};

/// Why the page or the receiver could not use the file; empty when they can.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let shape = match document.kind {
        Kind::Settings => Config::parse(document.json).err(),
        Kind::Wording => Wording::parse(document.json).err(),
        Kind::Content => match Content::parse(document.json) {
            Ok(_) => None,
            Err(ContentError::Shape(error)) => Some(error),
            Err(ContentError::Meaning(problems)) => {
                return problems.0.iter().map(|problem| finding(document, None, problem.to_string())).collect();
            }
        },
    };
    shape.map(|error| shape_finding(document, &error)).into_iter().collect()
}

fn shape_finding(document: &Document<'_>, error: &serde_json::Error) -> Finding {
    let place = (error.line() > 0).then(|| Place { line: error.line(), column: error.column() });
    let whole = error.to_string();
    // The place is said at the start of the finding already.
    let message = whole.split(" at line ").next().unwrap_or(&whole);
    finding(document, place, format!("{message}. Correct it here, or just before here"))
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
    fn a_broken_shape_is_reported_at_its_line() {
        let lines = lines(Kind::Settings, "{\n  \"submission_endpoint\": \"/a\",\n  \"key\": 1\n}");
        assert_eq!(lines.len(), 1);
        assert!(lines[0].starts_with("x.json:3:7: unknown field `key`"), "{lines:?}");
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
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines.iter().any(|line| line == "x.json: the meeting in Vienna ends before it starts"), "{lines:?}");
    }

    #[test]
    fn a_phrase_that_is_missing_is_reported() {
        let lines = lines(Kind::Wording, r#"{"skip_to_content": "Skip"}"#);
        assert!(lines[0].contains("is missing"), "{lines:?}");
    }
}
