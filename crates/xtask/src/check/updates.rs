//! Whether a list of published revisions goes with the content beside it. Reads both files and changes neither.

use std::fs;
use std::path::Path;

use consultation::content::updates::{Update, Updates, UpdatesProblem};
use consultation::file::read_on;
use consultation::json::ShapeError;
use serde_json::Value;

use super::document::{Document, Kind};
use super::finding::Finding;
use super::source;
use crate::revise::archive;
use crate::sha256;

/// What does not go together; empty for another kind of file, and for files that other findings are about already.
pub fn findings(root: &Path, document: &Document<'_>) -> Vec<Finding> {
    let stem = document.file.trim_end_matches(".json").trim_end_matches(".updates");
    let archive = root.join(&document.file).with_file_name(archive::FOLDER);
    match document.kind {
        Kind::Content if !root.join(format!("{stem}.updates.json")).exists() => {
            let why = format!("there is no {stem}.updates.json beside this file, which lists its revisions");
            vec![document.at("/revision", why)]
        }
        Kind::Updates => match fs::read(root.join(format!("{stem}.json"))) {
            Ok(content) => [of_content(document, &content), missing(document, &archive)].concat(),
            Err(error) => {
                vec![document.at("", format!("the content that this goes with, {stem}.json, cannot be read: {error}"))]
            }
        },
        Kind::Content | Kind::Wording | Kind::Languages | Kind::Settings => Vec::new(),
    }
}

/// The list, where nothing of it is lost: a field too many loses nothing.
fn whole(updates: &str) -> Option<Updates> {
    let (updates, errors) = read_on(updates).ok()?;
    errors.iter().all(ShapeError::is_of_the_field).then_some(updates)
}

fn of_content(document: &Document<'_>, content: &[u8]) -> Vec<Finding> {
    let (Some(revision), Some(updates)) = (revision(content), whole(document.json)) else { return Vec::new() };
    let problems = updates.problems(revision);
    let last = updates.updates.len().saturating_sub(1);
    let sha256 = sha256::of(&String::from_utf8_lossy(content));
    if let Some(update) = updates.last().filter(|update| problems.is_empty() && update.sha256 != sha256) {
        let why = format!(
            "the content has changed since revision {} was listed. Run `cargo xtask revise \"what changed\"`; \
             or, while that revision is not yet published, `cargo xtask revise --again`",
            update.revision
        );
        return vec![document.at(&format!("/updates/{last}/sha256"), why)];
    }
    problems.iter().map(|problem| document.at(&pointer(problem, last), message(problem))).collect()
}

fn pointer(problem: &UpdatesProblem, last: usize) -> String {
    let (entry, field) = match problem {
        UpdatesProblem::OutOfOrder { entry, .. } => (entry, "revision"),
        UpdatesProblem::NotADigest { entry, .. } => (entry, "sha256"),
        UpdatesProblem::NotUpToDate { .. } => (&last, "revision"),
    };
    format!("/updates/{entry}/{field}")
}

/// Revisions whose content is not kept. Without an archive at all none is looked for: a folder of words may be anywhere.
fn missing(document: &Document<'_>, archive: &Path) -> Vec<Finding> {
    let Some(updates) = whole(document.json).filter(|_| archive.exists()) else { return Vec::new() };
    let entries = updates.updates.iter().enumerate();
    let lost = entries.filter(|(_, update)| !archive.join(format!("{}.json", update.sha256)).exists());
    let message = |update: &Update| {
        format!(
            "the content of revision {} is not in {}/{}.json, so what was written on its page could not be checked. \
             `cargo xtask revise --again` keeps that of the last revision; the others are in the history of the repository",
            update.revision,
            archive::FOLDER,
            update.sha256
        )
    };
    lost.map(|(entry, update)| document.at(&format!("/updates/{entry}/sha256"), message(update))).collect()
}

