//! People who open an address that is not for them, or leads to nothing, get a page with the way back; programs get JSON.

use crate::harness::{FEEDBACK, Receiver, Reply, SUBMISSIONS, Setup, id};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async fn opened(receiver: &Receiver, path: &str) -> Reply {
    Reply::to(receiver.get(path).header("accept", BROWSER)).await
}

#[tokio::test]
async fn the_address_of_a_form_says_that_there_is_nothing_to_read() {
    let receiver = Receiver::start().await;
    for path in [SUBMISSIONS, FEEDBACK] {
        let reply = opened(&receiver, path).await;
        assert_eq!((reply.status, reply.header("allow")), (405, "POST"));
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        for part in ["This address only takes what the form sends", r#"<a href="/">Back to the page</a>"#] {
            assert!(reply.body.contains(part), "{part} is not in {}", reply.body);
        }
        assert!(reply.header("content-security-policy").starts_with("default-src 'none'"));
    }
}

#[tokio::test]
async fn a_receipt_that_is_not_there_is_a_page_that_is_not_there() {
    let receiver = Setup::new().allowing("https://page.example").start().await;
    let receipt = [SUBMISSIONS, "/", &id(1), "/receipt"].concat();
    for path in [receipt.as_str(), "/api/submissions/1/receipt", "/api/nothing", "/nothing"] {
        let reply = opened(&receiver, path).await;
        assert_eq!((reply.status, reply.header("content-type")), (404, "text/html; charset=utf-8"), "{path}");
        for part in ["<h1>Page not found</h1>", r#"<a href="https://page.example/">Back to the page</a>"#] {
            assert!(reply.body.contains(part), "{part} is not in {}", reply.body);
        }
    }
}

#[tokio::test]
async fn a_receipt_that_cannot_be_read_now_says_when_to_come_back() {
    let receiver = Receiver::start().await;
    std::fs::remove_file(receiver.setup().database()).expect("it was there");
    receiver.post_form(SUBMISSIONS, &[("revision", "1")]).await;
    let reply = opened(&receiver, &[SUBMISSIONS, "/", &id(1), "/receipt"].concat()).await;
    assert_eq!((reply.status, reply.header("retry-after")), (503, "10"));
    assert!(reply.body.contains("<h1>This cannot be shown at the moment</h1>"), "{}", reply.body);
}

#[tokio::test]
async fn programs_get_problem_details_and_caches_keep_the_two_apart() {
    let receiver = Receiver::start().await;
    let reply = receiver.read(SUBMISSIONS).await;
    assert_eq!((reply.status, reply.header("content-type")), (405, "application/problem+json"));
    assert_eq!(reply.header("vary"), "accept");
}

#[tokio::test]
async fn pages_have_the_masthead_the_notices_the_contact_and_the_colours_of_the_site() {
    let receiver = Receiver::start().await;
    let page = opened(&receiver, SUBMISSIONS).await.body;
    for part in [
        "Department of the Prime Minister and Cabinet</p></header>",
        "--brand: light-dark(#12436d, #8fc3f2)",
        r#"<aside class="preview">This is a preview. The page is shown as it would be on 1 August 2022.</aside>"#,
        r#"<a href="mailto:negotiating-team@agency.example">"#,
        r#"<nav class="about-site""#,
        r#"<a href="/contact.html">Contact us</a>"#,
        r#"<a href="https://www.govt.nz/">"#,
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}
