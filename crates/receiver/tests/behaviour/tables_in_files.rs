//! `receiver export --to FILE`: files with people's words, and what is too long for a cell beside them.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::harness::{Receiver, SUBMISSIONS, submission};
use crate::program::{folder, names, run};
use crate::tables::column;

/// 20,000 characters, which the form takes, and 40,000 UTF-16 units, which no cell of Excel takes.
fn long_answer() -> String {
    "👍".repeat(20_000)
}

/// A receiver that stored these words.
async fn receiver_with(words: &str) -> (Receiver, String) {
    let receiver = Receiver::start().await;
    let reply = receiver.post_json(SUBMISSIONS, &submission(1, words)).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    let reference = reply.reference();
    (receiver, reference)
}

fn export(receiver: &Receiver, folder: &Path, arguments: &[&str]) -> Output {
    let database = receiver.setup().database_address().to_string();
    run(folder, &[&["export", "--format", "csv", "--database", &database], arguments].concat())
}

#[track_caller]
fn assert_refuses(output: &Output, sentence: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((&*said, output.status.code()), (format!("receiver: {sentence}\n").as_str(), Some(1)));
    assert_eq!(output.stdout, b"");
}

#[tokio::test]
async fn an_answer_too_long_for_excel_is_named_in_its_cell_and_written_beside() {
    let (receiver, reference) = receiver_with(&long_answer()).await;
    let folder = folder();
    let output = export(&receiver, folder.path(), &["--to", "all.csv"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said, "receiver: the answers that are too long for a cell are in all-long-answers\n");
    let file = format!("all-long-answers/{reference}.anything-else.txt");
    let table = fs::read_to_string(folder.path().join("all.csv")).expect("it is UTF-8");
    let cell = format!("Too long for a cell: the whole answer is in the file {file}");
    assert_eq!(column(&table, "Anything else (anything-else)"), [cell]);
    assert_eq!(fs::read_to_string(folder.path().join(file)).expect("it is UTF-8"), long_answer());
    assert_eq!(names(folder.path()), ["all-long-answers", "all.csv"]);
}

#[tokio::test]
async fn an_answer_just_short_enough_for_excel_stays_in_its_cell() {
    let words = ["a".repeat(3616 * 2 - 1).as_str(), &"👍".repeat(12_768)].concat();
    assert_eq!(words.encode_utf16().count(), 32_767);
    let (receiver, _) = receiver_with(&words).await;
    let folder = folder();
    export(&receiver, folder.path(), &["--to", "all.csv"]);
    let table = fs::read_to_string(folder.path().join("all.csv")).expect("it is UTF-8");
    assert_eq!(column(&table, "Anything else (anything-else)"), [words]);
    assert_eq!(names(folder.path()), ["all.csv"]);
}

#[tokio::test]
async fn tools_get_an_answer_of_any_length_in_its_cell() {
    let (receiver, _) = receiver_with(&long_answer()).await;
    let folder = folder();
    for arguments in [&["--for", "tools"][..], &["--for", "tools", "--to", "all.csv"]] {
        let output = export(&receiver, folder.path(), arguments);
        let printed = String::from_utf8(output.stdout).expect("it is UTF-8");
        let table = if printed.is_empty() {
            fs::read_to_string(folder.path().join("all.csv")).expect("it is UTF-8")
        } else {
            printed
        };
        assert_eq!(column(&table, "Anything else (anything-else)"), [long_answer()]);
    }
    assert_eq!(names(folder.path()), ["all.csv"]);
}

#[tokio::test]
async fn nothing_is_printed_for_excel_when_a_long_answer_has_no_place() {
    let (receiver, reference) = receiver_with(&long_answer()).await;
    let sentence = format!(
        "the answer of {reference} to anything-else is too long for a cell of Excel: \
        name a file with --to, and it is written beside it, or leave Excel out with --for tools"
    );
    assert_refuses(&export(&receiver, folder().path(), &[]), &sentence);
}

#[cfg(unix)]
#[tokio::test]
async fn files_of_an_export_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (receiver, reference) = receiver_with(&long_answer()).await;
    let folder = folder();
    export(&receiver, folder.path(), &["--to", "all.csv"]);
    for file in ["all.csv".to_owned(), format!("all-long-answers/{reference}.anything-else.txt")] {
        let mode = fs::metadata(folder.path().join(&file)).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[tokio::test]
async fn an_export_never_replaces_a_file() {
    let (receiver, _) = receiver_with(&long_answer()).await;
    let folder = folder();
    fs::write(folder.path().join("all.csv"), "mine").expect("it can be written");
    let output = export(&receiver, folder.path(), &["--to", "all.csv"]);
    assert_refuses(&output, "all.csv is there already: choose another name, or move it away first");
    assert_eq!(fs::read(folder.path().join("all.csv")).expect("it is there"), b"mine");
    assert_eq!(names(folder.path()), ["all.csv"]);
}

#[tokio::test]
async fn long_answers_are_never_mixed_with_those_of_another_export() {
    let (receiver, _) = receiver_with(&long_answer()).await;
    let folder = folder();
    fs::create_dir(folder.path().join("all-long-answers")).expect("it can be made");
    let output = export(&receiver, folder.path(), &["--to", "all.csv"]);
    assert_refuses(&output, "all-long-answers is there already: choose another name, or move it away first");
    assert_eq!(names(folder.path()), ["all-long-answers"]);
}

#[tokio::test]
async fn an_export_into_no_folder_says_so() {
    let (receiver, _) = receiver_with("Kia ora").await;
    let folder = folder();
    let missing = folder.path().join("nowhere");
    let sentence = format!("there is no folder {}: make it first, or choose another place", missing.display());
    assert_refuses(&export(&receiver, folder.path(), &["--to", "nowhere/all.csv"]), &sentence);
}

/// A file may grow to 4 kB, and no further: to a program, that is like a full disk.
#[cfg(unix)]
#[tokio::test]
async fn an_export_that_finds_no_room_leaves_nothing() {
    let (receiver, _) = receiver_with(&"a".repeat(19_000)).await;
    let folder = folder();
    let database = receiver.setup().database_address().to_string();
    let export = ["export", "--format", "csv", "--database", &database, "--to", "all.csv"];
    let output = crate::program::with_small_files(8, folder.path(), &export);
    assert_refuses(&output, "cannot write the export: File too large (os error 27)");
    assert_eq!(names(folder.path()), Vec::<String>::new());
}
