//! `receiver serve --keep-days`: what was kept long enough goes by itself, and the log says how much.
#![cfg(unix)]

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::{Connection, Executor, SqliteConnection};

use crate::program::{Serving, folder, run};

const OPEN: [&str; 2] = ["--as-of", "2022-08-01T09:00:00+12:00"];

/// How long a busy machine may take to come to the night, and through it.
const LONGEST_NIGHT: Duration = Duration::from_secs(90);

/// A folder with the database of a receiver that took one submission at that time.
async fn after_one(rehearsal: &[&str]) -> tempfile::TempDir {
    let folder = folder();
    let serving = Serving::start(folder.path(), rehearsal);
    assert_eq!(serving.post(1, "pōhutukawa").await, 201);
    serving.end();
    folder
}

/// While a purge is under way, the export has them no more, and the files may have them still.
fn found_in_export_and_files(folder: &Path) -> (bool, bool) {
    let exported = run(folder, &["export", "--format", "json"]);
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let files =
        ["submissions.db", "submissions.db-wal"].map(|name| std::fs::read(folder.join(name)).unwrap_or_default());
    let is_in_files = files.concat().windows("pōhutukawa".len()).any(|window| window == "pōhutukawa".as_bytes());
    (String::from_utf8_lossy(&exported.stdout).contains("pōhutukawa"), is_in_files)
}

fn is_there(folder: &Path) -> bool {
    let (is_in_export, is_in_files) = found_in_export_and_files(folder);
    assert_eq!(is_in_files, is_in_export, "what is not in the export is in no file");
    is_in_export
}

#[tokio::test]
async fn what_was_kept_long_enough_goes_at_the_start_and_the_log_says_how_much_and_no_words() {
    let folder = after_one(&OPEN).await;
    let serving = Serving::start(folder.path(), &["--keep-days", "30", "--as-of", "2022-09-01T09:00:00+12:00"]);
    assert!(!is_there(folder.path()));
    let log = serving.end().1;
    assert!(log.contains("kept since 2022-08-02; removed for good: submissions 1, feedback 0"), "{log}");
    assert!(!log.contains("pōhutukawa") && !log.contains(&crate::harness::id(1)), "{log}");
}

#[tokio::test]
async fn what_was_not_kept_long_enough_stays() {
    let folder = after_one(&OPEN).await;
    Serving::start(folder.path(), &["--keep-days", "31", "--as-of", "2022-09-01T09:00:00+12:00"]).end();
    assert!(is_there(folder.path()));
}

#[tokio::test]
async fn unless_told_nothing_goes_by_itself() {
    let folder = after_one(&OPEN).await;
    Serving::start(folder.path(), &["--as-of", "2029-09-01T09:00:00+12:00"]).end();
    assert!(is_there(folder.path()));
}

#[tokio::test]
async fn a_rehearsed_day_that_is_still_to_come_takes_nothing_out() {
    let folder = after_one(&[]).await;
    Serving::start(folder.path(), &["--keep-days", "30", "--as-of", "2199-09-01T09:00:00+12:00"]).end();
    assert!(is_there(folder.path()));
}

#[tokio::test]
async fn at_night_it_goes_while_the_receiver_serves() {
    let folder = after_one(&OPEN).await;
    // So early that a busy machine comes to the next lines before the night does.
    let serving = Serving::start(folder.path(), &["--keep-days", "31", "--as-of", "2022-09-01T02:59:45+12:00"]);
    // Stands for a day that passes.
    let address = format!("sqlite://{}", folder.path().join("submissions.db").display());
    let mut connection = SqliteConnection::connect(&address).await.expect("it opens");
    connection.execute("UPDATE submissions SET received_at = '2022-07-31T09:00:00+12:00'").await.expect("it can");
    connection.close().await.expect("it closes");
    assert!(is_there(folder.path()));
    let start = Instant::now();
    while found_in_export_and_files(folder.path()) != (false, false) {
        assert!(start.elapsed() < LONGEST_NIGHT, "it stays");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(serving.post(2, "after it").await, 201);
    let log = serving.end().1;
    assert!(log.contains("removed for good: submissions 1, feedback 0"), "{log}");
}

#[test]
fn days_are_one_at_least() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["serve", "--keep-days", "0"]).status.code(), Some(2));
}
