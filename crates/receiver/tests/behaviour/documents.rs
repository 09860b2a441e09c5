//! The commands of the documents, run as they stand there: only where the database lies is changed.

use crate::program::{Serving, folder, run};

const DOCUMENTS: [&str; 3] = [
    include_str!("../../../../README.md"),
    include_str!("../../README.md"),
    include_str!("../../../../docs/deploying.md"),
];

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

fn with_own_database(mut arguments: Vec<&'static str>) -> Vec<&'static str> {
    if let Some(option) = arguments.iter().position(|argument| *argument == "--database") {
        arguments[option + 1] = "sqlite://submissions.db";
    }
    arguments
}

#[cfg(unix)]
#[tokio::test]
async fn every_export_in_a_document_prints_what_was_received() {
    let folder = folder();
    let serving = Serving::start(folder.path(), &["--as-of", "2022-08-01T09:00:00+12:00"]);
    assert_eq!(serving.post(1, "Kia ora").await, 201);
    serving.end();
    let exports: Vec<_> = commands().into_iter().filter(|arguments| arguments[0] == "export").collect();
    assert!(exports.len() >= 2, "README.md and the receiver's own have one: {exports:?}");
    for arguments in exports {
        let output = run(folder.path(), &with_own_database(arguments.clone()));
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stdout).contains("Kia ora"), "{arguments:?}");
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
