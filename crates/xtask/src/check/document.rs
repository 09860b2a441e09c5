//! A JSON file as its editor sees it: every text with its place. Judges nothing.

use std::path::Path;

use jsonc_parser::ast::{Object, StringLit, Value};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::finding::{Finding, Place};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The words and questions of the page.
    Content,
    /// Its published revisions.
    Updates,
    /// The fixed phrases around them.
    Wording,
    /// The languages of the page.
    Languages,
    /// Where things go.
    Settings,
}

/// A file with all its texts.
pub struct Document<'a> {
    /// Its name, relative to the repository.
    pub file: String,
    /// What it holds.
    pub kind: Kind,
    /// The file as it is.
    pub json: &'a str,
    /// Every string that is not a key, in order; none when the file is not JSON.
    pub texts: Vec<Text>,
}

/// One string of a file.
pub struct Text {
    /// What it says.
    pub value: String,
    /// Where it is.
    pub place: Place,
    /// Its JSON pointer.
    pub pointer: String,
    /// The key under which it stands, directly or in a list.
    pub field: String,
    /// Whether it is one of several in a list.
    pub has_neighbours: bool,
    /// The other strings of the object in which it directly stands, by key.
    pub beside: Vec<(String, String)>,
}

impl Kind {
    /// What a file holds, by its name.
    pub fn of(path: &Path) -> Self {
        match path.file_name().and_then(|name| name.to_str()) {
            Some("config.json") => Kind::Settings,
            Some("languages.json") => Kind::Languages,
            Some(name) if name.ends_with(".wording.json") => Kind::Wording,
            Some(name) if name.ends_with(".updates.json") => Kind::Updates,
            _ => Kind::Content,
        }
    }
}

impl<'a> Document<'a> {
    /// Collects the texts of a file.
    pub fn read(file: String, kind: Kind, json: &'a str) -> Self {
        let mut texts = Vec::new();
        let parsed = parse_to_ast(json, &CollectOptions::default(), &ParseOptions::default());
        if let Some(value) = parsed.ok().and_then(|parsed| parsed.value) {
            Walk { json, texts: &mut texts }.value(&value, &Position::default());
        }
        Self { file, kind, json, texts }
    }

    /// The text at a JSON pointer.
    pub fn text_at(&self, pointer: &str) -> Option<&Text> {
        self.texts.iter().find(|text| text.pointer == pointer)
    }

    /// A finding about one of the texts.
    pub fn finding(&self, text: &Text, message: String) -> Finding {
        Finding { file: self.file.clone(), place: Some(text.place), pointer: Some(text.pointer.clone()), message }
    }
}

impl Text {
    /// The string under another key of the same object.
    pub fn beside(&self, key: &str) -> Option<&str> {
        self.beside.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// Where the walk stands.
#[derive(Default)]
struct Position {
    pointer: String,
    field: String,
    has_neighbours: bool,
    beside: Vec<(String, String)>,
}

struct Walk<'a, 't> {
    json: &'a str,
    texts: &'t mut Vec<Text>,
}

impl Walk<'_, '_> {
    fn value(&mut self, value: &Value<'_>, position: &Position) {
        match value {
            Value::StringLit(text) => self.text(text, position),
            Value::Object(object) => self.object(object, position),
            Value::Array(list) => {
                for (index, element) in list.elements.iter().enumerate() {
                    let pointer = format!("{}/{index}", position.pointer);
                    let has_neighbours = list.elements.len() > 1;
                    let field = position.field.clone();
                    self.value(element, &Position { pointer, field, has_neighbours, beside: Vec::new() });
                }
            }
            Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => {}
        }
    }

    fn object(&mut self, object: &Object<'_>, position: &Position) {
        for property in &object.properties {
            let key = property.name.as_str();
            let pointer = format!("{}/{}", position.pointer, key.replace('~', "~0").replace('/', "~1"));
            let beside = strings_of(object);
            self.value(&property.value, &Position { pointer, field: key.to_owned(), has_neighbours: false, beside });
        }
    }

    fn text(&mut self, text: &StringLit<'_>, position: &Position) {
        self.texts.push(Text {
            value: text.value.to_string(),
            place: Place::of_byte(self.json, text.range.start),
            pointer: position.pointer.clone(),
            field: position.field.clone(),
            has_neighbours: position.has_neighbours,
            beside: position.beside.clone(),
        });
    }
}

fn strings_of(object: &Object<'_>) -> Vec<(String, String)> {
    let properties = object.properties.iter();
    let strings = properties.filter_map(|property| Some((property.name.as_str(), property.value.as_string_lit()?)));
    strings.map(|(key, text)| (key.to_owned(), text.value.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_knows_its_place_and_its_neighbours() {
        let json = "{\"a/b\": [\"one\",\n  {\"link\": \"#x\", \"text\": \"two\"}]}";
        let document = Document::read("x.json".to_owned(), Kind::Content, json);
        let one = document.text_at("/a~1b/0").expect("it is there");
        assert_eq!((one.value.as_str(), one.field.as_str(), one.has_neighbours), ("one", "a/b", true));
        let two = document.text_at("/a~1b/1/text").expect("it is there");
        assert_eq!((two.beside("link"), two.place), (Some("#x"), Place { line: 2, column: 26 }));
    }

    #[test]
    fn what_is_not_json_has_no_texts() {
        let document = Document::read("x.json".to_owned(), Kind::Content, "{\"a\": \"one\"");
        assert!(document.texts.is_empty());
    }

    #[test]
    fn the_name_of_a_file_says_what_it_holds() {
        for (path, kind) in [
            ("public/config.json", Kind::Settings),
            ("public/content/languages.json", Kind::Languages),
            ("public/content/en-NZ.json", Kind::Content),
            ("public/content/en-NZ.updates.json", Kind::Updates),
            ("public/content/en-NZ.wording.json", Kind::Wording),
        ] {
            assert_eq!(Kind::of(Path::new(path)), kind, "{path}");
        }
    }
}
