//! A JSON file as its editor sees it: every text with its place. Judges nothing.

use std::path::Path;

use jsonc_parser::ast::{Object, ObjectProp, StringLit, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::finding::{Finding, Place, Weight};

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
    /// The file as JSON.
    pub json: &'a str,
    /// The file as it is, with every byte of the JSON where it is there.
    pub written: &'a str,
    /// Every string that is not a key, in order; none when the file is not JSON.
    pub texts: Vec<Text>,
    /// The same as a tree; none when the file is not JSON.
    root: Option<Value<'a>>,
}

/// One string of a file.
pub struct Text {
    /// What it says.
    pub value: String,
    /// The byte where it begins.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// Its JSON pointer.
    pub pointer: String,
    /// The key under which it stands, directly or in a list.
    pub field: String,
    /// The language that it says it is in, itself or all of a text around it.
    pub language: Option<String>,
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
        let root = parsed.ok().and_then(|parsed| parsed.value);
        root.iter().for_each(|root| Walk { texts: &mut texts }.value(root, &Position::default()));
        Self { file, kind, json, written: json, texts, root }
    }

    /// The same, of a file in which the JSON stands otherwise.
    pub fn written_as(self, written: &'a str) -> Self {
        Self { written, ..self }
    }

    /// The text at a JSON pointer.
    pub fn text_at(&self, pointer: &str) -> Option<&Text> {
        self.texts.iter().find(|text| text.pointer == pointer)
    }

    /// Whether the content says that it is in English, whose words some of the lints know.
    pub fn is_english(&self) -> bool {
        self.text_at("/language").is_some_and(|language| language.value.split('-').next() == Some("en"))
    }

    /// A finding about one of the texts.
    pub fn finding(&self, text: &Text, message: String) -> Finding {
        self.finding_at(text.start, &text.pointer, message)
    }

    /// A finding about some words of one of the texts.
    pub fn finding_of(&self, text: &Text, words: &str, message: String) -> Finding {
        let offset = self.json.get(text.start..text.end).and_then(|text| text.find(words));
        self.finding_at(text.start + offset.unwrap_or_default(), &text.pointer, message)
    }

    /// A finding about the value at a JSON pointer, or about the innermost value on the way that is there.
    pub fn at(&self, pointer: &str, message: String) -> Finding {
        let start = self.with_ast(|root| value_at(root, pointer).start());
        self.finding_at(start, pointer, message)
    }

    /// A finding about the last field at a JSON pointer, whatever its value.
    pub fn at_field(&self, pointer: &str, message: String) -> Finding {
        let (object, name) = pointer.rsplit_once('/').unwrap_or_default();
        let start = self.with_ast(|root| {
            let object = value_at(root, object);
            let fields = object.as_object().map_or(&[][..], |object| &object.properties);
            fields.iter().rfind(|field| field.name.as_str() == name).map_or(object.start(), ObjectProp::start)
        });
        self.finding_at(start, pointer, message)
    }

    /// Whether a list stands at a JSON pointer, and nothing in it.
    pub fn is_empty_list(&self, pointer: &str) -> bool {
        let (place, name) = pointer.rsplit_once('/').unwrap_or_default();
        self.with_ast(|root| {
            let list = inner(value_at(root, place), name).and_then(Value::as_array);
            list.is_some_and(|list| list.elements.is_empty())
        })
    }

    fn finding_at(&self, start: usize, pointer: &str, message: String) -> Finding {
        let pointer = (!pointer.is_empty()).then(|| pointer.to_owned());
        let place = Place::of_byte(self.written, start);
        Finding { file: self.file.clone(), place, pointer, message, weight: Weight::ToMend }
    }

    /// What is found in the file; nothing, at its start, where it is not JSON.
    fn with_ast<T: Default>(&self, look: impl FnOnce(&Value<'_>) -> T) -> T {
        self.root.as_ref().map(look).unwrap_or_default()
    }
}

/// The value at a JSON pointer, or the innermost on the way that is there.
fn value_at<'v>(root: &'v Value<'v>, pointer: &str) -> &'v Value<'v> {
    let mut value = root;
    for step in pointer.split('/').skip(1) {
        match inner(value, step) {
            Some(inner) => value = inner,
            None => break,
        }
    }
    value
}

fn inner<'v>(value: &'v Value<'v>, step: &str) -> Option<&'v Value<'v>> {
    match value {
        Value::Object(object) => object.properties.iter().find(|field| field.name.as_str() == step).map(|f| &f.value),
        Value::Array(list) => list.elements.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}

impl Text {
    /// The string under another key of the same object.
    pub fn beside(&self, key: &str) -> Option<&str> {
        self.beside.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// Where the walk stands.
#[derive(Clone, Default)]
struct Position {
    pointer: String,
    field: String,
    language: Option<String>,
    has_neighbours: bool,
    beside: Vec<(String, String)>,
}

struct Walk<'t> {
    texts: &'t mut Vec<Text>,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value<'_>, position: &Position) {
        match value {
            Value::StringLit(text) => self.text(text, position),
            Value::Object(object) => self.object(object, position),
            Value::Array(list) => {
                for (index, element) in list.elements.iter().enumerate() {
                    let pointer = format!("{}/{index}", position.pointer);
                    let has_neighbours = list.elements.len() > 1;
                    let beside = Vec::new();
                    self.value(element, &Position { pointer, has_neighbours, beside, ..position.clone() });
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
            let own = beside.iter().find(|(name, _)| name == "lang").map(|(_, language)| language.clone());
            let language = own.or_else(|| position.language.clone());
            let field = key.to_owned();
            self.value(&property.value, &Position { pointer, field, language, has_neighbours: false, beside });
        }
    }

    fn text(&mut self, text: &StringLit<'_>, position: &Position) {
        self.texts.push(Text {
            value: text.value.to_string(),
            start: text.range.start,
            end: text.range.end,
            pointer: position.pointer.clone(),
            field: position.field.clone(),
            language: position.language.clone(),
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
        assert_eq!(two.beside("link"), Some("#x"));
        assert_eq!(document.finding(two, "x".to_owned()).place, Place { line: 2, column: 26 });
    }

    #[test]
    fn a_text_knows_the_language_of_a_whole_text_around_it() {
        let json = r##"{"a": {"lang": "mi", "spans": ["one", {"link": "#x", "text": "two"}]}, "b": "three"}"##;
        let document = Document::read("x.json".to_owned(), Kind::Content, json);
        let language = |pointer: &str| document.text_at(pointer).expect("it is there").language.as_deref();
        assert_eq!(
            [language("/a/spans/0"), language("/a/spans/1/text"), language("/b")],
            [Some("mi"), Some("mi"), None]
        );
    }

    #[test]
    fn a_finding_is_where_its_value_or_its_field_is_or_would_be() {
        let json = "{\"a\": {\"b\": [1,\n  2]},\n \"a\": 3}";
        let document = Document::read("x.json".to_owned(), Kind::Content, json);
        let place = |finding: Finding| (finding.place.line, finding.place.column);
        for (pointer, value, field) in
            [("/a/b/1", (2, 3), (1, 13)), ("/a/c", (1, 7), (1, 7)), ("/a", (1, 7), (3, 2)), ("", (1, 1), (1, 1))]
        {
            assert_eq!(place(document.at(pointer, String::new())), value, "{pointer}");
            assert_eq!(place(document.at_field(pointer, String::new())), field, "{pointer}");
        }
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
