//! `cargo xtask check`: whether the words, questions and settings in `public/` can be published. Changes nothing.
//!
//! The domain says what is readable and makes sense; the lints here say what an editor would want to know besides.

mod document;
mod domain;
mod finding;
mod languages;
mod lints;
mod updates;

use std::fs;
use std::path::{Path, PathBuf};

use consultation::content::languages::Languages;

use self::document::{Document, Kind};
use self::finding::Finding;
use crate::error::Error;
use crate::project::Project;

/// Prints every finding at once.
///
/// # Errors
/// [`Error::Findings`] when there is any, [`Error::File`] for what cannot be read.
pub fn check(project: &Project) -> Result<(), Error> {
    let files = files(&project.root)?;
    let mut findings = Vec::new();
    for path in &files {
        findings.extend(findings_in(&project.root, path)?);
    }
    findings.iter().for_each(|finding| println!("{finding}"));
    if findings.is_empty() {
        println!(
            "Nothing to mend in the {} files of public/ that hold words, questions, revisions and settings.",
            files.len()
        );
        return Ok(());
    }
    Err(Error::Findings(findings.len()))
}

/// The settings, the list of languages, and each file of content, wording and revisions, relative to the repository.
fn files(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = Path::new("public/content");
    let unusable = |source| Error::File { path: folder.to_owned(), source };
    let list = Path::new("public").join(Languages::PATH);
    let mut files = vec![PathBuf::from("public/config.json"), list];
    for entry in fs::read_dir(root.join(folder)).map_err(unusable)? {
        files.push(folder.join(entry.map_err(unusable)?.file_name()));
    }
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files.dedup();
    Ok(files)
}

fn findings_in(root: &Path, path: &Path) -> Result<Vec<Finding>, Error> {
    let json = fs::read_to_string(root.join(path)).map_err(|source| Error::File { path: path.to_owned(), source })?;
    let document = Document::read(path.display().to_string(), Kind::of(path), &json);
    let mut findings = [
        domain::findings(&document),
        lints::findings(&document),
        languages::findings(root, &document)?,
        updates::findings(root, &document),
    ]
    .concat();
    findings.sort_by_key(|finding| finding.place);
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_and_settings_have_nothing_to_mend() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let found = files(&root).expect("public/ is there").into_iter().flat_map(|path| {
            let findings = findings_in(&root, &path).expect("it can be read");
            findings.into_iter().map(|finding| finding.to_string())
        });
        assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new());
    }

    #[test]
    fn every_finding_of_a_file_is_reported_at_once() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        fs::write(folder.path().join("config.json"), "{\n  \"submission_endpoint\": \" \",\n  \"address\": \"/\", \"security_contact\": \"mailto:s@a.example\", \"b\": 1}")
            .expect("it can");
        let findings = findings_in(folder.path(), Path::new("config.json")).expect("it can be read");
        let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
        let starts = [
            "config.json:1:1: /feedback_endpoint: this is missing",
            "config.json:1:1: the field “b” is unknown here",
            "config.json:2:26: /submission_endpoint: “ ” cannot be an endpoint",
            "config.json:2:26: /submission_endpoint: this text is blank",
        ];
        assert_eq!(lines.len(), starts.len(), "{lines:?}");
        assert!(lines.iter().zip(starts).all(|(line, start)| line.starts_with(start)), "{lines:?}");
    }
}
