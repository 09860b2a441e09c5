//! What a browser with scripts off gets when nothing could be stored.

use crate::harness::{Receiver, Reply, SUBMISSIONS, form_fields};

fn assert_is_a_page_that_helps(reply: &Reply) {
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    for part in ["<title>Error: Your words have not been sent", "Back button", "mailto:negotiating-team@agency.example"]
    {
        assert!(reply.body.contains(part), "{part} is not in {}", reply.body);
    }
}

#[tokio::test]
async fn too_many_words_get_a_page() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_form(SUBMISSIONS, &form_fields(&"x".repeat(3 << 20))).await;
    assert_eq!(reply.status, 413);
    assert_is_a_page_that_helps(&reply);
}

#[tokio::test]
async fn a_body_that_is_no_form_of_ours_gets_a_page() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_form(SUBMISSIONS, &[("Not an id", "x"), ("revision", "1")]).await;
    assert_eq!(reply.status, 400);
    assert_is_a_page_that_helps(&reply);
}

#[tokio::test]
async fn a_database_that_is_gone_gets_a_page() {
    let receiver = Receiver::start().await;
    std::fs::remove_file(receiver.setup().database()).expect("it was there");
    let reply = receiver.post_form(SUBMISSIONS, &form_fields("Kia ora")).await;
    assert_eq!((reply.status, reply.header("retry-after")), (503, "10"));
    assert_is_a_page_that_helps(&reply);
}
