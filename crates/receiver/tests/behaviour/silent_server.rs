//! A PostgreSQL server falls silent in the middle of a commit: nobody waits for ever, nobody has a receipt for what may not be
//! stored, and what comes next is stored.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use receiver::store::Store;
use receiver::store::error::StoreError;
use receiver::store::submission::Inserted;
use reqwest::Client;
use serde_json::Value;
use tokio::time::timeout;

use crate::harness::{Reply, SUBMISSIONS, submission};
use crate::program::{Serving, folder};
use crate::silent_line::{Lines, Lost};
use crate::store_contract::Sent;
use crate::store_postgres::{open, server};

/// Long enough for a commit that never ends, and for the one behind it.
const LONGEST: Duration = Duration::from_secs(25);

#[tokio::test]
async fn all_of_a_commit_whose_answer_is_lost_are_told_so_and_found_by_their_ids_later() {
    let server = server();
    let lines = Lines::to(&server);
    let store = open(&lines.by(&server.database())).await;
    let sent: Vec<_> = (0..5).map(|number| Sent::new(number, "Kia ora")).collect();
    let new: Vec<_> = sent.iter().map(Sent::new_submission).collect();
    lines.fall_silent(Lost::After("COMMIT"));
    // Polled one after another before the queue has a turn, they are one group.
    let inserted =
        timeout(LONGEST, join_all(new.iter().map(|new| store.insert(new)))).await.expect("nobody waits for ever");
    let is_not_known =
        |error: &StoreError| matches!(error, StoreError::Together(cause) if matches!(**cause, StoreError::NoAnswer));
    assert!(inserted.iter().all(|inserted| inserted.as_ref().is_err_and(is_not_known)), "{inserted:?}");
    for sent in &sent {
        assert!(store.receipt(&sent.id).await.expect("it can be read").is_some(), "the server had heard it");
        assert!(matches!(sent.to(&store).await, Inserted::IdTaken(_)));
    }
    assert!(matches!(Sent::new(9, "Tēnā koe").to(&store).await, Inserted::New(_)));
}

#[tokio::test]
async fn a_store_whose_server_is_silent_is_closed_all_the_same() {
    let server = server();
    let lines = Lines::to(&server);
    let store = open(&lines.by(&server.database())).await;
    let (sent, asked) = (Sent::new(1, "Kia ora"), Sent::new(2, "Kia ora"));
    lines.fall_silent(Lost::Before("COMMIT"));
    let new = sent.new_submission();
    let mut insert = store.insert(&new);
    tokio::select! {
        _ = &mut insert => panic!("it was answered"),
        () = lines.silence() => {}
    }
    lines.fall_silent(Lost::Before("amends FROM submissions"));
    let mut receipt = store.receipt(&asked.id);
    tokio::select! {
        _ = &mut receipt => panic!("it was answered"),
        () = lines.silence() => {}
    }
    timeout(Duration::from_secs(4), store.close()).await.expect("it does not wait for the server");
}

#[tokio::test]
async fn connections_that_fell_silent_while_nobody_used_them_are_replaced_unseen() {
    let server = server();
    let lines = Lines::to(&server);
    let store = open(&lines.by(&server.database())).await;
    // The connection is back where it lies idle; one that is not yet is replaced as well.
    tokio::time::sleep(Duration::from_millis(500)).await;
    lines.fall_silent(Lost::Before(SYNC));
    let inserted = Sent::new(1, "Kia ora").to(&store).await;
    assert!(matches!(inserted, Inserted::New(_)), "{inserted:?}");
}

/// A message of PostgreSQL's protocol: the question whether the server is there.
const SYNC: &str = "S\0\0\0\x04";

async fn post(serving: &Serving, number: u32) -> Reply {
    let client = Client::builder().no_proxy().build().expect("a client can be made");
    let url = format!("http://{}{SUBMISSIONS}", serving.address());
    Reply::to(client.post(url).json(&submission(number, "Kia ora"))).await
}

pub async fn health(serving: &Serving) -> u16 {
    reqwest::get(format!("http://{}/health", serving.address())).await.expect("it answers").status().as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_whose_server_fell_silent_says_so_asks_to_try_again_and_goes_on() {
    let (server, folder) = (server(), folder());
    let lines = Lines::to(&server);
    let serving = Serving::start(folder.path(), &["--database", &lines.by(&server.database())]);
    lines.fall_silent(Lost::Before("COMMIT"));
    let unwell = async {
        lines.silence().await;
        let start = Instant::now();
        while health(&serving).await != 503 {
            assert!(start.elapsed() < LONGEST, "it never said so");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let (reply, ()) = tokio::join!(post(&serving, 1), unwell);
    assert_eq!((reply.status, reply.header("retry-after")), (503, "10"));
    assert_eq!(reply.json()["reference"], Value::Null);
    assert_eq!((post(&serving, 1).await.status, post(&serving, 1).await.status), (201, 200));
    assert_eq!(health(&serving).await, 200);
    lines.fall_silent(Lost::Before("COMMIT"));
    let hanging = tokio::spawn(reqwest_post(serving.address().to_owned()));
    lines.silence().await;
    let (code, _, took) = serving.end();
    assert!(code == Some(0) && took < Duration::from_secs(12), "{code:?} {took:?}");
    hanging.abort();
}

async fn reqwest_post(address: String) {
    let client = Client::builder().no_proxy().build().expect("a client can be made");
    let _ = client.post(format!("http://{address}{SUBMISSIONS}")).json(&submission(2, "Kia ora")).send().await;
}
