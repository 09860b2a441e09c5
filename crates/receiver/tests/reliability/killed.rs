//! `kill -9` at any moment, while people send, and death at every step of a commit: what was acknowledged is there, once,
//! when it starts again; on SQLite and on PostgreSQL.

use std::collections::HashSet;
use std::process::Stdio;
use std::time::Duration;

use consultation::purpose::Purpose;
use fastrand::Rng;
use receiver::failpoint::{AFTER_COMMIT, BEFORE_COMMIT, BEFORE_REPLY, IN_COMMIT};

use crate::extent::{chance, little_or_whole, report};
use crate::ledger::{Ledger, Receipt, Verdict};
use crate::place::{Place, file};
use crate::postgres_server::PostgresServer;
use crate::senders::Senders;
use crate::serving::{SERVE, Serving};
use crate::submissions::receipt;

/// How many kills one database goes through.
const KILLS_EACH: usize = 10;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_every_kill() {
    killed_at_any_moment("SQLite", file).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_every_kill_on_postgresql() {
    let server = PostgresServer::start();
    killed_at_any_moment("PostgreSQL", || server.database()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_death_at_every_step_of_a_commit() {
    killed_at_every_step("SQLite", file).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_death_at_every_step_of_a_commit_on_postgresql() {
    let server = PostgresServer::start();
    killed_at_every_step("PostgreSQL", || server.database()).await;
}

async fn killed_at_any_moment(kind: &str, database: impl Fn() -> String) {
    let (mut random, seed) = chance();
    let (databases, mut total) = (little_or_whole(1, 50), Verdict::default());
    for _ in 0..databases {
        total += killed_again_and_again(&Place::with(database()), &mut random).await;
    }
    report(&format!("kills on {kind}: {}, {total} (RECEIVER_SEED={seed})", databases * KILLS_EACH));
    assert!(total.acknowledged > 0 && total.is_flawless(), "{total}");
}

async fn killed_at_every_step(kind: &str, database: impl Fn() -> String) {
    let (mut random, seed) = chance();
    let (times, mut total) = (little_or_whole(1, 25), Verdict::default());
    for step in [BEFORE_COMMIT, IN_COMMIT, AFTER_COMMIT, BEFORE_REPLY] {
        let place = Place::with(database());
        let mut ledger = Ledger::default();
        for _ in 0..times {
            ledger = dead_at(step, &place, ledger, &mut random).await;
        }
        total += verdict_on(&place, &place.start(), &ledger).await;
    }
    report(&format!("deaths at 4 steps on {kind}: {}, {total} (RECEIVER_SEED={seed})", times * 4));
    assert!(total.acknowledged > 0 && total.is_flawless(), "{total}");
}

/// Sends until the program has died of itself.
async fn dead_at(step: &str, place: &Place, ledger: Ledger, random: &mut Rng) -> Ledger {
    let mut command = place.command(&SERVE);
    command.env("RECEIVER_DIES", format!("{step}:{}", random.u64(2..40)));
    let mut serving = Serving::run(command);
    let senders = Senders::start(&serving, ledger, random, usize::MAX);
    serving.wait();
    senders.ended().await
}

/// One database, from its first start on.
async fn killed_again_and_again(place: &Place, random: &mut Rng) -> Verdict {
    kill_while_it_starts(place, random).await;
    let mut serving = place.start();
    let (mut ledger, mut asked, mut gone) = (Ledger::default(), HashSet::new(), 0);
    for kill in 1..KILLS_EACH {
        let senders = Senders::start(&serving, ledger, random, usize::MAX);
        tokio::time::sleep(Duration::from_millis(random.u64(..250))).await;
        serving.kill();
        // Every third time the next one starts at once, when the killed one may still hold the file.
        if kill % 3 != 0 {
            serving.wait();
        }
        let killed = std::mem::replace(&mut serving, place.start());
        ledger = senders.ended().await;
        drop(killed);
        // Each after the kill that followed it, and all of them at the end.
        gone += receipts_gone(&serving, ledger.receipts().filter(|known| asked.insert(known.id.clone()))).await;
    }
    let mut verdict = verdict_on(place, &serving, &ledger).await;
    verdict.lost += gone;
    verdict
}

/// Perhaps before it has made its tables, or while it does.
async fn kill_while_it_starts(place: &Place, random: &mut Rng) {
    let mut child = place.command(&SERVE).stdout(Stdio::null()).spawn().expect("the program starts");
    tokio::time::sleep(Duration::from_millis(random.u64(..40))).await;
    child.kill().and_then(|()| child.wait()).expect("it is ours");
}

async fn verdict_on(place: &Place, serving: &Serving, ledger: &Ledger) -> Verdict {
    let mut verdict = ledger.verdict(&place.exported(Purpose::Submission));
    verdict.lost += receipts_gone(serving, ledger.receipts()).await;
    verdict
}

/// How many receipts are not what they were.
async fn receipts_gone(serving: &Serving, receipts: impl Iterator<Item = &Receipt>) -> usize {
    let mut gone = 0;
    for known in receipts {
        let found = serving.get(&receipt(&known.id)).await;
        gone += usize::from(found.status != 200 || found.reference() != known.reference);
    }
    gone
}
