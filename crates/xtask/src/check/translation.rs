//! Whether a content is that of the first language or a translation, and what that is once it is completed. Reads the list
//! of languages and the first language's file.

use std::fs;
use std::path::Path;

use consultation::content::languages::{Edition as Language, Languages};
use consultation::content::translation::{Completed, completed};
use serde_json::Value;

use super::document::{Document, Kind};
use super::source;

/// What a file is read as.
#[derive(Debug)]
pub enum Edition {
    /// Something whole: the content in the first language, and any other kind of file.
    Whole,
    /// A content in another language.
    Translation(Box<Translation>),
    /// A content that may be either, or whose first language cannot be read. What that is, is said of those files.
    Unknown,
}

/// A content in another language beside the one in the first.
#[derive(Debug)]
pub struct Translation {
    /// As it is written.
    pub own: Value,
    /// With what the first language has besides.
    pub completed: Completed,
    /// The content in the first language, as JSON.
    pub first: String,
    /// That language.
    pub first_language: Language,
}

impl Edition {
    /// What a file is.
    pub fn of(root: &Path, document: &Document<'_>) -> Self {
        let file = root.join(&document.file);
        let list = file.with_file_name(Path::new(Languages::PATH).file_name().unwrap_or_default());
        if document.kind != Kind::Content || !list.exists() {
            return Edition::Whole;
        }
        let Some(languages) = json(&list).and_then(|list| Languages::parse(&list).ok()) else {
            return if is_alone(&file) { Edition::Whole } else { Edition::Unknown };
        };
        let first_language = languages.first();
        let first_file = root.join(&document.file).with_file_name(first_language.tag.as_str().to_owned() + ".json");
        if file == first_file {
            return Edition::Whole;
        }
        let translation = json(&first_file).and_then(|first| translation(first, first_language, document));
        translation.map_or(Edition::Unknown, |translation| Edition::Translation(Box::new(translation)))
    }
}

fn translation(first: String, first_language: &Language, document: &Document<'_>) -> Option<Translation> {
    let own = value(document.json)?;
    let completed = completed(&value(&first)?, &first_language.tag, &own);
    Some(Translation { own, completed, first, first_language: first_language.clone() })
}

fn json(file: &Path) -> Option<String> {
    source::read(&fs::read(file).ok()?).json
}

fn value(json: &str) -> Option<Value> {
    serde_json::from_str(json).ok()
}

/// Whether no other content lies beside a file.
fn is_alone(file: &Path) -> bool {
    let beside = file.parent().and_then(|folder| fs::read_dir(folder).ok());
    let paths = beside.into_iter().flatten().flatten().map(|entry| entry.path());
    let contents = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    contents.filter(|path| Kind::of(path) == Kind::Content).count() < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = include_str!("../../../../public/content/en-NZ.json");

    const LIST: &str = r#"{"languages": [
        {"tag": "en-NZ", "name": "A", "direction": "ltr"}, {"tag": "mi", "name": "B", "direction": "ltr"}]}"#;

    #[test]
    fn nothing_is_said_of_a_translation_that_only_follows_from_another_file() {
        for (list, first, kind) in
            [("{", ENGLISH, "Unknown"), (LIST, "{\"a\": ", "Unknown"), (LIST, ENGLISH, "Translation")]
        {
            let root = tempfile::tempdir().expect("there is room for a folder");
            for (name, text) in [("languages.json", list), ("en-NZ.json", first), ("mi.json", "{}")] {
                fs::write(root.path().join(name), text).expect("it can be written");
            }
            let document = Document::read("mi.json".to_owned(), Kind::Content, "{}");
            let edition = format!("{:?}", Edition::of(root.path(), &document));
            assert!(edition.starts_with(kind), "{list} {first:.9}: {edition:.20}");
        }
    }
}
