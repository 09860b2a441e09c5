//! What an editor is told of errors of which several have one cause, and of those whose cause is known. Finds none itself.

use consultation::json::ShapeError;
use serde_json::Value;

/// How the complaint about something that is not there begins.
const MISSING: &str = "this is missing";

/// How that about a value of another shape begins.
const OTHER_SHAPE: &str = "this should ";

/// How that about a piece of a text begins.
const NO_TEXT: &str = "a text is a string";

/// One error for each slip: of what is missing or of another shape nothing more is said, and a field that is misspelt is not
/// missing besides.
pub fn causes(errors: Vec<ShapeError>) -> Vec<ShapeError> {
    let mut causes: Vec<ShapeError> = Vec::new();
    for error in errors {
        if !causes.iter().any(|cause| follows(&error, cause)) {
            causes.push(error);
        }
    }
    let misspelt: Vec<(String, String)> = causes.iter().filter_map(|error| misspelling(error, &causes)).collect();
    let mut told = causes.clone();
    told.retain(|error| {
        !misspelt.iter().any(|(_, missing)| *missing == error.path) && !is_told_by_its_field(error, &causes)
    });
    for error in &mut told {
        if let Some((_, missing)) = misspelt.iter().find(|(field, _)| error.is_of_the_field() && *field == error.path) {
            error.why += &format!(": did you mean “{}”?", name(missing));
        }
    }
    told
}

fn follows(error: &ShapeError, cause: &ShapeError) -> bool {
    let inner = error.path.strip_prefix(&cause.path);
    let says_it_all = cause.why.starts_with(MISSING) || cause.why.starts_with(OTHER_SHAPE);
    says_it_all && inner.is_some_and(|inner| inner.is_empty() || inner.starts_with('/'))
}

/// The path of a field that nobody knows, and that of the one that is missing beside it.
fn misspelling(error: &ShapeError, errors: &[ShapeError]) -> Option<(String, String)> {
    let is_beside = |other: &&ShapeError| parent(&other.path) == parent(&error.path) && other.why.starts_with(MISSING);
    let mut missing = errors.iter().filter(is_beside).filter(|_| error.is_of_the_field());
    let missing = missing.find(|missing| is_like(name(&error.path), name(&missing.path)))?;
    Some((error.path.clone(), missing.path.clone()))
}

/// A piece of a text whose field is misspelt: that says it all.
fn is_told_by_its_field(error: &ShapeError, errors: &[ShapeError]) -> bool {
    error.why.starts_with(NO_TEXT)
        && errors.iter().any(|field| field.is_of_the_field() && parent(&field.path) == error.path)
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Whether no more than two letters were changed, left out or added.
fn is_like(one: &str, other: &str) -> bool {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, c) in one.chars().enumerate() {
        let mut above = index;
        row[0] = index + 1;
        for place in 1..row.len() {
            let changed = above + usize::from(other[place - 1] != c);
            above = row[place];
            row[place] = changed.min(above + 1).min(row[place - 1] + 1);
        }
    }
    row[other.len()] <= 2
}

/// Why a value is not what it should be, by what it is; `content` is the file, and `pointer` leads to the value.
pub fn told(content: &Value, pointer: &str, why: String) -> String {
    let value = content.pointer(pointer);
    let only_field =
        value.and_then(Value::as_object).filter(|fields| fields.len() == 1).and_then(|fields| fields.keys().next());
    match (value, only_field) {
        (Some(value), _) if why.starts_with(NO_TEXT) && value["text"].is_null() && !value["link"].is_null() => {
            "a link lacks its words: add \"text\": \"…\"".to_owned()
        }
        (Some(value), _) if why.starts_with(NO_TEXT) && value["text"].is_null() && !value["lang"].is_null() => {
            "this lacks its words: add \"text\": \"…\"".to_owned()
        }
        (_, Some(name)) if why.starts_with("this should have one field") => format!("“{name}” is unknown here: {why}"),
        (Some(Value::String(label)), _) => match value_of_label(content, pointer, label) {
            Some(value) => format!("“{label}” is what people read: write the “value” of that answer, “{value}”"),
            None => why,
        },
        _ => why,
    }
}

