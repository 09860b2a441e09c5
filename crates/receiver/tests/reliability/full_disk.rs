//! The disk is full, of SQLite's file or of PostgreSQL's tables: nobody gets a receipt, everybody who asks is told, and room is
//! all that it takes to go on.

use serde_json::Value;

use crate::serving::Reply;
use crate::small_disk::SmallDisk;
use crate::submissions::{id, receipt, submission, words_of};

/// More than SQLite has room for in what it took of the disk before.
const LONG: usize = 18_000;

#[tokio::test]
async fn a_post_to_a_full_disk_is_told_to_try_again_and_stored_once_there_is_room() {
    told_to_try_again_and_stored_once_there_is_room(&SmallDisk::of_file()).await;
}

#[tokio::test]
async fn a_post_to_a_full_disk_is_told_to_try_again_and_stored_once_there_is_room_on_postgresql() {
    told_to_try_again_and_stored_once_there_is_room(&SmallDisk::of_server()).await;
}

#[tokio::test]
async fn a_receipt_can_be_read_while_the_disk_is_full() {
    readable_while_the_disk_is_full(&SmallDisk::of_file()).await;
}

#[tokio::test]
async fn a_receipt_can_be_read_while_the_disk_is_full_on_postgresql() {
    readable_while_the_disk_is_full(&SmallDisk::of_server()).await;
}

#[tokio::test]
async fn a_receiver_on_a_full_disk_is_not_healthy_until_there_is_room() {
    not_healthy_until_there_is_room(&SmallDisk::of_file()).await;
}

#[tokio::test]
async fn a_receiver_on_a_full_disk_is_not_healthy_until_there_is_room_on_postgresql() {
    not_healthy_until_there_is_room(&SmallDisk::of_server()).await;
}

async fn told_to_try_again_and_stored_once_there_is_room(disk: &SmallDisk) {
    assert_eq!(disk.serving.post(&submission(&id(1), "before")).await.status, 201);
    let refused = fill_up(disk).await;
    for _ in 0..3 {
        disk.fill();
        assert_asks_to_try_again(&disk.serving.post(&refused).await);
    }
    let of_refused = receipt(refused["id"].as_str().expect("it has one"));
    assert_eq!(disk.serving.get(&of_refused).await.status, 404);
    disk.make_room();
    assert_eq!(disk.serving.post(&refused).await.status, 201);
    assert_eq!(disk.serving.post(&refused).await.status, 200);
    assert_eq!(disk.serving.post(&submission(&id(2), "after")).await.status, 201);
    let stored = disk.exported();
    let words: Vec<_> = stored.iter().map(words_of).collect();
    assert_eq!(words.first(), Some(&"before"));
    assert_eq!(words[words.len() - 2..], [words_of(&refused), "after"]);
    assert_eq!(words.iter().filter(|words| **words == words_of(&refused)).count(), 1);
}

async fn not_healthy_until_there_is_room(disk: &SmallDisk) {
    fill_up(disk).await;
    disk.fill();
    assert_eq!(disk.serving.get("/health").await.status, 503);
    disk.make_room();
    disk.serving.until_health_is(200).await;
}

async fn readable_while_the_disk_is_full(disk: &SmallDisk) {
    let reply = disk.serving.post(&submission(&id(1), "before")).await;
    fill_up(disk).await;
    disk.fill();
    let receipt = disk.serving.get(&reply.location).await;
    assert_eq!((receipt.status, receipt.body), (200, reply.body));
}

/// Takes what room there is, that inside of the database's files too, and gives the small submission that found none.
async fn fill_up(disk: &SmallDisk) -> Value {
    let long = (100..).map(|number| submission(&id(number), &format!("{number}{}", "x".repeat(LONG))));
    first_refused(disk, long).await;
    first_refused(disk, (1000..).map(|number| submission(&id(number), &number.to_string()))).await
}

async fn first_refused(disk: &SmallDisk, submissions: impl Iterator<Item = Value>) -> Value {
    for submission in submissions {
        disk.fill();
        let reply = disk.serving.post(&submission).await;
        if reply.status != 201 {
            assert_asks_to_try_again(&reply);
            return submission;
        }
    }
    unreachable!("there is always another submission")
}

fn assert_asks_to_try_again(reply: &Reply) {
    assert_eq!((reply.status, reply.retry_after.as_str()), (503, "10"));
    assert_eq!(reply.json()["reference"], Value::Null);
}