/// A translation need not be whole to have one, and what is no JSON may have one all the same.
fn revision(content: &[u8]) -> Option<u32> {
    let content: Value = serde_json::from_str(&source::read(content).json?).ok()?;
    content["revision"].as_u64()?.try_into().ok()
}

fn message(problem: &UpdatesProblem) -> String {
    match problem {
        UpdatesProblem::NotUpToDate { content, last } if *content == last + 1 => {
            format!("{problem}. Run `cargo xtask revise \"what changed\"`")
        }
        UpdatesProblem::NotUpToDate { .. } | UpdatesProblem::OutOfOrder { .. } | UpdatesProblem::NotADigest { .. } => {
            problem.to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: &str = include_str!("../../../../public/content/en-NZ.json");
    const UPDATES: &str = include_str!("../../../../public/content/en-NZ.updates.json");

    fn found(content: Option<&str>, updates: Option<&str>) -> Vec<String> {
        let root = tempfile::tempdir().expect("there is room for a folder");
        let mut found = Vec::new();
        for (name, json) in [("en-NZ.json", content), ("en-NZ.updates.json", updates)] {
            json.into_iter().for_each(|json| fs::write(root.path().join(name), json).expect("it can"));
        }
        for (name, json) in [("en-NZ.json", content), ("en-NZ.updates.json", updates)] {
            let Some(json) = json else { continue };
            let document = Document::read(name.to_owned(), Kind::of(Path::new(name)), json);
            found.extend(findings(root.path(), &document).iter().map(ToString::to_string));
        }
        found
    }

    #[test]
    fn files_that_go_together_have_nothing_to_mend() {
        assert_eq!(found(Some(CONTENT), Some(UPDATES)), Vec::<String>::new());
    }

    #[test]
    fn a_changed_word_is_found_with_the_command_that_lists_it() {
        let found = found(Some(&CONTENT.replace("harmonised", "harmonious")), Some(UPDATES));
        assert_eq!(
            found,
            ["en-NZ.updates.json:7:17: /updates/0/sha256: the content has changed since revision 1 was listed. \
              Run `cargo xtask revise \"what changed\"`; \
              or, while that revision is not yet published, `cargo xtask revise --again`"]
        );
    }

    #[test]
    fn a_revision_that_is_not_listed_is_found_with_the_command_that_lists_it() {
        let found = found(Some(&CONTENT.replace("\"revision\": 1", "\"revision\": 2")), Some(UPDATES));
        assert_eq!(
            found,
            ["en-NZ.updates.json:4:19: /updates/0/revision: the content is revision 2, and the last entry here is 1. \
              Run `cargo xtask revise \"what changed\"`"]
        );
    }

    #[test]
    fn each_of_the_two_files_needs_the_other() {
        let without_updates = found(Some(CONTENT), None);
        assert_eq!(
            without_updates,
            ["en-NZ.json:3:15: /revision: there is no en-NZ.updates.json beside this file, which lists its revisions"]
        );
        let without_content = found(None, Some(UPDATES));
        let start = "en-NZ.updates.json:1:1: the content that this goes with, en-NZ.json, cannot be read";
        assert!(without_content[0].starts_with(start), "{without_content:?}");
    }

    #[test]
    fn a_revision_whose_content_is_not_kept_is_found_at_its_digest() {
        let root = tempfile::tempdir().expect("there is room for a folder");
        fs::create_dir(root.path().join(archive::FOLDER)).expect("it can be made");
        fs::write(root.path().join("en-NZ.json"), CONTENT).expect("it can be written");
        let document = Document::read("en-NZ.updates.json".to_owned(), Kind::Updates, UPDATES);
        let found = findings(root.path(), &document);
        let start = "en-NZ.updates.json:7:17: /updates/0/sha256: the content of revision 1 is not in published/";
        assert!(found.len() == 1 && found[0].to_string().starts_with(start), "{found:?}");
    }

    #[test]
    fn what_cannot_be_read_is_left_to_the_domain() {
        assert_eq!(found(Some("{}"), Some("{}")), Vec::<String>::new());
    }
}
