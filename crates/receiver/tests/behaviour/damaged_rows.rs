//! Rows that cannot be read back are named by every command that looks at all of them, and keep nobody else's words from coming
//! out.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection};

use crate::harness::{FEEDBACK, Receiver, SUBMISSIONS, id, submission};
use crate::program::{folder, names, run};
use crate::tables::column;

fn operate(receiver: &Receiver, folder: &Path, arguments: &[&str]) -> Output {
    let address = receiver.setup().database_address().to_string();
    run(folder, &[arguments, &["--database", &address]].concat())
}

/// What a command says on its output and beside it, when it ends with 1.
fn said(receiver: &Receiver, arguments: &[&str]) -> (String, String) {
    let output = operate(receiver, folder().path(), arguments);
    let [printed, beside] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    assert_eq!(output.status.code(), Some(1), "{printed}{beside}");
    (printed, beside)
}

async fn damage(receiver: &Receiver, reference: &str, change: &str) {
    let address = receiver.setup().database_address().to_string();
    let mut connection = SqliteConnection::connect(&address).await.expect("it opens");
    let statement = format!("UPDATE submissions SET {change} WHERE reference = '{reference}'");
    connection.execute(AssertSqlSafe(statement)).await.expect("it is damaged");
    connection.close().await.expect("it closes");
}

/// Five, of which the second and the fourth are damaged; with all their references.
async fn with_two_damaged() -> (Receiver, Vec<String>) {
    let (receiver, mut references) = (Receiver::start().await, Vec::new());
    for number in 1..=5 {
        let reply = receiver.post_json(SUBMISSIONS, &submission(number, &format!("words {number}"))).await;
        references.push(reply.reference());
    }
    damage(&receiver, &references[1], "answers = '{'").await;
    damage(&receiver, &references[3], "received_at = 'x'").await;
    (receiver, references)
}

#[track_caller]
fn assert_names_what_is_left_out(beside: &str, references: &[String]) {
    let expected = format!(
        "receiver: the row of the reference {} is damaged, and left out\n\
        receiver: the row of the reference {} is damaged, and left out\n\
        receiver: 2 damaged rows are missing from what was written",
        references[1], references[3]
    );
    assert!(beside.starts_with(&expected), "{beside}");
}

fn words(json: &str) -> Vec<Value> {
    let rows: Vec<Value> = serde_json::from_str(json).expect("it is whole");
    rows.iter().map(|row| row["answers"]["anything-else"].clone()).collect()
}

#[tokio::test]
async fn an_export_as_json_has_all_others_and_names_those() {
    let (receiver, references) = with_two_damaged().await;
    let (printed, beside) = said(&receiver, &["export", "--format", "json"]);
    assert_eq!(words(&printed), ["words 1", "words 3", "words 5"]);
    assert_names_what_is_left_out(&beside, &references);
}

#[tokio::test]
async fn a_table_has_all_others_and_names_those_once() {
    let (receiver, references) = with_two_damaged().await;
    for reader in ["excel", "tools"] {
        let (printed, beside) = said(&receiver, &["export", "--format", "csv", "--for", reader]);
        assert_eq!(column(&printed, "Anything else (anything-else)"), ["words 1", "words 3", "words 5"], "{reader}");
        assert_names_what_is_left_out(&beside, &references);
        assert_eq!(beside.matches(&references[1]).count(), 1, "{beside}");
    }
}

