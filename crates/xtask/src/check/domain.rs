//! What the domain itself says about a file, with line and column.

use consultation::content::config::Config;
use consultation::content::languages::Languages;
use consultation::content::review::{Review, review};
use consultation::content::translation::Completed;
use consultation::content::updates::Updates;
use consultation::file::{FileError, read_on};
use consultation::json::ShapeError;
use consultation::text::wording::Wording;
use serde_json::Value;

use super::causes;
use super::document::{Document, Kind};
use super::finding::Finding;
use super::translation::Edition;

/// Why the page or the receiver could not use a file that is JSON; empty when they can. Of a translation they use what is
/// completed from the first language.
pub fn findings(document: &Document<'_>, edition: &Edition) -> Vec<Finding> {
    match (document.kind, edition) {
        (Kind::Settings, _) => unreadable(document, Config::parse(document.json).err()),
        (Kind::Wording, _) => unreadable(document, Wording::parse(document.json).err()),
        (Kind::Updates, _) => unreadable(document, Updates::parse(document.json).err()),
        (Kind::Languages, _) => {
            let (languages, errors): (Languages, _) = read_on(document.json).expect("a document is JSON");
            let lost = errors.iter().any(|error| !error.is_of_the_field());
            let problems = languages.problems().into_iter().filter(|_| !lost);
            let problems = problems.map(|problem| document.at(&problem.pointer(), problem.to_string()));
            of_shape(document, errors, str::to_owned).into_iter().chain(problems).collect()
        }
        (Kind::Content, Edition::Whole) => {
            let Review { shape, meaning } = review(document.json).expect("a document is JSON");
            let meaning = meaning.iter().map(|problem| (problem.pointer.clone(), problem.fault.to_string()));
            [of_shape(document, shape, str::to_owned), of_meaning(document, meaning)].concat()
        }
        (Kind::Content, Edition::Translation(translation)) => {
            of_translation(document, &translation.own, &translation.completed)
        }
        (Kind::Content, Edition::Unknown) => Vec::new(),
    }
}

fn unreadable(document: &Document<'_>, error: Option<FileError>) -> Vec<Finding> {
    match error {
        Some(FileError::Shape(errors)) => of_shape(document, errors.0, str::to_owned),
        // What is not JSON is found before a document is made.
        Some(FileError::Syntax(_)) | None => Vec::new(),
    }
}

/// `here` is the place in the file of one in what is read.
fn of_shape(document: &Document<'_>, errors: Vec<ShapeError>, here: impl Fn(&str) -> String) -> Vec<Finding> {
    let content = value(document);
    let finding = |error: ShapeError| {
        let (place, is_of_the_field) = (here(&error.path), error.is_of_the_field());
        let why = causes::told(&content, &place, error.why);
        if is_of_the_field { document.at_field(&place, why) } else { document.at(&place, why) }
    };
    causes::causes(errors).into_iter().map(finding).collect()
}

fn of_meaning(document: &Document<'_>, problems: impl Iterator<Item = (String, String)>) -> Vec<Finding> {
    let content = value(document);
    problems.map(|(pointer, why)| document.at(&pointer, causes::told(&content, &pointer, why))).collect()
}

fn value(document: &Document<'_>) -> Value {
    serde_json::from_str(document.json).expect("a document is JSON")
}

