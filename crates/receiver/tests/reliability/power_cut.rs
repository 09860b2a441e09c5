//! The power fails while people send. Everything that the receiver told the system to write is recorded, with its
//! answers, in order; then the folder is made again as a disk may have it after a failure at any moment of that.

mod disk;
mod recording;

use std::path::Path;

use fastrand::Rng;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

use self::disk::Disk;
use self::recording::{Recording, Step};
use crate::extent::{chance, little_or_whole, report};
use crate::ledger::{Ledger, Verdict};
use crate::senders::Senders;
use crate::serving::{DATABASE, Serving, exported, folder};
use crate::submissions::{id, submission};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_a_power_cut_at_any_moment() {
    let (mut random, seed) = chance();
    let (steps, posted) = record(&mut random).await;
    let cuts = little_or_whole(20, 300);
    let mut total = Verdict::default();
    let (mut disk, mut ledger, mut at) = (Disk::default(), posted.without_receipts(), 0);
    for cut in moments(&mut random, steps.len(), cuts) {
        for step in &steps[at..cut] {
            follow(step, &mut disk, &mut ledger, &posted);
        }
        at = cut;
        total += verdict_after_cut(&disk, &ledger, &mut random).await;
    }
    let of = steps.len();
    report(&format!("power cuts: {cuts} among {of} steps, {total} (RECEIVER_SEED={seed})"));
    assert!(total.acknowledged > 0 && total.is_flawless(), "{total}");
}

/// A first start, an orderly end, and a second start, each with people who send.
async fn record(random: &mut Rng) -> (Vec<Step>, Ledger) {
    let folder = folder();
    let (mut recording, mut ledger) = (Recording::of(folder.path()), Ledger::default());
    for _ in 0..2 {
        let serving = recording.start();
        ledger = Senders::start(&serving, ledger, random, little_or_whole(8, 25)).ended().await;
        serving.end();
    }
    (recording.steps(), ledger)
}

/// The same share of all moments each, so that the first start is met as well as the last answer.
fn moments(random: &mut Rng, steps: usize, cuts: usize) -> Vec<usize> {
    (0..cuts).map(move |cut| random.usize(cut * steps / cuts..(cut + 1) * steps / cuts + 1)).collect()
}

fn follow(step: &Step, disk: &mut Disk, ledger: &mut Ledger, posted: &Ledger) {
    match step {
        Step::Answered(receipt) => ledger.acknowledge(posted.words_under(receipt), receipt.clone()),
        Step::Disk(change) => disk.follow(change),
    }
}

/// The receiver starts on what is left, has everything, and takes more.
async fn verdict_after_cut(disk: &Disk, ledger: &Ledger, random: &mut Rng) -> Verdict {
    let folder = folder();
    disk.write_what_is_left(folder.path(), random);
    let serving = Serving::start(folder.path());
    let verdict = ledger.verdict(&exported(folder.path()));
    assert_eq!(serving.post(&submission(&id(0), "after the power came back")).await.status, 201);
    drop(serving);
    assert_eq!(integrity(&folder.path().join(DATABASE)).await, "ok");
    verdict
}

/// What SQLite itself finds.
async fn integrity(database: &Path) -> String {
    let mut connection: SqliteConnection =
        SqliteConnectOptions::new().filename(database).connect().await.expect("it opens");
    let verdict =
        sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await.expect("it can be read");
    connection.close().await.expect("it was only read");
    verdict
}
