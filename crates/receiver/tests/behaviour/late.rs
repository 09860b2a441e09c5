//! Lateness and earliness, by the receiver's own clock.

use serde_json::json;

use crate::harness::{FEEDBACK, SUBMISSIONS, Setup, form_fields, id, submission};

#[tokio::test]
async fn a_submission_after_the_closing_moment_is_stored_and_marked() {
    let receiver = Setup::new().rehearsing("2022-08-23T17:00:00+12:00").start().await;
    let reply = receiver.post_json(SUBMISSIONS, &submission(1, "Sorry")).await;
    assert_eq!((reply.status, &reply.json()["late"]), (201, &json!(true)));
    assert_eq!(receiver.exported().await[0]["late"], json!(true));
}

#[tokio::test]
async fn a_submission_before_the_opening_moment_is_stored_and_marked() {
    let receiver = Setup::new()
        .content_with(|content| content["consultation"]["opens"] = json!("2022-08-08T09:00:00+12:00"))
        .start()
        .await;
    assert_eq!(receiver.post_json(SUBMISSIONS, &submission(1, "At once")).await.status, 201);
    let stored = receiver.stop().await.rehearsing("2022-08-08T09:00:00+12:00").start().await;
    assert_eq!(stored.post_json(SUBMISSIONS, &submission(2, "In time")).await.status, 201);
    let early: Vec<_> = stored.exported().await.iter().map(|entry| entry["early"].clone()).collect();
    assert_eq!(early, [json!(true), json!(false)]);
}

#[tokio::test]
async fn a_late_browser_is_told_so() {
    let receiver = Setup::new().rehearsing("2022-09-01T00:00:00Z").start().await;
    let reply = receiver.post_form(SUBMISSIONS, &form_fields("Sorry")).await;
    assert!(reply.body.contains("marked as late"), "{}", reply.body);
}

#[tokio::test]
async fn feedback_about_the_page_is_never_late() {
    let receiver = Setup::new().rehearsing("2022-09-01T00:00:00Z").start().await;
    let feedback = json!({"id": id(1), "revision": 1, "answers": {"useful": "yes"}});
    assert_eq!(receiver.post_json(FEEDBACK, &feedback).await.json()["late"], json!(false));
}

#[tokio::test]
async fn the_receipt_states_new_zealand_time() {
    let receiver = Setup::new().rehearsing("2022-09-30T00:00:00Z").start().await;
    let receipt = receiver.post_json(SUBMISSIONS, &submission(1, "x")).await.json();
    let received_at = receipt["received_at"].as_str().expect("it has a time");
    assert!(received_at.starts_with("2022-09-30T13:00:0") && received_at.ends_with("+13:00"), "{received_at}");
}
