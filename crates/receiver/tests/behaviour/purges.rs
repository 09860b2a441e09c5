//! `receiver purge`: what is taken out is in no byte of the files, and nothing else is lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use sqlx::{Connection, Executor, SqliteConnection};

use crate::harness::{FEEDBACK, Receiver, SUBMISSIONS, Setup, id, submission};
use crate::program::{folder, run, with_small_files};

/// Words that nobody else writes.
const MARK: &str = "pōhutukawa-by-the-gate";

fn purge(database: &Path, arguments: &[&str]) -> Output {
    let (folder, address) = (folder(), format!("sqlite://{}", database.display()));
    run(folder.path(), &[&["purge", "--database", &address], arguments].concat())
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// How often the words are in the database's files, in the log too.
fn traces(database: &Path) -> usize {
    let name = |ending: &str| [&database.display().to_string(), ending].concat();
    let files = ["", "-wal", "-shm"].map(|ending| fs::read(name(ending)).unwrap_or_default());
    files.iter().map(|bytes| bytes.windows(MARK.len()).filter(|window| *window == MARK.as_bytes()).count()).sum()
}

fn references(exported: &[Value]) -> Vec<&str> {
    exported.iter().map(|entry| entry["reference"].as_str().expect("it has one")).collect()
}

fn replacing(number: u32, words: &str, earlier: u32) -> Value {
    let mut change = submission(number, words);
    change["replaces"] = json!(id(earlier));
    change
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_has_to_go_leaves_no_byte_in_the_files_of_a_receiver_that_runs() {
    let receiver = Receiver::start().await;
    for number in 0..200 {
        receiver.post_json(SUBMISSIONS, &submission(number, &"other words ".repeat(number as usize % 40 + 1))).await;
    }
    // In rows that are split over pages, in the middle of others.
    let reference = receiver.post_json(SUBMISSIONS, &submission(900, &MARK.repeat(700))).await.reference();
    for number in 200..400 {
        receiver.post_json(SUBMISSIONS, &submission(number, &"other words ".repeat(number as usize % 40 + 1))).await;
    }
    let database = receiver.setup().database();
    assert!(traces(&database) > 0, "the test sees words that are there");
    let output = purge(&database, &["--ref", &reference.to_lowercase(), "--really"]);
    assert_eq!(said(&output), "receiver: removed for good: submissions 1, feedback 0\n");
    assert_eq!(traces(&database), 0);
    assert_eq!(receiver.post_json(SUBMISSIONS, &submission(400, "after it")).await.status, 201);
    let exported = receiver.exported().await;
    assert_eq!((exported.len(), references(&exported).contains(&reference.as_str())), (401, false));
}

/// SQLite moves rows when it splits a page, and leaves the bytes where they were.
#[tokio::test]
async fn no_copy_of_a_row_that_was_moved_stays() {
    let receiver = Receiver::start().await;
    for number in 0..300 {
        let words = if number % 3 == 0 { format!("{MARK} {number}") } else { "other words".repeat(30) };
        receiver.post_json(SUBMISSIONS, &submission(number, &words)).await;
    }
    let setup = receiver.stop().await;
    let mut connection = SqliteConnection::connect(&setup.database_address().to_string()).await.expect("it opens");
    // Moves every row to another page, as years of changes would.
    connection.execute("UPDATE submissions SET sequence = 100000 - sequence").await.expect("it can");
    connection.close().await.expect("it can");
    let output = purge(&setup.database(), &["--before", "2022-08-02", "--really"]);
    assert_eq!(said(&output), "receiver: removed for good: submissions 300, feedback 0\n");
    assert_eq!(traces(&setup.database()), 0);
}

#[tokio::test]
async fn those_before_a_day_go_and_those_of_the_day_stay() {
    let early = Setup::new().rehearsing("2022-08-01T23:59:00+12:00").start().await;
    early.post_json(SUBMISSIONS, &submission(1, MARK)).await;
    early.post_json(FEEDBACK, &json!({"id": id(2), "revision": 1, "answers": {"useful": "yes"}})).await;
    let later = early.stop().await.rehearsing("2022-08-02T00:00:00+12:00").start().await;
    let stays = later.post_json(SUBMISSIONS, &submission(3, "stays")).await.reference();
    let database = later.setup().database();
    let output = purge(&database, &["--before", "2022-08-02", "--really"]);
    assert_eq!(said(&output), "receiver: removed for good: submissions 1, feedback 1\n");
    assert_eq!((references(&later.exported().await), traces(&database)), (vec![stays.as_str()], 0));
}

#[tokio::test]
async fn without_the_word_nothing_goes_and_it_is_said_what_would() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, MARK)).await;
    let output = purge(&receiver.setup().database(), &["--before", "2023-01-01"]);
    assert_eq!(said(&output), "receiver: nothing was removed; with --really there go submissions 1, feedback 0\n");
    assert_eq!(receiver.exported().await.len(), 1);
}

