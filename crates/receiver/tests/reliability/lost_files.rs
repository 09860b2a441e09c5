//! Files of the database are deleted, cut short or put back while the receiver runs: a receipt means that the words
//! are in the files that have the names, so that the next start finds them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::serving::{DATABASE, LONGEST_WAIT, Reply, Serving, WAL, exported, folder, try_exported};
use crate::submissions::{id, receipt, submission};

/// A receiver that has stored something, and lost a file since.
async fn receiver_after(fault: impl FnOnce(&Path)) -> (TempDir, Serving) {
    let folder = folder();
    let serving = Serving::start(folder.path());
    for number in 1..=20 {
        assert_eq!(serving.post(&submission(&id(number), "before")).await.status, 201);
    }
    fault(folder.path());
    (folder, serving)
}

/// Posts until there is a receipt.
async fn first_receipt(serving: &Serving, number: u64) -> Reply {
    for _ in 0..3 {
        let reply = serving.post(&submission(&id(number), "after")).await;
        if reply.is_receipt() {
            return reply;
        }
        assert_eq!(reply.status, 503);
    }
    panic!("it takes nothing any more");
}

/// Kills the receiver and starts it again: what a receipt was given for is there.
async fn assert_outlives_a_kill(folder: &Path, mut serving: Serving, reply: &Reply, number: u64) {
    serving.kill();
    drop(serving);
    let found = Serving::start(folder).get(&receipt(&id(number))).await;
    assert_eq!((found.status, found.body), (200, reply.body.clone()));
}

fn cut(path: PathBuf, length: u64) {
    File::options().write(true).open(path).and_then(|file| file.set_len(length)).expect("it is there");
}

#[tokio::test]
async fn after_the_wal_was_deleted_a_receipt_means_what_it_says() {
    let (folder, serving) =
        receiver_after(|folder| fs::remove_file(folder.join(WAL)).expect("the receiver has made it")).await;
    let reply = first_receipt(&serving, 21).await;
    assert_outlives_a_kill(folder.path(), serving, &reply, 21).await;
}

#[tokio::test]
async fn after_the_wal_was_emptied_a_receipt_means_what_it_says() {
    let (folder, serving) = receiver_after(|folder| cut(folder.join(WAL), 0)).await;
    let reply = first_receipt(&serving, 21).await;
    assert_outlives_a_kill(folder.path(), serving, &reply, 21).await;
}

#[tokio::test]
async fn after_the_database_was_cut_short_a_receipt_means_what_it_says() {
    for length in [0, 4096, 10_000] {
        let (folder, serving) = receiver_after(|folder| cut(folder.join(DATABASE), length)).await;
        let reply = serving.post(&submission(&id(21), "after")).await;
        match reply.is_receipt() {
            true => assert_outlives_a_kill(folder.path(), serving, &reply, 21).await,
            false => assert_eq!(reply.status, 503, "cut to {length} bytes"),
        }
    }
}

#[tokio::test]
async fn a_backup_in_the_place_of_a_database_that_was_cut_short_is_used_without_a_restart() {
    let (folder, serving) = receiver_after(|_| ()).await;
    let backup = copy_with_all_rows(folder.path(), 20);
    cut(folder.path().join(DATABASE), 5000);
    assert_eq!(serving.post(&submission(&id(21), "after")).await.status, 503);
    serving.until_health_is(503).await;
    fs::copy(backup.path().join(DATABASE), folder.path().join(DATABASE)).expect("there is room");
    let reply = first_receipt(&serving, 21).await;
    assert_outlives_a_kill(folder.path(), serving, &reply, 21).await;
    assert_eq!(exported(folder.path()).len(), 21);
}

#[tokio::test]
async fn a_database_that_was_moved_away_and_back_is_used_again_without_a_restart() {
    let (folder, serving) = receiver_after(|_| ()).await;
    let (here, away) = (folder.path().join(DATABASE), folder.path().join("away"));
    fs::rename(&here, &away).expect("it is there");
    assert_eq!(serving.post(&submission(&id(21), "after")).await.status, 503);
    serving.until_health_is(503).await;
    fs::rename(&away, &here).expect("it is there");
    let reply = first_receipt(&serving, 21).await;
    serving.until_health_is(200).await;
    assert_outlives_a_kill(folder.path(), serving, &reply, 21).await;
    assert_eq!(exported(folder.path()).len(), 21);
}

#[tokio::test]
async fn a_backup_that_is_put_in_the_place_of_a_deleted_database_is_used_without_a_restart() {
    let (folder, serving) = receiver_after(|_| ()).await;
    let backup = copy_with_all_rows(folder.path(), 20);
    let database = folder.path().join(DATABASE);
    fs::remove_file(&database).expect("it is there");
    assert_eq!(serving.post(&submission(&id(21), "after")).await.status, 503);
    fs::copy(backup.path().join(DATABASE), &database).expect("there is room");
    let reply = first_receipt(&serving, 21).await;
    assert_outlives_a_kill(folder.path(), serving, &reply, 21).await;
    assert_eq!(exported(folder.path()).len(), 21);
}

#[tokio::test]
async fn a_copy_of_nothing_but_the_main_file_of_a_quiet_receiver_has_every_row() {
    let (folder, _serving) = receiver_after(|_| ()).await;
    assert_eq!(exported(copy_with_all_rows(folder.path(), 20).path()).len(), 20);
}

/// A copy of the main file alone, made again until it has all rows: a few seconds of quiet are enough.
fn copy_with_all_rows(source: &Path, rows: usize) -> TempDir {
    let start = Instant::now();
    loop {
        let copy = folder();
        fs::copy(source.join(DATABASE), copy.path().join(DATABASE)).expect("there is room");
        if try_exported(copy.path()).is_ok_and(|entries| entries.len() == rows) {
            return copy;
        }
        assert!(start.elapsed() < LONGEST_WAIT, "the main file alone lacks rows");
        std::thread::sleep(Duration::from_millis(100));
    }
}
