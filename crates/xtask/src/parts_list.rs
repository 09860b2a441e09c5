//! A list of every crate in the page and in the receiver (CycloneDX), for whoever must know what they run.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Error;
use crate::project::Project;

/// What cargo-cyclonedx calls its files while it runs: one in each crate's folder, whichever is wanted.
const NAME: &str = "audit-parts-list";

/// Of which part of a release; its crate's folder, the target and features it is compiled with, and a crate that its list
/// must have.
const PROGRAMS: [(&str, &str, &[&str], &str); 2] = [
    ("site", "", &["--target", "wasm32-unknown-unknown", "--features", "hydrate"], "leptos"),
    ("receiver", "crates/receiver", &[], "axum"),
];

/// Writes both lists to `target/sbom`, reads them again, and says where each is, by its part.
///
/// # Errors
/// [`Error::Failed`] from cargo-cyclonedx, [`Error::File`] for a list that cannot be read or lacks what it must have.
pub fn write(project: &Project) -> Result<Vec<(&'static str, PathBuf)>, Error> {
    let folder = project.target.join("sbom");
    std::fs::create_dir_all(&folder).map_err(|source| Error::File { path: folder.clone(), source })?;
    let mut lists = Vec::new();
    for (part, crate_folder, words, expected) in PROGRAMS {
        let list = folder.join(format!("{part}.cdx.json"));
        let written = write_one(project, words, crate_folder, &list);
        remove_others(project);
        written?;
        println!("{} lists {} crates", list.display(), crates(&list, expected)?);
        lists.push((part, list));
    }
    Ok(lists)
}

fn write_one(project: &Project, words: &[&str], crate_folder: &str, list: &Path) -> Result<(), Error> {
    let mut cyclonedx = project.program("cargo-cyclonedx");
    cyclonedx.args(["cyclonedx", "--format", "json", "--spec-version", "1.5", "--no-build-deps", "--quiet"]);
    cyclonedx.args(["--override-filename", NAME]).args(words);
    // The moment and a number by chance are left out, so that equal programs have equal lists.
    cyclonedx.env("SOURCE_DATE_EPOCH", "0");
    project.run("`cargo cyclonedx`", cyclonedx)?;
    let written = project.root.join(crate_folder).join(format!("{NAME}.json"));
    let text = std::fs::read_to_string(&written).map_err(|source| Error::File { path: written, source })?;
    let text = without_folder(&text, &project.root);
    std::fs::write(list, text).map_err(|source| Error::File { path: list.to_owned(), source })
}

/// The list names our own crates by where they lie. In every folder it is the same list.
fn without_folder(list: &str, root: &Path) -> String {
    list.replace(&format!("file://{}", root.display()), "file://.")
}

/// It writes one into the folder of every crate of the workspace.
fn remove_others(project: &Project) {
    let crates = project.root.join("crates").read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
    for folder in crates.chain([project.root.clone()]) {
        let _ = std::fs::remove_file(folder.join(format!("{NAME}.json")));
    }
}

/// How many crates the list has; it must have the one that is expected.
fn crates(list: &Path, expected: &str) -> Result<usize, Error> {
    let unusable = |source| Error::File { path: PathBuf::from(list), source };
    let read: Value =
        serde_json::from_slice(&std::fs::read(list).map_err(unusable)?).map_err(|e| unusable(e.into()))?;
    let components = read["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_right = read["bomFormat"] == "CycloneDX" && components.iter().any(|part| part["name"] == expected);
    if is_right {
        Ok(components.len())
    } else {
        Err(unusable(std::io::Error::other(format!("it does not list {expected}"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_does_not_say_where_it_was_made() {
        let list = "path+file:///home/me/it#app@1.0.0 path+file:///home/me/it/crates/hosts#1.0.0";
        let without = without_folder(list, Path::new("/home/me/it"));
        assert_eq!(without, "path+file://.#app@1.0.0 path+file://./crates/hosts#1.0.0");
    }

    #[test]
    fn a_list_without_the_expected_crate_is_refused() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let list = folder.path().join("list.json");
        let text = r#"{"bomFormat": "CycloneDX", "components": [{"name": "serde"}, {"name": "leptos"}]}"#;
        std::fs::write(&list, text).expect("it can be written");
        assert_eq!(crates(&list, "leptos").expect("it is right"), 2);
        assert!(crates(&list, "axum").expect_err("it is wrong").to_string().ends_with("it does not list axum"));
    }
}
