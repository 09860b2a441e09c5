//! What a program seems to have sent through the form for people: stored, acknowledged and marked, and never refused for that.

use consultation::purpose::Purpose;
use receiver::cli::Format;
use serde_json::{Value, json};

use crate::harness::{FEEDBACK, Receiver, SUBMISSIONS, form_fields, submission};

/// The fields, with other values for some of them.
fn fields_with<'a>(others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = form_fields("Kia ora");
    fields.retain(|(name, _)| others.iter().all(|(other, _)| other != name));
    [fields.as_slice(), others].concat()
}

/// What is posted with these instead is stored; whether it is held.
async fn is_held(others: &[(&str, &str)]) -> Value {
    let receiver = Receiver::start().await;
    assert_eq!(receiver.post_form(SUBMISSIONS, &fields_with(others)).await.status, 303);
    receiver.exported().await[0]["held"].clone()
}

#[tokio::test]
async fn who_fills_in_what_no_person_sees_is_held() {
    assert_eq!(is_held(&[("web--site", "https://casino.example")]).await, json!(true));
}

#[tokio::test]
async fn a_person_is_not_held() {
    assert_eq!(is_held(&[]).await, json!(false));
}

#[tokio::test]
async fn who_sends_without_having_been_shown_everything_is_held() {
    let receiver = Receiver::start().await;
    let mut fields = form_fields("Kia ora");
    fields.retain(|(name, _)| *name != "shown--at");
    assert_eq!(receiver.post_form(SUBMISSIONS, &fields).await.status, 303);
    assert_eq!(receiver.exported().await[0]["held"], json!(true));
}

/// The value of a field that a page carries.
fn carried<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    page.split(&format!(r#"name="{name}" value=""#)).nth(1)?.split('"').next()
}

#[tokio::test]
async fn who_sends_at_once_what_is_shown_is_held() {
    let receiver = Receiver::start().await;
    let shown = receiver.post_form(SUBMISSIONS, &fields_with(&[("step", "")])).await;
    let at = carried(&shown.body, "shown--at").expect("the page says when it was shown");
    assert_eq!(receiver.post_form(SUBMISSIONS, &fields_with(&[("shown--at", at)])).await.status, 303);
    assert_eq!(receiver.exported().await[0]["held"], json!(true));
}

#[tokio::test]
async fn what_was_filled_in_at_first_is_known_when_it_is_sent() {
    let receiver = Receiver::start().await;
    let trapped = [("step", ""), ("web--site", "https://casino.example")];
    let shown = receiver.post_form(SUBMISSIONS, &fields_with(&trapped)).await;
    assert_eq!(carried(&shown.body, "web--site"), Some("yes"));
    assert!(!shown.body.contains("casino"), "{}", shown.body);
}

#[tokio::test]
async fn a_form_that_comes_back_has_the_field_that_no_person_sees() {
    let receiver = Receiver::start().await;
    let again = receiver.post_form(SUBMISSIONS, &fields_with(&[("email", "nowhere")])).await;
    assert!(again.body.contains(r#"<input hidden name="web--site" autocomplete="off">"#), "{}", again.body);
}

#[tokio::test]
async fn feedback_is_held_by_that_field_alone() {
    let receiver = Receiver::start().await;
    for trap in ["", "https://casino.example"] {
        let fields = [("revision", "1"), ("useful", "yes"), ("web--site", trap)];
        assert_eq!(receiver.post_form(FEEDBACK, &fields).await.status, 303);
    }
    let feedback = receiver.export(Format::Json, Purpose::Feedback).await;
    let feedback: Vec<Value> = serde_json::from_str(&feedback).expect("it is an array");
    let held: Vec<_> = feedback.iter().map(|entry| entry["held"].clone()).collect();
    assert_eq!(held, [json!(false), json!(true)]);
}

#[tokio::test]
async fn what_the_pages_own_program_sends_is_held_where_that_says_so() {
    let receiver = Receiver::start().await;
    for (number, query) in [(1, ""), (2, "?held=true"), (3, "?held=false"), (4, "?from=here&held=true")] {
        let reply = receiver.post_json(&[SUBMISSIONS, query].concat(), &submission(number, &number.to_string())).await;
        assert_eq!(reply.status, 201, "{query}");
    }
    let held: Vec<_> = receiver.exported().await.iter().map(|stored| stored["held"].clone()).collect();
    assert_eq!(held, [json!(false), json!(true), json!(false), json!(true)]);
}
