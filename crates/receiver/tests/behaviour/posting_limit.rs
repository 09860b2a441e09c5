//! How often one address may post, over real HTTP: people behind one address pass, a script does not.

use futures_util::future::join_all;

use crate::harness::{Receiver, Reply, SUBMISSIONS, Setup, form_fields, submission};

const WORDS: &str = "Words that took an hour";

/// What a script is answered that posts until it is refused; none where it never is.
async fn refusal(receiver: &Receiver, forwarded: &str) -> Option<Reply> {
    for _ in 0..600 {
        let reply = Reply::to(receiver.post(SUBMISSIONS).header("x-forwarded-for", forwarded)).await;
        if reply.status == 429 {
            return Some(reply);
        }
    }
    None
}

#[tokio::test]
async fn two_hundred_people_behind_one_address_are_all_taken_and_a_script_beside_them_is_held_back() {
    let receiver = Setup::new().limiting_posts_behind(&[]).start().await;
    let people = join_all(
        (0..200).map(async |number| receiver.post_json(SUBMISSIONS, &submission(number, "Kia ora")).await.status),
    );
    assert_eq!(people.await, [201; 200]);
    let refused = refusal(&receiver, "").await.expect("it posts too often");
    assert_eq!((refused.header("content-type"), refused.header("retry-after")), ("application/problem+json", "10"));
    assert_eq!(refused.json()["type"], "urn:problem-type:consultation:too-many");
    assert_eq!(receiver.exported().await.len(), 200);
}

#[tokio::test]
async fn a_person_who_is_held_back_with_scripts_off_gets_the_form_with_every_word_in_it() {
    let receiver = Setup::new().limiting_posts_behind(&[]).start().await;
    refusal(&receiver, "").await.expect("it posts too often");
    // Half a second gives another turn.
    let mut reply = receiver.post_form(SUBMISSIONS, &form_fields(WORDS)).await;
    for _ in 0..3 {
        reply = receiver.post_form(SUBMISSIONS, &form_fields(WORDS)).await;
    }
    assert_eq!((reply.status, reply.header("retry-after")), (429, "10"));
    for part in ["very busy", &[WORDS, "</textarea>"].concat(), r#"value="yes" checked"#] {
        assert!(reply.body.contains(part), "{part} is not in {}", reply.body);
    }
}

#[tokio::test]
async fn receipts_can_be_read_however_often_somebody_posts() {
    let receiver = Setup::new().limiting_posts_behind(&[]).start().await;
    let receipt = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    refusal(&receiver, "").await.expect("it posts too often");
    assert_eq!(receiver.read(receipt.header("location")).await.status, 200);
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_client_is_one_and_who_made_up_an_address_is_still_the_same() {
    let receiver = Setup::new().limiting_posts_behind(&["127.0.0.1"]).start().await;
    assert!(refusal(&receiver, "203.0.113.7").await.is_some());
    let from = async |forwarded: &str| {
        let post = receiver.post(SUBMISSIONS).json(&submission(1, "Kia ora")).header("x-forwarded-for", forwarded);
        Reply::to(post).await.status
    };
    let mut made_up = Vec::new();
    for number in 0..4 {
        made_up.push(from(&format!("198.51.100.{number}, 203.0.113.7")).await);
    }
    assert!(made_up.contains(&429), "{made_up:?}");
    assert_eq!(from("203.0.113.8").await, 201);
}

#[tokio::test]
async fn without_a_trusted_proxy_nobody_gets_another_turn_by_making_up_an_address() {
    let receiver = Setup::new().limiting_posts_behind(&[]).start().await;
    let mut statuses = Vec::new();
    for number in 0..600 {
        let forwarded = format!("198.51.{}.{}", number / 250, number % 250);
        statuses.push(Reply::to(receiver.post(SUBMISSIONS).header("x-forwarded-for", forwarded)).await.status);
    }
    assert!(statuses.contains(&429));
}

#[tokio::test]
async fn nobody_is_held_back_unless_the_deployer_asks_for_it() {
    assert!(refusal(&Receiver::start().await, "").await.is_none());
}