#[tokio::test]
async fn what_amends_one_another_goes_together_and_no_earlier_version_counts_again() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, MARK)).await;
    let change = receiver.post_json(SUBMISSIONS, &replacing(2, MARK, 1)).await.reference();
    let other = receiver.post_json(SUBMISSIONS, &submission(3, "of somebody else")).await.reference();
    let output = purge(&receiver.setup().database(), &["--ref", &change, "--really"]);
    assert_eq!(said(&output), "receiver: removed for good: submissions 2, feedback 0\n");
    assert_eq!(references(&receiver.exported().await), [other.as_str()]);
}

#[tokio::test]
async fn what_was_changed_after_the_day_stays_with_its_earlier_version() {
    let early = Receiver::start().await;
    early.post_json(SUBMISSIONS, &submission(1, "one")).await;
    let later = early.stop().await.rehearsing("2022-08-05T09:00:00+12:00").start().await;
    later.post_json(SUBMISSIONS, &replacing(2, "two", 1)).await;
    let output = purge(&later.setup().database(), &["--before", "2022-08-03", "--really"]);
    assert_eq!(said(&output), "receiver: removed for good: submissions 0, feedback 0\n");
    assert_eq!(later.exported().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_sends_meanwhile_loses_nothing_and_is_stored_once() {
    let early = Receiver::start().await;
    for number in 0..100 {
        early.post_json(SUBMISSIONS, &submission(number, MARK)).await;
    }
    let receiver = early.stop().await.rehearsing("2022-08-10T09:00:00+12:00").start().await;
    let database = receiver.setup().database();
    let purging = tokio::task::spawn_blocking(move || purge(&database, &["--before", "2022-08-02", "--really"]));
    let mut receipts = BTreeSet::new();
    for number in 1000..1200 {
        let mut reply = receiver.post_json(SUBMISSIONS, &submission(number, "meanwhile")).await;
        while reply.status == 503 {
            reply = receiver.post_json(SUBMISSIONS, &submission(number, "meanwhile")).await;
        }
        receipts.insert(reply.reference());
    }
    said(&purging.await.expect("it ends"));
    let exported = receiver.exported().await;
    assert_eq!(references(&exported).into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), receipts);
    assert_eq!((exported.len(), traces(&receiver.setup().database())), (200, 0));
}

#[tokio::test]
async fn a_log_that_somebody_reads_is_said_to_have_the_words_still_and_the_next_purge_takes_them() {
    let receiver = Receiver::start().await;
    let reference = receiver.post_json(SUBMISSIONS, &submission(1, MARK)).await.reference();
    let database = receiver.setup().database();
    let mut reader = SqliteConnection::connect(&format!("sqlite://{}", database.display())).await.expect("it opens");
    reader.execute("BEGIN; SELECT count(*) FROM submissions").await.expect("it reads");
    let sentence = refused(&purge(&database, &["--ref", &reference, "--really"]));
    assert!(sentence.contains("still have their words: the log beside the database is being read"), "{sentence}");
    reader.execute("COMMIT").await.expect("it ends");
    said(&purge(&database, &["--before", "0001-01-01", "--really"]));
    assert_eq!(traces(&database), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn where_the_disk_has_no_room_to_write_all_anew_the_rows_are_said_to_be_gone_and_the_next_purge_takes_their_words()
 {
    let receiver = Receiver::start().await;
    for number in 0..300 {
        receiver.post_json(SUBMISSIONS, &submission(number, &"other words".repeat(60))).await;
    }
    let reference = receiver.post_json(SUBMISSIONS, &submission(900, MARK)).await.reference();
    let setup = receiver.stop().await;
    let (folder, address) = (folder(), setup.database_address().to_string());
    let sentence = refused(&with_small_files(
        100,
        folder.path(),
        &["purge", "--database", &address, "--ref", &reference, "--really"],
    ));
    assert!(sentence.contains("are removed from") && sentence.contains("still have their words: "), "{sentence}");
    assert!(refused(&purge(&setup.database(), &["--ref", &reference])).contains("nothing in"));
    said(&purge(&setup.database(), &["--before", "0001-01-01", "--really"]));
    assert_eq!(traces(&setup.database()), 0);
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_and_changes_nothing() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "stays")).await;
    let database = receiver.setup().database();
    let none = refused(&purge(&database, &["--ref", "CFHK-0000", "--really"]));
    assert!(none.ends_with("has the reference CFHK-0000\n"), "{none}");
    let both = ["--ref", "CFHK-7394", "--before", "2022-01-01"];
    for arguments in [&["--really"][..], &both, &["--before", "tomorrow"]] {
        assert_eq!(purge(&database, arguments).status.code(), Some(2), "{arguments:?}");
    }
    let missing = refused(&purge(Path::new("/none.db"), &["--before", "2022-01-01", "--really"]));
    assert!(missing.starts_with("receiver: there is no database sqlite:///none.db"), "{missing}");
    assert_eq!(receiver.exported().await.len(), 1);
}
