//! Whether each language of the list has its files, and each file its language. Reads the files and changes none.

use std::fs;
use std::path::Path;

use consultation::content::languages::Languages;
use consultation::text::language::Language;

use super::document::{Document, Kind};
use super::finding::Finding;
use crate::error::Error;

/// What does not go together: for the list, its languages and the folder's files; for a content, its language and name.
///
/// # Errors
/// [`Error::File`] when the folder cannot be read.
pub fn findings(root: &Path, document: &Document<'_>) -> Result<Vec<Finding>, Error> {
    match document.kind {
        Kind::Languages => match Languages::parse(document.json) {
            Ok(languages) => around(root, document, &languages),
            // That is said by the domain.
            Err(_) => Ok(Vec::new()),
        },
        Kind::Content => Ok(another_language(document).into_iter().collect()),
        Kind::Updates | Kind::Wording | Kind::Settings => Ok(Vec::new()),
    }
}

/// The list beside the files in its folder.
fn around(root: &Path, document: &Document<'_>, languages: &Languages) -> Result<Vec<Finding>, Error> {
    let list = root.join(&document.file);
    let files = names_in(list.parent().expect("the list lies in a folder"))?;
    let named: Vec<_> = languages.languages.iter().map(|edition| names_of(&edition.tag)).collect();
    let mut findings = Vec::new();
    for (index, name) in named.iter().enumerate().flat_map(|(index, names)| names.iter().map(move |name| (index, name)))
    {
        if !files.contains(name) {
            let why = format!("this language has no {name} beside the list: write that file");
            findings.push(document.at(&format!("/languages/{index}/tag"), why));
        }
    }
    let own = list.file_name().map(|name| name.to_string_lossy().into_owned());
    let unlisted = files.iter().filter(|name| !named.as_flattened().contains(name) && Some(*name) != own.as_ref());
    let why = |name| format!("{name} belongs to no language of this list: add its language");
    findings.extend(unlisted.map(|name| document.at("/languages", why(name))));
    Ok(findings)
}

fn names_of(language: &Language) -> [String; 3] {
    let paths = [language.content_path(), language.updates_path(), language.wording_path()];
    paths.map(|path| path.trim_start_matches("content/").to_owned())
}

fn names_in(folder: &Path) -> Result<Vec<String>, Error> {
    let unusable = |source| Error::File { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(unusable)?.collect::<Result<Vec<_>, _>>().map_err(unusable)?;
    let mut names: Vec<_> = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".json"));
    names.sort();
    Ok(names)
}

fn another_language(document: &Document<'_>) -> Option<Finding> {
    let stated = document.text_at("/language")?;
    let stem = Path::new(&document.file).file_stem()?.to_str()?;
    let why = format!("this file is named for the language {stem}, and says that it is in {}", stated.value);
    (stem != stated.value).then(|| document.finding(stated, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = r#"{"languages": [{"tag": "en-NZ", "name": "English", "direction": "ltr"}]}"#;

    fn found(list: &str, others: &[&str]) -> Vec<String> {
        let root = tempfile::tempdir().expect("there is room for a folder");
        for name in others.iter().chain(&["languages.json"]) {
            fs::write(root.path().join(name), "{}").expect("it can be written");
        }
        let document = Document::read("languages.json".to_owned(), Kind::Languages, list);
        let findings = findings(root.path(), &document).expect("the folder can be read");
        findings.iter().map(ToString::to_string).collect()
    }

    const FILES: [&str; 3] = ["en-NZ.json", "en-NZ.updates.json", "en-NZ.wording.json"];

    #[test]
    fn a_list_with_the_three_files_of_its_language_has_nothing_to_mend() {
        assert_eq!(found(ENGLISH, &FILES), Vec::<String>::new());
    }

    #[test]
    fn a_language_without_one_of_its_files_is_found() {
        let why = "languages.json:1:24: /languages/0/tag: this language has no en-NZ.updates.json beside the list: write that file";
        assert_eq!(found(ENGLISH, &["en-NZ.json", "en-NZ.wording.json"]), [why]);
    }

    #[test]
    fn a_file_without_its_language_is_found() {
        let why =
            "languages.json:1:15: /languages: mi.wording.json belongs to no language of this list: add its language";
        assert_eq!(found(ENGLISH, &[&FILES[..], &["mi.wording.json"]].concat()), [why]);
    }

    #[test]
    fn a_content_in_another_language_than_its_name_says_is_found() {
        let document = Document::read("mi.json".to_owned(), Kind::Content, r#"{"language": "en-NZ"}"#);
        let findings = findings(Path::new("."), &document).expect("nothing is read");
        let why = "mi.json:1:14: /language: this file is named for the language mi, and says that it is in en-NZ";
        assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), [why]);
    }
}
