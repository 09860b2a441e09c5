//! Whether a list of published revisions goes with the content beside it. Reads both files and changes neither.

use std::fs;
use std::path::Path;

use consultation::content::languages::Languages;
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
            Ok(content) => {
                let revise = Revise { command: command(root, document), file: format!("{}.json", name(stem)) };
                [of_content(document, &content, &revise), missing(document, &archive, &revise)].concat()
            }
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

/// What an editor is told to do.
struct Revise {
    /// The command, for the language of the list.
    command: String,
    /// The content's file.
    file: String,
}

/// What makes a revision of a language: the first is the one that needs no option.
fn command(root: &Path, document: &Document<'_>) -> String {
    let list = root.join(&document.file).with_file_name(name(Languages::PATH));
    let languages = fs::read(list).ok().and_then(|list| Languages::parse(&source::read(&list).json?).ok());
    let own = name(&document.file).trim_end_matches(".updates.json");
    match languages.is_some_and(|languages| languages.first().tag.as_str() != own) {
        true => format!("cargo xtask revise --language {own}"),
        false => "cargo xtask revise".to_owned(),
    }
}

fn name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn of_content(document: &Document<'_>, content: &[u8], revise: &Revise) -> Vec<Finding> {
    let (Some(revision), Some(updates)) = (revision(content), whole(document.json)) else { return Vec::new() };
    let problems = updates.problems(revision);
    let last = updates.updates.len().saturating_sub(1);
    let sha256 = sha256::of(&String::from_utf8_lossy(content));
    if let Some(update) = updates.last().filter(|update| problems.is_empty() && update.sha256 != sha256) {
        let why = format!(
            "the content has changed since revision {} was listed. Run `{1} \"what changed\"`; \
             or, while that revision is not yet published, `{1} --again`",
            update.revision, revise.command
        );
        return vec![document.at(&format!("/updates/{last}/sha256"), why).into_revision()];
    }
    let finding = |problem| {
        let finding = document.at(&pointer(problem, last), message(problem, content, revise));
        if is_mended_by_a_revision(problem, last) { finding.into_revision() } else { finding }
    };
    problems.iter().map(finding).collect()
}

fn is_mended_by_a_revision(problem: &UpdatesProblem, last_entry: usize) -> bool {
    match problem {
        UpdatesProblem::NotUpToDate { content, last } => *content == last + 1,
        UpdatesProblem::NotADigest { entry, .. } => *entry == last_entry,
        UpdatesProblem::OutOfOrder { .. } => false,
    }
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
fn missing(document: &Document<'_>, archive: &Path, revise: &Revise) -> Vec<Finding> {
    let Some(updates) = whole(document.json).filter(|_| archive.exists()) else { return Vec::new() };
    let entries = updates.updates.iter().enumerate();
    let lost = entries.filter(|(_, update)| !archive.join(format!("{}.json", update.sha256)).exists());
    let message = |update: &Update| {
        format!(
            "the content of revision {} is not in {}/{}.json, so what was written on its page could not be checked. \
             `{} --again` keeps that of the last revision; the others are in the history of the repository",
            update.revision,
            archive::FOLDER,
            update.sha256,
            revise.command
        )
    };
    let finding = |(entry, update)| {
        let finding = document.at(&format!("/updates/{entry}/sha256"), message(update));
        if entry + 1 == updates.updates.len() { finding.into_revision() } else { finding }
    };
    lost.map(finding).collect()
}

/// A translation need not be whole to have one, and what is no JSON may have one all the same.
fn revision(content: &[u8]) -> Option<u32> {
    let content: Value = serde_json::from_str(&source::read(content).json?).ok()?;
    content["revision"].as_u64()?.try_into().ok()
}

fn message(problem: &UpdatesProblem, content: &[u8], Revise { command, file }: &Revise) -> String {
    match problem {
        UpdatesProblem::NotUpToDate { content, last } if *content == last + 1 => {
            format!("{problem}. Run `{command} \"what changed\"`")
        }
        UpdatesProblem::NotUpToDate { content: revision, last } => {
            let line = line_of_revision(content);
            match revision < last {
                true => format!(
                    "{problem}. A text editor has probably saved its earlier copy: \
                     write \"revision\": {last} in line {line} of {file}, and go on"
                ),
                false => format!(
                    "{problem}. Revisions are counted one by one: \
                     write \"revision\": {} in line {line} of {file}, and run `{command} \"what changed\"`",
                    last + 1
                ),
            }
        }
        UpdatesProblem::OutOfOrder { .. } | UpdatesProblem::NotADigest { .. } => problem.to_string(),
    }
}

fn line_of_revision(content: &[u8]) -> usize {
    let json = source::read(content).json.unwrap_or_default();
    Document::read(String::new(), Kind::Content, &json).at("/revision", String::new()).place.line
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
    fn an_earlier_copy_that_was_saved_over_the_file_is_found_with_the_number_to_write() {
        let listed = UPDATES.replace(
            "    }\n  ]",
            "    },\n    {\"revision\": 2, \"published\": \"2022-07-16T09:00:00+12:00\", \"changed\": \"x\", \"sha256\": \"SUM\"}\n  ]",
        );
        let found = found(Some(CONTENT), Some(&listed.replace("SUM", &sha256::of(CONTENT))));
        let why = "en-NZ.updates.json:9:18: /updates/1/revision: the content is revision 1, and the last entry here is 2. A text \
                   editor has probably saved its earlier copy: write \"revision\": 2 in line 3 of en-NZ.json, and go on";
        assert_eq!(found, [why]);
    }

    #[test]
    fn a_number_that_leaves_one_out_is_found_with_the_number_to_write() {
        let found = found(Some(&CONTENT.replace("\"revision\": 1", "\"revision\": 7")), Some(UPDATES));
        let end = "write \"revision\": 2 in line 3 of en-NZ.json, and run `cargo xtask revise \"what changed\"`";
        assert!(found.len() == 1 && found[0].ends_with(end), "{found:?}");
    }

    #[test]
    fn of_another_language_than_the_first_the_command_says_which() {
        let root = tempfile::tempdir().expect("there is room for a folder");
        let list = r#"{"languages": [{"tag": "en-NZ", "name": "A", "direction": "ltr"}, {"tag": "mi", "name": "B", "direction": "ltr"}]}"#;
        let changed = CONTENT.replace("harmonised", "harmonious");
        for (name, json) in [("languages.json", list), ("en-NZ.json", &changed), ("mi.json", &changed)] {
            fs::write(root.path().join(name), json).expect("it can be written");
        }
        for (name, command) in [("mi", "`cargo xtask revise --language mi "), ("en-NZ", "`cargo xtask revise ")] {
            let document = Document::read(format!("{name}.updates.json"), Kind::Updates, UPDATES);
            let found = findings(root.path(), &document);
            let told =
                [command, "\"what changed\"`; or, while that revision is not yet published, ", command, "--again`"];
            assert!(found.len() == 1 && found[0].message.ends_with(&told.concat()), "{found:?}");
        }
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
