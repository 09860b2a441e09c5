//! The database fails: nobody gets a receipt for what is not stored, and everybody is told to try again.

use std::time::Duration;

use consultation::purpose::Purpose;
use receiver::store::Store;
use receiver::store::sqlite::Sqlite;
use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, Executor, SqliteConnection};

use crate::harness::{Receiver, Reply, SUBMISSIONS, submission};

/// Another program that opens the same file.
async fn another_program(receiver: &Receiver) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(receiver.setup().database());
    SqliteConnection::connect_with(&options).await.expect("the database opens")
}

fn assert_asks_to_try_again(reply: &Reply) {
    assert_eq!((reply.status, reply.header("content-type")), (503, "application/problem+json"));
    assert_eq!(reply.header("retry-after"), "10");
    assert_eq!(reply.json()["reference"], Value::Null);
}

#[tokio::test]
async fn a_locked_database_is_waited_for_and_then_reported() {
    let receiver = Receiver::start().await;
    let mut other = another_program(&receiver).await;
    other.execute("BEGIN IMMEDIATE").await.expect("it locks");
    assert_asks_to_try_again(&receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await);
    other.execute("ROLLBACK").await.expect("it unlocks");
    assert_eq!(receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.status, 201);
}

#[tokio::test]
async fn people_who_give_up_while_the_database_is_locked_hold_up_nobody_after_them() {
    let receiver = Receiver::start().await;
    let mut other = another_program(&receiver).await;
    other.execute("BEGIN IMMEDIATE").await.expect("it locks");
    for number in 0..20 {
        let post = receiver.post(SUBMISSIONS).json(&submission(number, "Kia ora")).timeout(Duration::from_millis(20));
        post.send().await.expect_err("it waits for the lock");
    }
    other.execute("ROLLBACK").await.expect("it unlocks");
    assert_eq!(receiver.post_json(SUBMISSIONS, &submission(20, "Kia ora")).await.status, 201);
}

#[tokio::test]
async fn a_database_that_takes_no_more_is_reported() {
    let receiver = Receiver::start().await;
    let mut other = another_program(&receiver).await;
    let full = "CREATE TRIGGER full BEFORE INSERT ON submissions BEGIN SELECT RAISE(FAIL, 'disk is full'); END";
    other.execute(full).await.expect("it is made");
    assert_asks_to_try_again(&receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await);
    other.execute("DROP TRIGGER full").await.expect("it was there");
    assert_eq!(receiver.exported().await.len(), 0);
}

#[tokio::test]
async fn a_deleted_database_is_noticed_although_the_system_would_write_on() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    std::fs::remove_file(receiver.setup().database()).expect("it was there");
    assert_asks_to_try_again(&receiver.post_json(SUBMISSIONS, &submission(2, "Kia ora")).await);
    assert_asks_to_try_again(&receiver.read("/health").await);
}

#[tokio::test]
async fn a_database_without_its_table_is_not_healthy() {
    let receiver = Receiver::start().await;
    another_program(&receiver).await.execute("DROP TABLE submissions").await.expect("it was there");
    assert_asks_to_try_again(&receiver.read("/health").await);
}

#[tokio::test]
async fn a_damaged_row_is_reported_and_not_shown_in_part() {
    let receiver = Receiver::start().await;
    let receipt = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    let damage = "UPDATE submissions SET received_at = 'x'";
    another_program(&receiver).await.execute(damage).await.expect("it is damaged");
    assert_asks_to_try_again(&receiver.read(receipt.header("location")).await);
    assert_asks_to_try_again(&receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await);
}

#[tokio::test]
async fn a_receipt_needs_no_answers_to_be_read_and_an_export_does() {
    let receiver = Receiver::start().await;
    let receipt = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    let damage = "UPDATE submissions SET answers = 'x'";
    another_program(&receiver).await.execute(damage).await.expect("they are damaged");
    assert_eq!(receiver.read(receipt.header("location")).await.body, receipt.body);
    let again = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    assert_eq!((again.status, &again.body), (200, &receipt.body));
    let store = Sqlite::open_to_read(&receiver.setup().database_address()).await.expect("it can be read");
    let rows = store.next(Purpose::Submission, 0, 1).await.expect("the database can be read");
    let damaged = rows[0].as_ref().expect_err("nothing is shown in part");
    assert_eq!((damaged.sequence, &damaged.reference), (1, &receipt.reference()));
}
