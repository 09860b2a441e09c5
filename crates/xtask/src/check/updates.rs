//! Whether a list of published revisions goes with the content beside it. Reads both files and changes neither.

use std::fs;
use std::path::Path;

use consultation::content::Content;
use consultation::content::updates::{Updates, UpdatesProblem};

use super::document::{Document, Kind};
use super::finding::Finding;
use crate::sha256;

/// What does not go together; empty for another kind of file, and for files that other findings are about already.
pub fn findings(root: &Path, document: &Document<'_>) -> Vec<Finding> {
    let whole = |message: String| Finding { file: document.file.clone(), place: None, pointer: None, message };
    let stem = document.file.trim_end_matches(".json").trim_end_matches(".updates");
    let messages = match document.kind {
        Kind::Content if !root.join(format!("{stem}.updates.json")).exists() => {
            vec![format!("there is no {stem}.updates.json beside it, which lists its revisions")]
        }
        Kind::Updates => match fs::read_to_string(root.join(format!("{stem}.json"))) {
            Ok(content) => messages(&content, document.json),
            Err(error) => vec![format!("the content that this goes with, {stem}.json, cannot be read: {error}")],
        },
        Kind::Content | Kind::Wording | Kind::Languages | Kind::Settings => Vec::new(),
    };
    messages.into_iter().map(whole).collect()
}

fn messages(content: &str, updates: &str) -> Vec<String> {
    let (Ok(meaning), Ok(updates)) = (Content::parse(content), Updates::parse(updates)) else { return Vec::new() };
    let problems = updates.problems(meaning.revision);
    let mut messages: Vec<String> = problems.iter().map(message).collect();
    if let Some(last) = updates.last().filter(|last| problems.is_empty() && last.sha256 != sha256::of(content)) {
        messages.push(format!(
            "the content has changed since revision {} was listed. Run `cargo xtask revise \"what changed\"`; \
             or, while that revision is not yet published, `cargo xtask revise --again`",
            last.revision
        ));
    }
    messages
}

fn message(problem: &UpdatesProblem) -> String {
    match problem {
        UpdatesProblem::NotUpToDate { content, last } if *content == last + 1 => {
            format!("{problem}. Run `cargo xtask revise \"what changed\"`")
        }
        UpdatesProblem::NotUpToDate { .. } | UpdatesProblem::OutOfOrder(_) | UpdatesProblem::NotADigest(_) => {
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
            ["en-NZ.updates.json: the content has changed since revision 1 was listed. \
              Run `cargo xtask revise \"what changed\"`; \
              or, while that revision is not yet published, `cargo xtask revise --again`"]
        );
    }

    #[test]
    fn a_revision_that_is_not_listed_is_found_with_the_command_that_lists_it() {
        let found = found(Some(&CONTENT.replace("\"revision\": 1", "\"revision\": 2")), Some(UPDATES));
        assert_eq!(
            found,
            ["en-NZ.updates.json: the content is revision 2, and the last entry here is 1. \
              Run `cargo xtask revise \"what changed\"`"]
        );
    }

    #[test]
    fn each_of_the_two_files_needs_the_other() {
        let without_updates = found(Some(CONTENT), None);
        assert_eq!(
            without_updates,
            ["en-NZ.json: there is no en-NZ.updates.json beside it, which lists its revisions"]
        );
        let without_content = found(None, Some(UPDATES));
        let start = "en-NZ.updates.json: the content that this goes with, en-NZ.json, cannot be read";
        assert!(without_content[0].starts_with(start), "{without_content:?}");
    }

    #[test]
    fn what_cannot_be_read_is_left_to_the_domain() {
        assert_eq!(found(Some("{}"), Some("{}")), Vec::<String>::new());
    }
}
