//! A program may post a form too: where it asks for JSON, what went wrong is told as to any other program.

use crate::harness::{Receiver, Reply, SUBMISSIONS, Setup, form_fields, id};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async fn posted(receiver: &Receiver, accept: &str, fields: &[(&str, &str)]) -> Reply {
    let post = receiver.post(SUBMISSIONS).form(fields);
    Reply::to(if accept.is_empty() { post } else { post.header("accept", accept) }).await
}

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    [form_fields("my words"), vec![(name, value)]].concat()
}

/// No cache between may take the answer to one for that to another.
#[track_caller]
fn assert_varies(reply: &Reply) {
    assert!(reply.headers.get_all("vary").iter().any(|value| value == "accept"), "{:?}", reply.headers);
}

#[track_caller]
fn assert_problem(reply: &Reply, status: u16, kind: &str) {
    assert_eq!((reply.status, reply.header("content-type")), (status, "application/problem+json"), "{}", reply.body);
    assert_eq!(reply.json()["type"], ["urn:problem-type:consultation:", kind].concat());
    assert_varies(reply);
    assert!(!reply.body.contains("my words"), "{}", reply.body);
}

#[tokio::test]
async fn who_names_json_gets_every_refusal_as_a_problem() {
    let receiver = Receiver::start().await;
    let first = id(7);
    posted(&receiver, BROWSER, &[form_fields("other words"), vec![("id", &first)]].concat()).await;
    let large = "x".repeat(3 << 20);
    for accept in ["application/json", "application/problem+json", "application/json;q=0.9, */*, text/html;q=0.5"] {
        let refused = posted(&receiver, accept, &with("email", "nowhere")).await;
        assert_problem(&refused, 422, "answers-refused");
        assert_eq!(refused.json()["errors"][0]["pointer"], "#/answers/email", "{accept}");
        let taken = posted(&receiver, accept, &with("id", &first)).await;
        assert_problem(&taken, 409, "other-words");
        assert!(taken.json()["reference"].is_string(), "{accept}");
        assert_problem(&posted(&receiver, accept, &with("Not an id", "x")).await, 400, "unreadable");
        assert_problem(&posted(&receiver, accept, &form_fields(&large)).await, 413, "too-large");
    }
}

#[tokio::test]
async fn who_names_json_is_told_of_other_sites_of_other_keys_and_of_words_in_the_clear() {
    let receiver = Setup::new().sealed_only().start().await;
    assert_problem(&posted(&receiver, "application/json", &form_fields("my words")).await, 403, "not-sealed");
    for (name, value, status, kind) in [
        ("origin", "https://elsewhere.example", 403, "other-site"),
        ("idempotency-key", "\"00000000000000000000000000000000\"", 400, "other-key"),
    ] {
        let post = receiver.post(SUBMISSIONS).form(&form_fields("my words")).header("accept", "application/json");
        assert_problem(&Reply::to(post.header(name, value)).await, status, kind);
    }
}

#[tokio::test]
async fn everybody_else_gets_the_page_with_the_words() {
    let receiver = Receiver::start().await;
    for accept in ["", "*/*", BROWSER, "text/html", "application/json;q=0.5, text/html", "application/*"] {
        let reply = posted(&receiver, accept, &with("email", "nowhere")).await;
        assert_eq!((reply.status, reply.header("content-type")), (422, "text/html; charset=utf-8"), "{accept}");
        assert_varies(&reply);
        assert!(reply.body.contains("my words</textarea>"), "{accept}: {}", reply.body);
    }
}

#[tokio::test]
async fn what_is_no_refusal_stays_a_page() {
    let receiver = Receiver::start().await;
    for step in ["", "change"] {
        let mut fields = form_fields("my words");
        fields.retain(|(name, _)| *name != "step");
        fields.push(("step", step));
        let reply = posted(&receiver, "application/json", &fields).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, "text/html; charset=utf-8"), "{step}");
    }
}
