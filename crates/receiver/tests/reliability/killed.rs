//! `kill -9` at any moment, while people send: what was acknowledged is there, once, when it starts again.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use fastrand::Rng;

use crate::extent::{chance, little_or_whole, report};
use crate::ledger::{Ledger, Verdict};
use crate::senders::Senders;
use crate::serving::{RECEIVER, SERVE, Serving, command, exported, folder};
use crate::submissions::receipt;

/// How many kills one database goes through.
const KILLS_EACH: usize = 10;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_every_kill() {
    let (mut random, seed) = chance();
    let (databases, mut total) = (little_or_whole(1, 15), Verdict::default());
    for _ in 0..databases {
        total += killed_again_and_again(&mut random).await;
    }
    report(&format!("kills: {}, {total} (RECEIVER_SEED={seed})", databases * KILLS_EACH));
    assert!(total.acknowledged > 0 && total.is_flawless(), "{total}");
}

/// One database, from its first start on.
async fn killed_again_and_again(random: &mut Rng) -> Verdict {
    let folder = folder();
    kill_while_it_starts(folder.path(), random).await;
    let mut serving = Serving::start(folder.path());
    let (mut ledger, mut gone) = (Ledger::default(), 0);
    for kill in 1..KILLS_EACH {
        let senders = Senders::start(&serving, ledger, random, usize::MAX);
        tokio::time::sleep(Duration::from_millis(random.u64(..250))).await;
        serving.kill();
        // Every third time the next one starts at once, when the killed one may still hold the file.
        if kill % 3 != 0 {
            serving.wait();
        }
        let killed = std::mem::replace(&mut serving, Serving::start(folder.path()));
        ledger = senders.ended().await;
        drop(killed);
        gone += receipts_gone(&serving, &ledger).await;
    }
    let mut verdict = ledger.verdict(&exported(folder.path()));
    verdict.lost += gone;
    verdict
}

/// Perhaps before it has made its tables, or while it does.
async fn kill_while_it_starts(folder: &Path, random: &mut Rng) {
    let mut starting = command(folder, &[&[RECEIVER], &SERVE[..]].concat());
    let mut child = starting.stdout(Stdio::null()).spawn().expect("the program starts");
    tokio::time::sleep(Duration::from_millis(random.u64(..40))).await;
    child.kill().and_then(|()| child.wait()).expect("it is ours");
}

/// How many receipts are not what they were.
async fn receipts_gone(serving: &Serving, ledger: &Ledger) -> usize {
    let mut gone = 0;
    for known in ledger.receipts() {
        let found = serving.get(&receipt(&known.id)).await;
        gone += usize::from(found.status != 200 || found.reference() != known.reference);
    }
    gone
}
