//! What holds for every path: methods, headers, origins.

use crate::harness::{Receiver, Reply, SUBMISSIONS, Setup};

#[tokio::test]
async fn unknown_paths_are_not_found() {
    let receiver = Receiver::start().await;
    for path in ["/", "/api", "/api/", "/api/submissions/", "/api/other", "/index.html", "/../Cargo.toml"] {
        let reply = receiver.read(path).await;
        assert_eq!((reply.status, reply.header("content-type")), (404, "application/problem+json"), "{path}");
    }
}

#[tokio::test]
async fn wrong_methods_are_named_as_such() {
    let receiver = Receiver::start().await;
    for (method, path, allowed) in [
        ("GET", SUBMISSIONS, "POST"),
        ("DELETE", SUBMISSIONS, "POST"),
        ("POST", "/health", "GET,HEAD"),
        ("PUT", "/api/submissions/00010f10ff00000000000000000000ab/receipt", "GET,HEAD"),
    ] {
        let reply = Reply::to(receiver.request(method, path)).await;
        assert_eq!((reply.status, reply.header("content-type")), (405, "application/problem+json"), "{method} {path}");
        assert_eq!(reply.header("allow"), allowed, "{method} {path}");
    }
}

#[tokio::test]
async fn a_site_refuses_methods_in_words_too() {
    let site = tempfile::TempDir::new().expect("there is room for temporary files");
    std::fs::write(site.path().join("index.html"), "<!doctype html>").expect("the folder can be written");
    let receiver = Setup::new().site(site.path()).start().await;
    for path in ["/", "/index.html"] {
        let reply = Reply::to(receiver.request("POST", path)).await;
        assert_eq!((reply.status, reply.header("content-type")), (405, "application/problem+json"), "{path}");
        assert_eq!(reply.header("allow"), "GET,HEAD", "{path}");
        let page = Reply::to(receiver.request("POST", path).header("accept", "text/html")).await;
        assert_eq!((page.status, page.header("content-type")), (405, "text/html; charset=utf-8"), "{path}");
    }
}

#[tokio::test]
async fn health_is_told_by_head_and_by_get() {
    let receiver = Receiver::start().await;
    let (get, head) = (receiver.read("/health").await, Reply::to(receiver.request("HEAD", "/health")).await);
    assert_eq!((get.status, get.body.as_str()), (200, r#"{"status":"ok"}"#));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-type"), get.header("content-type"));
    std::fs::remove_file(receiver.setup().database()).expect("it was there");
    tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
    let head = Reply::to(receiver.request("HEAD", "/health")).await;
    assert_eq!((head.status, head.header("retry-after")), (503, "10"));
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let receiver = Receiver::start().await;
    for path in ["/health", "/nowhere", SUBMISSIONS] {
        let reply = receiver.read(path).await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "strict-origin", "{path}");
    }
}

#[tokio::test]
async fn an_allowed_origin_may_post_and_read_the_answer() {
    let receiver = Setup::new().allowing("https://page.example").start().await;
    let asked = (receiver.request("OPTIONS", SUBMISSIONS).header("origin", "https://page.example"))
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type, idempotency-key");
    let reply = Reply::to(asked).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("access-control-allow-origin"), "https://page.example");
    assert_eq!(reply.header("access-control-allow-methods"), "GET,POST");
    assert_eq!(reply.header("access-control-allow-headers"), "content-type,idempotency-key");
    let refused = Reply::to(receiver.post(SUBMISSIONS).header("origin", "https://page.example")).await;
    assert_eq!(refused.header("access-control-allow-origin"), "https://page.example");
    assert_eq!(refused.header("access-control-expose-headers"), "date,location,retry-after");
}

#[tokio::test]
async fn other_origins_may_not() {
    let receiver = Setup::new().allowing("https://page.example").start().await;
    for origin in ["https://evil.example", "null", "https://page.example:8443"] {
        let reply = Reply::to(receiver.get("/health").header("origin", origin)).await;
        assert_eq!(reply.header("access-control-allow-origin"), "", "{origin}");
    }
}
