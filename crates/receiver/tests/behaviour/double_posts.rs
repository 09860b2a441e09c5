//! The same submission, many times at once: one row, one reference.

use std::collections::BTreeSet;
use std::sync::Arc;

use receiver::cli::Format;
use receiver::purpose::Purpose;
use serde_json::Value;

use crate::harness::{FEEDBACK, Receiver, SUBMISSIONS, form_fields, id, submission};

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
async fn a_double_click_on_a_form_with_an_id_makes_one_row_and_one_reference() {
    let receiver = Receiver::start().await;
    let id = id(1);
    let fields = [form_fields("Kia ora"), vec![("id", &id)]].concat();
    let (first, second) =
        tokio::join!(receiver.post_form(SUBMISSIONS, &fields), receiver.post_form(SUBMISSIONS, &fields));
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(first.body, second.body);
    assert_eq!(receiver.exported().await.len(), 1);
}

#[tokio::test]
async fn a_plain_form_and_a_program_that_send_the_same_under_one_id_make_one_row() {
    let receiver = Receiver::start().await;
    let reference = receiver.post_json(SUBMISSIONS, &submission(1, "one\ntwo")).await.reference();
    let id = id(1);
    let page = receiver.post_form(SUBMISSIONS, &[form_fields("one\r\ntwo"), vec![("id", &id)]].concat()).await;
    assert_eq!(page.status, 303);
    assert!(page.body.contains(&reference), "{}", page.body);
    assert_eq!(receiver.exported().await.len(), 1);
}

/// What is marked of each row that was exported: the reference, and that of the first with the same words.
async fn repeats(receiver: &Receiver) -> Vec<(Value, Value)> {
    let exported = receiver.exported().await.into_iter();
    exported.map(|entry| (entry["reference"].clone(), entry["likely_repeat_of"].clone())).collect()
}

#[tokio::test]
async fn twenty_people_who_send_one_letter_through_one_proxy_are_twenty_rows_and_the_later_ones_are_marked() {
    let receiver = Receiver::start().await;
    for _ in 0..20 {
        assert_eq!(receiver.post_form(SUBMISSIONS, &form_fields("A campaign letter")).await.status, 303);
    }
    let rows = repeats(&receiver).await;
    assert_eq!(rows.len(), 20);
    assert_eq!(rows[0].1, Value::Null);
    assert!(rows[1..].iter().all(|(_, first)| *first == rows[0].0), "{rows:?}");
}

#[tokio::test]
async fn the_same_press_of_twenty_people_is_twenty_rows_of_feedback() {
    let receiver = Receiver::start().await;
    for _ in 0..20 {
        assert_eq!(receiver.post_form(FEEDBACK, &[("revision", "1"), ("useful", "yes")]).await.status, 303);
    }
    let feedback = receiver.export(Format::Json, Purpose::Feedback).await;
    assert_eq!(feedback.matches("\"reference\"").count(), 20);
}

#[tokio::test]
async fn other_words_and_the_same_words_two_hours_later_are_no_repeat() {
    let receiver = Receiver::start().await;
    receiver.post_form(SUBMISSIONS, &form_fields("Kia ora")).await;
    receiver.post_form(SUBMISSIONS, &form_fields("Kia ora koutou")).await;
    let receiver = receiver.stop().await.rehearsing("2022-08-01T11:00:00+12:00").start().await;
    receiver.post_form(SUBMISSIONS, &form_fields("Kia ora")).await;
    assert!(repeats(&receiver).await.iter().all(|(_, first)| *first == Value::Null));
}