/// What makes no sense in the first language too is said there.
fn of_translation(document: &Document<'_>, own: &Value, completed: &Completed) -> Vec<Finding> {
    let problems = completed.problems.iter();
    let lacks = problems.map(|problem| document.at(&problem.pointer, problem.fault.to_string()));
    let Review { shape, meaning } = review(&completed.content.to_string()).expect("a document is JSON");
    let here = |pointer: &str| completed.pointer_in(own, pointer);
    let shape = of_shape(document, shape, here);
    let meaning = meaning.iter().map(|problem| (here(&problem.pointer), problem.fault.to_string()));
    let meaning = meaning.filter(|(pointer, _)| own.pointer(pointer).is_some());
    lacks.chain(shape).chain(of_meaning(document, meaning)).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const ENGLISH: &str = include_str!("../../../../public/content/en-NZ.json");

    fn lines(kind: Kind, json: &str) -> Vec<String> {
        let document = Document::read("x.json".to_owned(), kind, json);
        findings(&document, &Edition::Whole).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_broken_shape_is_reported_at_its_place() {
        let lines = lines(
            Kind::Settings,
            "{\n  \"address\": \"https://a.example/\", \"security_contact\": \"mailto:s@a.example\",\n  \"submission_endpoint\": \"ftp\",\n  \"key\": 1\n}",
        );
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].starts_with("x.json:3:26: /submission_endpoint: “ftp” cannot be an endpoint"), "{lines:?}");
        assert_eq!(lines[1], "x.json:1:1: /feedback_endpoint: this is missing");
        assert_eq!(lines[2], "x.json:4:3: /key: the field “key” is unknown here, or there twice");
    }

    #[test]
    fn every_thing_that_makes_no_sense_is_reported() {
        let broken = ENGLISH.replace("2022-06-10", "2022-05-01").replace("\"is\": [\"yes\"]", "\"is\": [\"maybe\"]");
        let lines = lines(Kind::Content, &broken);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines.iter().any(|line| line.ends_with("the meeting in Vienna ends before it starts")), "{lines:?}");
    }

    #[test]
    fn languages_are_compared_beside_a_field_too_many_and_not_beside_one_that_cannot_be_read() {
        let twice = |end: &str| {
            let edition = r#"{"tag": "mi", "name": "A", "direction": "ltr"}"#;
            lines(Kind::Languages, &format!(r#"{{"languages": [{edition}, {edition}]{end}"#))
        };
        assert_eq!(
            twice(r#", "x": 1}"#),
            [
                "x.json:1:113: /x: the field “x” is unknown here, or there twice",
                "x.json:1:72: /languages/1/tag: “mi” is there twice"
            ]
        );
        assert_eq!(lines(Kind::Languages, r#"{"languages": [{"tag": 1}, {"tag": 2}]}"#).len(), 6);
    }

    #[test]
    fn a_phrase_that_is_missing_is_reported() {
        let lines = lines(Kind::Wording, r#"{"skip_to_content": "Skip"}"#);
        assert!(lines[0].contains("is missing"), "{lines:?}");
    }

    /// What is found in a content, beside the English one, in a folder whose list has both.
    fn found_in(name: &str, json: &str) -> Vec<String> {
        let root = tempfile::tempdir().expect("there is room for a folder");
        let edition = |tag: &str| format!(r#"{{"tag": "{tag}", "name": "A", "direction": "ltr"}}"#);
        let list = format!(r#"{{"languages": [{}, {}]}}"#, edition("en-NZ"), edition("mi"));
        for (name, text) in [("languages.json", list.as_str()), ("en-NZ.json", ENGLISH), (name, json)] {
            fs::write(root.path().join(name), text).expect("it can be written");
        }
        let document = Document::read(name.to_owned(), Kind::Content, json);
        let findings = findings(&document, &Edition::of(root.path(), &document));
        findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_translation_may_lack_what_can_be_shown_in_the_first_language() {
        let mut own: Value = serde_json::from_str(ENGLISH).expect("it is JSON");
        own["language"] = "mi".into();
        own["lead"] = Value::Array(Vec::new());
        own.as_object_mut().expect("it is an object").remove("consultation");
        assert_eq!(found_in("mi.json", &own.to_string()), Vec::<String>::new());
        assert!(!found_in("en-NZ.json", &own.to_string()).is_empty());
    }

    #[test]
    fn what_makes_no_sense_in_a_translation_is_found_at_its_own_place() {
        let own = ENGLISH.replace("\"language\": \"en-NZ\"", "\"language\": \"mi\"");
        let own = own.replace(r#""label": "Full name","#, r#""label": "Full name", "colour": 1,"#);
        let publication = r#""publication": {"question": "useful", "without_name": "yes", "nothing": "no", "names": ["x"], "private": []}, "one_press""#;
        let own = own.replace("\"one_press\"", publication);
        let mut sections: Value = serde_json::from_str(&own).expect("it is JSON");
        sections["sections"].as_array_mut().expect("it is a list").remove(0);
        let own = serde_json::to_string_pretty(&sections).expect("it is JSON");
        let line = own.lines().position(|line| line.contains("colour")).expect("it is there") + 1;
        let found = found_in("mi.json", &own);
        let colour = format!("mi.json:{line}:19: /sections/2/have_your_say/form/parts/0/questions/0/colour: ");
        let name =
            "/sections/4/feedback/form/publication/names/0: “publication” in the form of “help-us-improve” names";
        assert!(found.len() == 2 && found[0].starts_with(&colour) && found[1].contains(name), "{found:?}");
    }

    #[test]
    fn what_a_translation_must_have_is_found_at_the_line_where_it_would_be() {
        let own = ENGLISH.replace("\"language\": \"en-NZ\"", "\"language\": \"mi\"");
        let own = own.replace("          \"submit\": \"Check your answers\",\n", "");
        let line = own.lines().position(|line| line.trim() == "\"form\": {").expect("there is a form") + 1;
        let why = "/sections/3/have_your_say/form/submit: this is missing, and cannot be shown in another language";
        assert_eq!(found_in("mi.json", &own), [format!("mi.json:{line}:17: {why}: translate it")]);
    }
}
