//! The same submission, many times at once: one row, one reference.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::harness::{Receiver, Reply, SUBMISSIONS, form_fields, submission};

#[tokio::test(flavor = "multi_thread")]
async fn many_identical_posts_at_once_make_one_row_and_one_receipt() {
    let receiver = Arc::new(Receiver::start().await);
    let posts = (0..50).map(|_| {
        let receiver = Arc::clone(&receiver);
        tokio::spawn(async move { receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await })
    });
    let (mut created, mut receipts) = (0, BTreeSet::new());
    for post in posts.collect::<Vec<_>>() {
        let reply = post.await.expect("it was posted");
        created += u32::from(reply.status == 201);
        receipts.insert(reply.body);
    }
    assert_eq!((created, receipts.len()), (1, 1), "{receipts:?}");
    assert_eq!(receiver.exported().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_different_posts_at_once_are_all_stored_under_their_own_references() {
    let receiver = Arc::new(Receiver::start().await);
    let posts = (0..100).map(|number| {
        let receiver = Arc::clone(&receiver);
        tokio::spawn(async move { receiver.post_json(SUBMISSIONS, &submission(number, "Kia ora")).await })
    });
    for post in posts.collect::<Vec<_>>() {
        assert_eq!(post.await.expect("it was posted").status, 201);
    }
    let exported = receiver.exported().await;
    let references: BTreeSet<_> = exported.iter().map(|entry| entry["reference"].to_string()).collect();
    assert_eq!((exported.len(), references.len()), (100, 100));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_on_a_plain_form_makes_one_row_and_one_reference() {
    let receiver = Receiver::start().await;
    let fields = form_fields("Kia ora");
    let (first, second) =
        tokio::join!(receiver.post_form(SUBMISSIONS, &fields), receiver.post_form(SUBMISSIONS, &fields));
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(first.body, second.body);
    assert_eq!(receiver.exported().await.len(), 1);
}

#[tokio::test]
async fn the_same_letter_from_another_browser_is_another_submission() {
    let receiver = Receiver::start().await;
    for browser in ["Firefox", "Chromium"] {
        let post = receiver.post(SUBMISSIONS).header("user-agent", browser).form(&form_fields("A campaign letter"));
        assert_eq!(Reply::to(post).await.status, 303);
    }
    assert_eq!(receiver.exported().await.len(), 2);
}
