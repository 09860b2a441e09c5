//! The commands of the documents, run as they stand there: only where the database lies, and what is written, is changed.

use crate::program::{Serving, folder, run};

const DOCUMENTS: [&str; 6] = [
    include_str!("../../../../README.md"),
    include_str!("../../README.md"),
    include_str!("../../../../docs/deploying.md"),
    include_str!("../../../../docs/runbook.md"),
    include_str!("../../../../docs/security.md"),
    include_str!("../../../../docs/reliability.md"),
];

/// What takes the place of each file that a command writes.
const WRITTEN: &str = "written";

/// What stands between backquotes: each line of a block, and each command with options in a sentence.
fn code() -> impl Iterator<Item = &'static str> {
    DOCUMENTS.iter().flat_map(|text| text.split("```").enumerate()).flat_map(|(place, text)| {
        let is_block = place % 2 == 1;
        let inline = text.split('`').skip(1).step_by(2).filter(|code| code.contains(" --"));
        let (lines, inline) = if is_block { (Some(text.lines()), None) } else { (None, Some(inline)) };
        lines.into_iter().flatten().chain(inline.into_iter().flatten())
    })
}

/// The arguments of every command that runs the receiver.
fn commands() -> Vec<Vec<&'static str>> {
    let lines = code();
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

/// What is said where only what is gone already is to leave the files.
const BEFORE_ANYTHING: &str = "0001-01-01";

#[cfg(unix)]
#[tokio::test]
async fn every_purge_in_a_document_takes_out_what_was_received_or_says_that_it_would() {
    let purges: Vec<_> = commands().into_iter().filter(|arguments| arguments[0] == "purge").collect();
    assert!(purges.len() >= 4, "the receiver's own page and the runbook have them: {purges:?}");
    for arguments in purges {
        let (folder, database) = (folder(), ["--database", "sqlite://submissions.db"]);
        let serving = Serving::start(folder.path(), &["--as-of", "2022-08-01T09:00:00+12:00"]);
        assert_eq!(serving.post(1, "Kia ora").await, 201);
        serving.end();
        let exported = || run(folder.path(), &[&["export", "--format", "json"], &database[..]].concat()).stdout;
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&exported()).expect("it is JSON");
        let reference = rows[0]["reference"].as_str().expect("it has one");
        let of_this = |argument: &&'static str| if *argument == "CFHK-7394" { reference } else { argument };
        let said = run(folder.path(), &arguments.iter().map(of_this).collect::<Vec<_>>());
        assert!(said.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said.stderr));
        let is_there = String::from_utf8_lossy(&exported()).contains("Kia ora");
        let is_due = arguments.contains(&"--really") && !arguments.contains(&BEFORE_ANYTHING);
        assert_eq!(is_there, !is_due, "{arguments:?}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn every_command_of_a_document_that_looks_something_up_finds_what_was_received() {
    let looking: Vec<_> =
        commands().into_iter().filter(|arguments| ["show", "stats", "verify"].contains(&arguments[0])).collect();
    assert!(looking.len() >= 8, "the receiver's own page and the runbook have them: {looking:?}");
    for arguments in looking {
        let folder = folder();
        let serving = Serving::start(folder.path(), &["--as-of", "2022-08-01T09:00:00+12:00"]);
        assert_eq!(serving.post(1, "Kia ora").await, 201);
        serving.end();
        let exported = run(folder.path(), &["export", "--format", "json"]).stdout;
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&exported).expect("it is JSON");
        let reference = rows[0]["reference"].as_str().expect("it has one");
        let of_this = |argument: &'static str| if argument == "CFHK-7394" { reference } else { argument };
        let output =
            run(folder.path(), &with_own_files(arguments.clone()).into_iter().map(of_this).collect::<Vec<_>>());
        let said = String::from_utf8_lossy(&output.stdout);
        let part = match arguments[0] {
            "show" => "Kia ora",
            "stats" => "2022-08-01",
            _ => "submissions 1, feedback 0, differ 0",
        };
        assert!(output.status.success() && said.contains(part), "{arguments:?}: {said}");
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
