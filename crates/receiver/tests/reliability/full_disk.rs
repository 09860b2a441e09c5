//! The disk is full: nobody gets a receipt, everybody who asks is told, and room is all that it takes to go on.

use crate::serving::exported;
use crate::small_disk::SmallDisk;
use crate::submissions::{id, submission};

#[tokio::test]
async fn a_post_to_a_full_disk_is_told_to_try_again_and_stored_once_there_is_room() {
    let disk = SmallDisk::start();
    assert_eq!(disk.serving.post(&submission(&id(1), "before")).await.status, 201);
    disk.fill();
    for _ in 0..3 {
        assert_eq!(disk.serving.post(&submission(&id(2), "during")).await.status, 503);
    }
    disk.make_room();
    assert_eq!(disk.serving.post(&submission(&id(2), "during")).await.status, 201);
    assert_eq!(disk.serving.post(&submission(&id(3), "after")).await.status, 201);
    let stored = exported(&disk.folder());
    let words: Vec<_> = stored.iter().map(|entry| entry["answers"]["anything-else"].clone()).collect();
    assert_eq!(words, ["before", "during", "after"]);
}

#[tokio::test]
async fn a_receipt_can_be_read_while_the_disk_is_full() {
    let disk = SmallDisk::start();
    let reply = disk.serving.post(&submission(&id(1), "before")).await;
    disk.fill();
    assert_eq!(disk.serving.post(&submission(&id(2), "during")).await.status, 503);
    let receipt = disk.serving.get(&reply.location).await;
    assert_eq!((receipt.status, receipt.body), (200, reply.body));
}

#[tokio::test]
async fn a_receiver_on_a_full_disk_is_not_healthy_until_there_is_room() {
    let disk = SmallDisk::start();
    assert_eq!(disk.serving.get("/health").await.status, 200);
    disk.fill();
    assert_eq!(disk.serving.get("/health").await.status, 503);
    disk.make_room();
    assert_eq!(disk.serving.get("/health").await.status, 200);
}
