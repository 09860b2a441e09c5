//! Which website a post may come from, as the browser says in `Sec-Fetch-Site` and `Origin`.

use reqwest::RequestBuilder;
use serde_json::json;

use crate::harness::{Receiver, Reply, SUBMISSIONS, Setup, form_fields, submission};

fn with(mut request: RequestBuilder, headers: &[(&str, &str)]) -> RequestBuilder {
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request
}

async fn posted_as_form(receiver: &Receiver, headers: &[(&str, &str)]) -> Reply {
    Reply::to(with(receiver.post(SUBMISSIONS).form(&form_fields("In whose name?")), headers)).await
}

#[tokio::test]
async fn a_post_from_another_website_is_not_stored_but_shown_to_be_sent_by_its_visitor() {
    let receiver = Receiver::start().await;
    for headers in [
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")][..],
        &[("sec-fetch-site", "cross-site"), ("origin", "null")],
        &[("sec-fetch-site", "same-site"), ("origin", "https://blog.agency.example")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ] {
        let reply = posted_as_form(&receiver, headers).await;
        assert_eq!(reply.status, 403, "{headers:?}");
        for part in ["This came from another website", "\nIn whose name?</textarea>", r#"name="id" value=""#] {
            assert!(reply.body.contains(part), "{part} is not in {}", reply.body);
        }
    }
    assert_eq!(receiver.exported().await.len(), 0);
}

#[tokio::test]
async fn an_id_that_another_website_chose_is_not_kept() {
    let receiver = Receiver::start().await;
    let chosen = crate::harness::id(7);
    let fields = [form_fields("In whose name?"), vec![("id", &chosen)]].concat();
    let reply = Reply::to(receiver.post(SUBMISSIONS).form(&fields).header("origin", "https://evil.example")).await;
    assert!(!reply.body.contains(&chosen), "{}", reply.body);
}

#[tokio::test]
async fn a_program_on_another_website_is_refused() {
    let receiver = Receiver::start().await;
    let post = receiver.post(SUBMISSIONS).json(&submission(1, "x")).header("origin", "https://evil.example");
    let reply = Reply::to(post).await;
    assert_eq!((reply.status, reply.header("content-type")), (403, "application/problem+json"));
    assert_eq!(receiver.exported().await.len(), 0);
}

#[tokio::test]
async fn the_own_page_and_allowed_ones_post_whatever_their_referrer_policy() {
    let receiver = Setup::new().allowing("https://page.example").start().await;
    let own = receiver.url().to_owned();
    for headers in [
        &[("sec-fetch-site", "same-origin"), ("origin", "null")][..],
        &[("sec-fetch-site", "same-origin"), ("origin", &own)],
        &[("sec-fetch-site", "cross-site"), ("origin", "https://page.example")],
        &[("origin", "https://page.example")],
        &[("origin", &own)],
    ] {
        assert_eq!(posted_as_form(&receiver, headers).await.status, 303, "{headers:?}");
    }
    assert!(receiver.exported().await.iter().all(|entry| entry["unstated_origin"] == json!(false)));
}

#[tokio::test]
async fn a_post_that_says_nothing_of_its_origin_passes_and_is_marked() {
    let receiver = Receiver::start().await;
    assert_eq!(posted_as_form(&receiver, &[]).await.status, 303);
    assert_eq!(receiver.exported().await[0]["unstated_origin"], json!(true));
}
