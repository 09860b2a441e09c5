//! The disk is full: nobody gets a receipt, everybody who asks is told, and room is all that it takes to go on.

use serde_json::Value;

use crate::serving::exported;
use crate::small_disk::SmallDisk;
use crate::submissions::{id, submission, words_of};

/// More than SQLite has room for in what it took of the disk before.
const LONG: usize = 18_000;

#[tokio::test]
async fn a_post_to_a_full_disk_is_told_to_try_again_and_stored_once_there_is_room() {
    let disk = SmallDisk::start();
    assert_eq!(disk.serving.post(&submission(&id(1), "before")).await.status, 201);
    let refused = fill_up(&disk).await;
    for _ in 0..3 {
        disk.fill();
        assert_eq!(disk.serving.post(&refused).await.status, 503);
    }
    disk.make_room();
    assert_eq!(disk.serving.post(&refused).await.status, 201);
    assert_eq!(disk.serving.post(&submission(&id(2), "after")).await.status, 201);
    let stored = exported(disk.copy().path());
    let words: Vec<_> = stored.iter().map(words_of).collect();
    assert_eq!(words.first(), Some(&"before"));
    assert_eq!(words[words.len() - 2..], [words_of(&refused), "after"]);
}

#[tokio::test]
async fn a_receipt_can_be_read_while_the_disk_is_full() {
    let disk = SmallDisk::start();
    let reply = disk.serving.post(&submission(&id(1), "before")).await;
    fill_up(&disk).await;
    disk.fill();
    let receipt = disk.serving.get(&reply.location).await;
    assert_eq!((receipt.status, receipt.body), (200, reply.body));
}

#[tokio::test]
async fn a_receiver_on_a_full_disk_is_not_healthy_until_there_is_room() {
    let disk = SmallDisk::start();
    fill_up(&disk).await;
    assert_eq!(disk.serving.get("/health").await.status, 503);
    disk.make_room();
    disk.serving.until_health_is(200).await;
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
        match disk.serving.post(&submission).await.status {
            201 => {}
            503 => return submission,
            other => panic!("a full disk is answered by {other}"),
        }
    }
    unreachable!("there is always another submission")
}
