//! What the documents say of the repository is so: the commands that they name, and the paths. Reads, changes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What only a build or an editor makes.
const MADE: [&str; 6] = ["dist", "hosts", "release", "target", "node_modules", "results"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of the repository, as paths from its root.
fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && name != ".git" && !MADE.contains(&name.as_str()) {
                folders.push(path);
            } else if path.is_file() {
                files.push(path.strip_prefix(root()).expect("it is inside").to_owned());
            }
        }
    }
    files
}

/// Each document with its text.
fn documents() -> Vec<(PathBuf, String)> {
    let documents = files().into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    documents.map(|path| (path.clone(), fs::read_to_string(root().join(path)).expect("it is text"))).collect()
}

/// What stands between backquotes, in lines and in blocks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Where the links lead that are not to other sites.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets
        .map(|target| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains(':'))
}

/// A path of this repository, by how it starts.
fn as_path(word: &str) -> Option<&str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._/-".contains(c);
    let top = word.split('/').next().unwrap_or_default();
    let is_ours = word.contains('/') && !top.is_empty() && root().join(top).is_dir() && !MADE.contains(&top);
    (is_ours && word.chars().all(is_plain)).then_some(word)
}

/// The name of a file of ours, by how it ends.
fn as_file_name(word: &str) -> Option<&str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let is_source = [".rs", ".css", ".mjs", ".md"].iter().any(|end| word.ends_with(end));
    let is_content = word.starts_with("en-NZ") && word.ends_with(".json");
    ((is_source || is_content) && word.chars().all(is_plain)).then_some(word)
}

#[test]
fn every_path_in_a_document_exists() {
    let names: BTreeSet<String> =
        files().iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    let mut missing = Vec::new();
    for (document, text) in documents() {
        let beside = root().join(&document).parent().expect("it lies in a folder").to_owned();
        for word in code(&text).flat_map(str::split_whitespace).map(|word| word.trim_matches(['"', '\'', ',', '.'])) {
            let is_there = as_path(word).is_none_or(|path| root().join(path).exists() || beside.join(path).exists())
                && as_file_name(word).is_none_or(|name| names.contains(name));
            if !is_there {
                missing.push(format!("{}: {word}", document.display()));
            }
        }
        let dead = links(&text).filter(|link| !beside.join(link).exists());
        missing.extend(dead.map(|link| format!("{}: {link}", document.display())));
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_command_in_a_document_is_one_that_the_help_lists() {
    let help = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("--help").output().expect("it starts");
    let help = String::from_utf8(help.stdout).expect("it is UTF-8");
    let listed: BTreeSet<&str> = help.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    let mut named = BTreeSet::new();
    for (document, text) in documents() {
        for rest in text.split("cargo xtask ").skip(1) {
            let command = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
            assert!(listed.contains(command), "{}: cargo xtask {command}", document.display());
            named.insert(command.to_owned());
        }
    }
    assert!(named.contains("serve") && named.contains("test"), "the two main commands are named: {named:?}");
}

#[test]
fn what_a_document_says_is_recognised() {
    assert_eq!(code("a `b` c\n```sh\nd\n```").map(str::trim).collect::<Vec<_>>(), ["b", "", "sh\nd", ""]);
    assert_eq!(links("[a](b.md#c) [d](https://e) [f](#g)").collect::<Vec<_>>(), ["b.md"]);
    assert_eq!((as_path("src/none.rs"), as_path("dist/index.html"), as_path("a/b")), (Some("src/none.rs"), None, None));
    assert_eq!((as_file_name("none.rs"), as_file_name("dist.html")), (Some("none.rs"), None));
}
