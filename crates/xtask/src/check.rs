//! `cargo xtask check`: whether the words, questions and settings in `public/` can be published. Changes nothing.
//!
//! The domain says what is readable and makes sense; the lints here say what an editor would want to know besides.

mod causes;
mod document;
mod domain;
mod encoding;
#[cfg(test)]
mod every_bracket;
#[cfg(test)]
mod every_finding;
#[cfg(test)]
mod every_slip;
pub mod finding;
mod keys;
mod languages;
mod lints;
mod phrases;
mod source;
mod syntax;
mod translation;
mod untranslated;
mod updates;

use std::fs;
use std::path::{Path, PathBuf};

use consultation::content::languages::Languages;

use self::document::{Document, Kind};
use self::finding::{Finding, Weight};
use self::translation::Edition;
use crate::error::Error;
use crate::project::Project;

/// The words of this repository.
const WORDS: &str = "public/content";

/// Prints every finding at once, and what is only advice before them.
///
/// # Errors
/// [`Error::Findings`] when there is anything to mend, [`Error::File`] for a folder that cannot be read.
pub fn check(project: &Project) -> Result<(), Error> {
    let files = files(&project.root)?;
    let (to_mend, advice) = found(&project.root, &files)?;
    // What must be done comes last, right above where a terminal stops.
    print("Advice, for the editor to decide; nothing waits for it:", &advice);
    print("To mend, before anything is published:", &to_mend);
    mended(&to_mend)?;
    println!(
        "Nothing to mend in the {} files of public/ that hold words, questions, revisions and settings.",
        files.len()
    );
    Ok(())
}

/// Prints everything to mend in a folder of words.
///
/// # Errors
/// [`Error::Findings`] when there is any, [`Error::File`] for a folder that cannot be read.
pub fn check_words(project: &Project, folder: &Path) -> Result<(), Error> {
    refuse(project, folder, Finding::is_to_mend)
}

/// The same but for what a revision mends: that the words are none yet.
///
/// # Errors
/// Those of [`check_words`].
pub fn check_before_revision(project: &Project) -> Result<(), Error> {
    refuse(project, Path::new(WORDS), Finding::is_to_mend_first)
}

fn refuse(project: &Project, folder: &Path, is_refused: fn(&Finding) -> bool) -> Result<(), Error> {
    let (mut to_mend, _) = found(&project.root, &words(&project.root, folder)?)?;
    to_mend.retain(is_refused);
    print("To mend, before anything is published:", &to_mend);
    mended(&to_mend)
}

/// Everything to mend in the folder `public` there, and the advice.
///
/// # Errors
/// [`Error::File`] for what cannot be read.
pub fn findings(root: &Path) -> Result<(Vec<Finding>, Vec<Finding>), Error> {
    found(root, &files(root)?)
}

/// What is to mend in the files, and what is advice.
fn found(root: &Path, files: &[PathBuf]) -> Result<(Vec<Finding>, Vec<Finding>), Error> {
    let findings = files.iter().map(|path| findings_in(root, path)).collect::<Result<Vec<_>, _>>()?.concat();
    Ok(findings.into_iter().partition(Finding::is_to_mend))
}

fn print(what: &str, findings: &[Finding]) {
    if !findings.is_empty() {
        println!("{what}");
    }
    findings.iter().for_each(|finding| println!("{finding}"));
}

fn mended(to_mend: &[Finding]) -> Result<(), Error> {
    if to_mend.is_empty() { Ok(()) } else { Err(Error::Findings(to_mend.len())) }
}

/// The settings, and the words of the page, relative to the repository.
fn files(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let words = words(root, Path::new(WORDS))?;
    Ok([vec![PathBuf::from("public/config.json")], words].concat())
}

/// The list of languages, and each file of content, wording and revisions.
fn words(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unusable = |source| Error::File { path: folder.to_owned(), source };
    let list = Path::new(Languages::PATH).file_name().expect("it is a file");
    let mut files = vec![folder.join(list)];
    for entry in fs::read_dir(root.join(folder)).map_err(unusable)? {
        files.push(folder.join(entry.map_err(unusable)?.file_name()));
    }
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files.dedup();
    Ok(files)
}

fn findings_in(root: &Path, path: &Path) -> Result<Vec<Finding>, Error> {
    let file = path.display().to_string();
    let source::Source { written, json, faults } = match fs::read(root.join(path)) {
        Ok(bytes) => source::read(&bytes),
        Err(error) => source::unreadable(&error),
    };
    let slip = |(place, message)| Finding { file: file.clone(), place, pointer: None, message, weight: Weight::ToMend };
    let mut findings: Vec<_> = faults.into_iter().map(slip).collect();
    let is_right = findings.is_empty();
    if let Some(json) = json {
        let document = Document::read(file, Kind::of(path), &json).written_as(&written);
        let edition = Edition::of(root, &document);
        findings.extend(domain::findings(&document, &edition));
        findings.extend(lints::findings(&document));
        findings.extend(untranslated::findings(&document, &edition));
        if let Edition::Whole = edition {
            findings.extend(lints::links::anchors(&document));
        }
        findings.extend(languages::findings(root, &document)?);
        findings.extend(keys::findings(root, &document));
        findings.extend(updates::findings(root, &document));
        // Advice is on the words as they are meant; what they are is only guessed until the file is right.
        findings.retain(|finding| is_right || finding.is_to_mend());
    }
    findings.sort_by_key(|finding| finding.place);
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_and_settings_have_nothing_to_mend_and_advice_does_not_count() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let (to_mend, advice) = found(&root, &files(&root).expect("public/ is there")).expect("they can be read");
        assert_eq!(to_mend.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
        assert!(mended(&to_mend).is_ok() && !advice.is_empty());
    }

    #[test]
    fn a_file_that_cannot_be_read_hides_no_other() {
        let root = tempfile::tempdir().expect("there is room for a folder");
        fs::create_dir_all(root.path().join("public/content")).expect("it can be made");
        fs::write(root.path().join("public/content/en-NZ.json"), "{\"language\": \"mi\"}").expect("it can be written");
        let (to_mend, _) = found(root.path(), &files(root.path()).expect("it is there")).expect("it can be read");
        let starts = |start: &str| to_mend.iter().any(|finding| finding.to_string().starts_with(start));
        assert!(starts("public/config.json:1:1: this file cannot be read"), "{to_mend:?}");
        assert!(starts("public/content/languages.json:1:1: this file cannot be read"), "{to_mend:?}");
        assert!(starts("public/content/en-NZ.json:1:14: /language: this file is named"), "{to_mend:?}");
    }

    #[test]
    fn every_finding_of_a_file_is_reported_at_once() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        fs::write(folder.path().join("config.json"), "{\n  \"submission_endpoint\": \" \",\n  \"address\": \"https://a.example/\", \"security_contact\": \"mailto:s@a.example\", \"b\": 1}")
            .expect("it can");
        let findings = findings_in(folder.path(), Path::new("config.json")).expect("it can be read");
        let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
        let starts = [
            "config.json:1:1: /feedback_endpoint: this is missing",
            "config.json:2:26: /submission_endpoint: “ ” cannot be an endpoint",
            "config.json:2:26: /submission_endpoint: this text is blank",
            "config.json:3:78: /b: the field “b” is unknown here",
        ];
        assert_eq!(lines.len(), starts.len(), "{lines:?}");
        assert!(lines.iter().zip(starts).all(|(line, start)| line.starts_with(start)), "{lines:?}");
    }
}
