//! Several submissions in one transaction: what is wrong with one leaves the others alone, and nobody gets a receipt for a
//! commit that failed.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, Executor, SqliteConnection};
use tokio::task::JoinSet;

use crate::harness::{Receiver, SUBMISSIONS, answers, id, submission};

/// How many are posted while the database is locked. The first may be a group of its own.
const POSTS: u32 = 20;

/// The one that is never alone in its group.
const TROUBLED: u32 = POSTS - 1;

async fn receiver_with(trouble: &'static str) -> (Arc<Receiver>, SqliteConnection) {
    let receiver = Receiver::start().await;
    let options = SqliteConnectOptions::new().filename(receiver.setup().database()).foreign_keys(false);
    let mut other = SqliteConnection::connect_with(&options).await.expect("the database opens");
    other.execute(trouble).await.expect("it is made");
    (Arc::new(receiver), other)
}

/// Posts all of them while the database is locked, so that they are stored together once it is not; gives how often each
/// status came.
async fn post_together(receiver: &Arc<Receiver>, lock: &mut SqliteConnection) -> BTreeMap<u16, usize> {
    lock.execute("BEGIN IMMEDIATE").await.expect("it locks");
    let mut posts = JoinSet::new();
    for number in 0..POSTS {
        let receiver = Arc::clone(receiver);
        posts.spawn(async move { receiver.post_json(SUBMISSIONS, &submission(number, &number.to_string())).await });
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    lock.execute("ROLLBACK").await.expect("it unlocks");
    let mut statuses = BTreeMap::new();
    for reply in posts.join_all().await {
        *statuses.entry(reply.status).or_default() += 1;
    }
    statuses
}

#[tokio::test]
async fn one_that_cannot_be_stored_leaves_the_others_of_its_group_alone() {
    let trouble = "CREATE TRIGGER trouble BEFORE INSERT ON submissions
        WHEN NEW.id = '00000000000000000000000000000013' BEGIN SELECT RAISE(ABORT, 'not this one'); END";
    let (receiver, mut other) = receiver_with(trouble).await;
    assert_eq!(id(TROUBLED), "00000000000000000000000000000013");
    let statuses = post_together(&receiver, &mut other).await;
    assert_eq!(statuses, BTreeMap::from([(201, POSTS as usize - 1), (503, 1)]));
    assert_eq!(receiver.exported().await.len(), POSTS as usize - 1);
}

#[tokio::test]
async fn when_the_commit_fails_nobody_of_the_group_has_a_receipt_and_all_can_send_again() {
    let trouble = "CREATE TABLE trouble (of TEXT REFERENCES submissions (reference) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER trouble AFTER INSERT ON submissions WHEN NEW.id = '00000000000000000000000000000013'
        BEGIN INSERT INTO trouble VALUES ('nothing'); END";
    let (receiver, mut other) = receiver_with(trouble).await;
    let statuses = post_together(&receiver, &mut other).await;
    assert!(statuses[&503] > POSTS as usize / 2, "they were not together: {statuses:?}");
    let stored = receiver.exported().await.len();
    assert_eq!(statuses.get(&201).copied().unwrap_or_default(), stored, "a receipt was given for nothing");
    other.execute("DROP TRIGGER trouble").await.expect("it was there");
    for number in 0..POSTS {
        let again = receiver.post_json(SUBMISSIONS, &submission(number, &number.to_string())).await;
        assert!([200, 201].contains(&again.status));
    }
    assert_eq!(receiver.exported().await.len(), POSTS as usize);
}

#[tokio::test]
async fn what_comes_together_may_be_the_same_and_may_amend_one_another() {
    let (receiver, mut lock) = receiver_with("SELECT 1").await;
    lock.execute("BEGIN IMMEDIATE").await.expect("it locks");
    let change = {
        let mut change = submission(2, "Tēnā koe");
        change["replaces"] = id(1).into();
        change["answers"] = answers("Tēnā koe");
        change
    };
    let posts = [submission(0, "first"), submission(1, "Kia ora"), change, submission(1, "Kia ora")];
    let mut waiting = Vec::new();
    for post in posts {
        let receiver = Arc::clone(&receiver);
        waiting.push(tokio::spawn(async move { receiver.post_json(SUBMISSIONS, &post).await }));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    lock.execute("ROLLBACK").await.expect("it unlocks");
    let mut replies = Vec::new();
    for reply in waiting {
        replies.push(reply.await.expect("it was posted"));
    }
    assert_eq!(replies.iter().map(|reply| reply.status).collect::<Vec<_>>(), [201, 201, 201, 200]);
    assert_eq!(replies[2].json()["amends"], replies[1].json()["reference"]);
    assert_eq!(replies[3].body, replies[1].body);
    assert_eq!(receiver.exported().await.len(), 3);
}