#[tokio::test]
async fn a_file_that_lacks_damaged_rows_is_there_and_whole() {
    let ((receiver, references), folder) = (with_two_damaged().await, folder());
    let output = operate(&receiver, folder.path(), &["export", "--format", "json", "--to", "all.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_names_what_is_left_out(&String::from_utf8_lossy(&output.stderr), &references);
    assert_eq!(
        words(&fs::read_to_string(folder.path().join("all.json")).expect("it is there")),
        ["words 1", "words 3", "words 5"]
    );
    assert_eq!(names(folder.path()), ["all.json"]);
}

#[tokio::test]
async fn all_others_are_counted() {
    let (receiver, references) = with_two_damaged().await;
    let (printed, beside) = said(&receiver, &["stats"]);
    assert!(printed.starts_with("submissions\n  rows              3\n"), "{printed}");
    assert_names_what_is_left_out(&beside, &references);
}

#[tokio::test]
async fn verify_names_them_all_among_those_that_differ_and_goes_on() {
    let (receiver, references) = with_two_damaged().await;
    damage(&receiver, &references[4], "revision = 9").await;
    receiver.post_json(FEEDBACK, &json!({"id": id(6), "revision": 1, "answers": {"useful": "yes"}})).await;
    let (printed, beside) = said(&receiver, &["verify"]);
    let [rows, digest] = &printed.lines().collect::<Vec<_>>()[..] else { panic!("{printed}{beside}") };
    assert_eq!(*rows, "receiver: submissions 5, feedback 1, differ 3, digest not to be made again 0");
    assert!(digest.starts_with("receiver: digest of all rows up to number 6: "), "{digest}");
    let named = format!("3 rows are not as stored: {}, {}, {}. ", references[1], references[3], references[4]);
    assert!(beside.contains(&named), "{beside}");
}

#[tokio::test]
async fn a_change_of_one_that_is_damaged_is_as_it_was_stored() {
    let (receiver, references) = with_two_damaged().await;
    let mut change = submission(7, "other words");
    change["replaces"] = json!(id(2));
    receiver.post_json(SUBMISSIONS, &change).await;
    let (_, beside) = said(&receiver, &["verify"]);
    assert!(beside.contains(&format!("not as stored: {}, {}. ", references[1], references[3])), "{beside}");
}

#[tokio::test]
async fn one_that_a_damaged_row_takes_the_place_of_comes_out() {
    let (receiver, _) = with_two_damaged().await;
    let mut change = submission(7, "other words");
    change["replaces"] = json!(id(1));
    let reference = receiver.post_json(SUBMISSIONS, &change).await.reference();
    damage(&receiver, &reference, "reference = CAST(x'ff' AS TEXT)").await;
    let (printed, _) = said(&receiver, &["export", "--format", "json"]);
    assert_eq!(words(&printed), ["words 1", "words 3", "words 5"]);
}

#[tokio::test]
async fn one_is_shown_although_others_are_damaged_and_a_damaged_one_is_said_to_be() {
    let (receiver, references) = with_two_damaged().await;
    let shown = operate(&receiver, folder().path(), &["show", &references[4]]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("\n    words 5\n"), "{shown:?}");
    let (_, beside) = said(&receiver, &["show", &references[1]]);
    assert!(beside.contains(&format!("the row of the reference {} is damaged", references[1])), "{beside}");
}

#[tokio::test]
async fn whatever_of_a_row_is_damaged_it_is_named() {
    for change in [
        "id = 'x'",
        "received_at = ''",
        "revision = -1",
        "answers = CAST(x'7bff7d' AS TEXT)",
        "answers = '[]'",
        "content_sha256 = CAST(x'ff' AS TEXT)",
        "sealed = '{'",
        "sealed = CAST(x'ff' AS TEXT)",
    ] {
        let receiver = Receiver::start().await;
        let kept = receiver.post_json(SUBMISSIONS, &submission(1, "1")).await.reference();
        let damaged = receiver.post_json(SUBMISSIONS, &submission(2, "2")).await.reference();
        damage(&receiver, &damaged, change).await;
        let (printed, beside) = said(&receiver, &["export", "--format", "json"]);
        assert_eq!(words(&printed), ["1"], "{change}");
        assert!(beside.contains(&damaged) && !beside.contains(&kept), "{change}: {beside}");
        let (_, beside) = said(&receiver, &["verify"]);
        assert!(beside.contains(&format!("one row is not as stored: {damaged}. ")), "{change}: {beside}");
    }
}

#[tokio::test]
async fn one_whose_reference_is_damaged_is_named_by_its_number() {
    let (receiver, references) = with_two_damaged().await;
    damage(&receiver, &references[1], "reference = CAST(x'ff' AS TEXT)").await;
    let (printed, beside) = said(&receiver, &["export", "--format", "json"]);
    assert_eq!(words(&printed), ["words 1", "words 3", "words 5"]);
    assert!(beside.starts_with("receiver: the row of the reference (number 2) is damaged, and left out\n"), "{beside}");
}