/// The value of the choice with that label, where a condition names the label of an answer.
fn value_of_label(content: &Value, pointer: &str, label: &str) -> Option<String> {
    let (condition, _) = pointer.rsplit_once("/is/")?;
    let question = content.pointer(condition)?["question"].as_str()?;
    let choices = choices_of(content, question)?;
    let choice = choices.iter().find(|choice| choice["label"].as_str().is_some_and(|own| own == label))?;
    choice["value"].as_str().map(str::to_owned)
}

/// The choices of a question, wherever it stands.
fn choices_of<'c>(value: &'c Value, id: &str) -> Option<&'c Vec<Value>> {
    if value["id"] == id && value["kind"].is_object() {
        let kind = &value["kind"];
        return ["choose_one", "choose_many"]
            .iter()
            .find_map(|name| kind[name].as_array().or(kind[name]["choices"].as_array()));
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| choices_of(item, id)),
        Value::Object(fields) => fields.values().find_map(|field| choices_of(field, id)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::content::review::review;

    const ENGLISH: &str = include_str!("../../../../public/content/en-NZ.json");

    /// What is told of the shape of the shipped content after an edit.
    fn after(before: &str, other: &str) -> Vec<String> {
        let content = ENGLISH.replacen(before, other, 1);
        assert_ne!(content, ENGLISH, "{before}");
        let errors = causes(review(&content).expect("it is JSON").shape);
        let content: Value = serde_json::from_str(&content).expect("it is JSON");
        errors.into_iter().map(|error| told(&content, &error.path, error.why)).collect()
    }

    #[test]
    fn a_field_that_is_misspelt_or_missing_gives_one_line() {
        for (before, other, meant) in [
            ("\"label\": \"Full name\"", "\"labl\": \"Full name\"", "label"),
            ("\"received\": {", "\"recieved\": {", "received"),
            ("\"questions\": [", "\"question\": [", "questions"),
            ("\"form\": {", "\"from\": {", "form"),
            ("\"privacy\": {", "\"privcy\": {", "privacy"),
            ("\"contact\": {", "\"contct\": {", "contact"),
        ] {
            let told = after(before, other);
            assert!(told.len() == 1 && told[0].ends_with(&format!(": did you mean “{meant}”?")), "{other}: {told:?}");
        }
        for (before, other) in [("\"label\": \"Full name\",", ""), ("\"submit\": \"Send feedback\",", "")] {
            assert_eq!(after(before, other), ["this is missing"], "{before}");
        }
        assert_eq!(
            after("\"contact\": {", "\"write_to\": {"),
            ["this is missing", "the field “write_to” is unknown here, or there twice"]
        );
    }

    #[test]
    fn the_word_that_is_no_kind_is_named() {
        assert_eq!(
            after("\"paragraph\": \"On 27", "\"paragaph\": \"On 27"),
            ["“paragaph” is unknown here: this should have one field, which is one of: paragraph, list, numbered_list"]
        );
    }

    #[test]
    fn a_link_without_words_is_told_what_it_lacks() {
        let link = "{\"link\": \"#have-your-say\", \"text\": \"six chapters on which you can have your say\"}";
        assert_eq!(after(link, "{\"link\": \"#have-your-say\"}"), ["a link lacks its words: add \"text\": \"…\""]);
        assert_eq!(
            after("{\"lang\": \"mi\", \"text\": \"iwi\"}", "{\"lang\": \"mi\"}"),
            ["this lacks its words: add \"text\": \"…\""]
        );
        let misspelt = after(link, "{\"link\": \"#have-your-say\", \"txt\": \"x\"}");
        assert_eq!(misspelt, ["the field “txt” is unknown here, or there twice"]);
    }

    #[test]
    fn a_condition_with_the_label_of_an_answer_is_told_its_value() {
        assert_eq!(
            after("\"is\": [\"organisation\", ", "\"is\": [\"An organisation\", "),
            ["“An organisation” is what people read: write the “value” of that answer, “organisation”"]
        );
    }

    #[test]
    fn words_are_alike_up_to_two_letters() {
        for (one, other, are_alike) in [("labl", "label", true), ("from", "form", true), ("heading", "title", false)] {
            assert_eq!(is_like(one, other), are_alike, "{one} {other}");
        }
    }
}
