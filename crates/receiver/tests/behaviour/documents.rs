//! The commands of the documents, run as they stand there: only where the database lies, and what is written, is changed.

use crate::program::{Serving, folder, run};

const DOCUMENTS: [&str; 3] = [
    include_str!("../../../../README.md"),
    include_str!("../../README.md"),
    include_str!("../../../../docs/deploying.md"),
];

/// What takes the place of each file that a command writes.
const WRITTEN: &str = "written";

/// The arguments of every command in a block that runs the receiver.
fn commands() -> Vec<Vec<&'static str>> {
    let lines = DOCUMENTS.iter().flat_map(|text| text.split("```").skip(1).step_by(2)).flat_map(str::lines);
    let commands = lines.filter_map(|line| {
        line.strip_prefix("receiver ")
            .or_else(|| line.strip_prefix("cargo run")?.split_once("-p receiver -- ").map(|(_, rest)| rest))
    });
    commands
        .map(|arguments| arguments.split_whitespace().take_while(|word| !word.starts_with(['>', '#', '|'])).collect())
        .collect()
}

/// The same with the test's own database, and its own file to write.
fn with_own_files(mut arguments: Vec<&'static str>) -> Vec<&'static str> {
    for (option, own) in [("--database", "sqlite://submissions.db"), ("--to", WRITTEN)] {
        if let Some(option) = arguments.iter().position(|argument| *argument == option) {
            arguments[option + 1] = own;
        }
    }
    arguments
}

/// What a command of a document prints and writes, once “Kia ora” was received.
async fn outcome(arguments: &[&'static str]) -> (String, Vec<u8>) {
    let folder = folder();
    let serving = Serving::start(folder.path(), &["--as-of", "2022-08-01T09:00:00+12:00"]);
    assert_eq!(serving.post(1, "Kia ora").await, 201);
    serving.end();
    let output = run(folder.path(), &with_own_files(arguments.to_vec()));
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    let written = std::fs::read(folder.path().join(WRITTEN)).unwrap_or_default();
    (String::from_utf8_lossy(&output.stdout).into_owned(), written)
}

#[cfg(unix)]
#[tokio::test]
async fn every_export_in_a_document_has_what_was_received() {
    let exports: Vec<_> = commands().into_iter().filter(|arguments| arguments[0] == "export").collect();
    assert!(exports.len() >= 2, "README.md and the receiver's own have one: {exports:?}");
    for arguments in exports {
        let (printed, written) = outcome(&arguments).await;
        assert!((printed + &String::from_utf8_lossy(&written)).contains("Kia ora"), "{arguments:?}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn every_backup_in_a_document_is_a_database() {
    let backups: Vec<_> = commands().into_iter().filter(|arguments| arguments[0] == "backup").collect();
    assert!(backups.len() >= 2, "the receiver's own page and the one on deploying have one: {backups:?}");
    for arguments in backups {
        assert!(outcome(&arguments).await.1.starts_with(b"SQLite format 3"), "{arguments:?}");
    }
}

#[test]
fn every_other_command_in_a_document_is_understood() {
    let folder = folder();
    for arguments in commands() {
        // Arguments before it are read, and what is unknown is an error, but nothing is started.
        let output = run(folder.path(), &[&arguments[..], &["--help"]].concat());
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
