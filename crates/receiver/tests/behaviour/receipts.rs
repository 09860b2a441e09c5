//! Receipts, for who knows the id.

use crate::harness::{FEEDBACK, Receiver, Reply, SUBMISSIONS, id, submission};

fn path(collection: &str, id: &str) -> String {
    [collection, "/", id, "/receipt"].concat()
}

#[tokio::test]
async fn a_program_gets_json_and_a_browser_a_page() {
    let receiver = Receiver::start().await;
    let receipt = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    let json = receiver.read(&path(SUBMISSIONS, &id(1))).await;
    assert_eq!((json.header("content-type"), &json.body), ("application/json", &receipt.body));
    let page = Reply::to(receiver.get(&path(SUBMISSIONS, &id(1))).header("accept", "text/html")).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    for part in [
        "<h1>We have received your submission</h1>",
        &receipt.reference(),
        "Received at 9.00am on Monday 1 August 2022",
        "Quote your reference",
    ] {
        assert!(page.body.contains(part), "{part} is not in {}", page.body);
    }
}

#[tokio::test]
async fn no_cache_may_keep_a_receipt() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    let reply = receiver.read(&path(SUBMISSIONS, &id(1))).await;
    assert_eq!((reply.header("cache-control"), reply.header("vary")), ("no-store", "accept"));
}

#[tokio::test]
async fn what_was_never_stored_has_no_receipt() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    for path in [path(SUBMISSIONS, &id(2)), path(SUBMISSIONS, "1"), path(FEEDBACK, &id(1)), path(SUBMISSIONS, "%27--")]
    {
        let reply = receiver.read(&path).await;
        assert_eq!((reply.status, reply.header("content-type")), (404, "application/problem+json"), "{path}");
    }
}

#[tokio::test]
async fn receipts_survive_a_restart() {
    let receiver = Receiver::start().await;
    let receipt = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    let receiver = receiver.stop().await.start().await;
    assert_eq!(receiver.read(&path(SUBMISSIONS, &id(1))).await.body, receipt.body);
    assert_eq!(receiver.exported().await.len(), 1);
}
