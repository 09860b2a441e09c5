//! What a browser that posts by itself gets when nothing could be stored: its words, in the form, ready to be sent again.

use consultation::delivery::submission::SubmissionId;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, Executor, SqliteConnection};

use crate::harness::{Receiver, Reply, SUBMISSIONS, form_fields, id};

const WORDS: &str = "Publication that took an hour";

#[track_caller]
fn assert_says(reply: &Reply, parts: &[&str]) {
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    for part in parts {
        assert!(reply.body.contains(part), "{part} is not in {}", reply.body);
    }
}

/// The form is there with every answer, and an id to send it under.
#[track_caller]
fn assert_repeats_the_form(reply: &Reply) -> String {
    assert_says(reply, &["<title>Error: ", &[WORDS, "</textarea>"].concat()]);
    assert_says(reply, &[r#"name="responding-as" value="individual" checked"#, r#"value="yes" checked"#]);
    let id = reply.body.split(r#"name="id" value=""#).nth(1).and_then(|rest| rest.split('"').next());
    let id = SubmissionId::try_from(id.unwrap_or_default().to_owned()).expect("the form has an id");
    id.as_str().to_owned()
}

async fn another_program(receiver: &Receiver) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(receiver.setup().database());
    SqliteConnection::connect_with(&options).await.expect("the database opens")
}

#[tokio::test]
async fn while_the_database_is_locked_the_form_comes_back_and_can_be_sent_from_there_once() {
    let receiver = Receiver::start().await;
    let mut other = another_program(&receiver).await;
    other.execute("BEGIN IMMEDIATE").await.expect("it locks");
    let reply = receiver.post_form(SUBMISSIONS, &form_fields(WORDS)).await;
    assert_eq!((reply.status, reply.header("retry-after")), (503, "10"));
    assert_says(&reply, &["could not store anything just now", "Sending again is safe"]);
    let id = assert_repeats_the_form(&reply);
    other.execute("ROLLBACK").await.expect("it unlocks");
    let fields = [form_fields(WORDS), vec![("id", &id)]].concat();
    for _ in 0..2 {
        assert_eq!(receiver.post_form(SUBMISSIONS, &fields).await.status, 303);
    }
    assert_eq!(receiver.exported().await.len(), 1);
}

#[tokio::test]
async fn a_form_that_had_an_id_comes_back_with_the_same() {
    let receiver = Receiver::start().await;
    std::fs::remove_file(receiver.setup().database()).expect("it was there");
    let id = id(7);
    let reply = receiver.post_form(SUBMISSIONS, &[form_fields(WORDS), vec![("id", &id)]].concat()).await;
    assert_eq!((reply.status, assert_repeats_the_form(&reply)), (503, id));
}

#[tokio::test]
async fn changed_words_under_a_stored_id_come_back_with_the_first_reference_and_another_id() {
    let receiver = Receiver::start().await;
    let first = id(7);
    receiver.post_form(SUBMISSIONS, &[form_fields("The first words"), vec![("id", &first)]].concat()).await;
    let reference = receiver.exported().await[0]["reference"].as_str().expect("it has one").to_owned();
    let reply = receiver.post_form(SUBMISSIONS, &[form_fields(WORDS), vec![("id", &first)]].concat()).await;
    assert_eq!(reply.status, 409);
    assert_says(&reply, &["An earlier version of your submission has arrived", &reference]);
    let second = assert_repeats_the_form(&reply);
    assert_ne!(second, first);
    let fields = [form_fields(WORDS), vec![("id", &second)]].concat();
    assert_eq!(receiver.post_form(SUBMISSIONS, &fields).await.status, 303);
    assert_eq!(receiver.exported().await.len(), 2);
}

#[tokio::test]
async fn bytes_that_are_no_letters_are_never_stored_altered() {
    let receiver = Receiver::start().await;
    let fields = reqwest::Url::parse_with_params("x:", form_fields(WORDS)).expect("it is an address");
    let body = [fields.query().expect("it has fields"), "&full-name=M%E4ori"].concat();
    let post = receiver.post(SUBMISSIONS).header("content-type", "application/x-www-form-urlencoded").body(body);
    let reply = Reply::to(post).await;
    assert_eq!(reply.status, 400);
    assert_says(&reply, &["Some letters did not arrive as they were written", r#"value="M�ori""#]);
    assert_repeats_the_form(&reply);
    assert_eq!(receiver.exported().await.len(), 0);
}

#[tokio::test]
async fn a_post_with_something_of_another_form_comes_back_with_what_could_be_read() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_form(SUBMISSIONS, &[form_fields(WORDS), vec![("Not an id", "x")]].concat()).await;
    assert_eq!(reply.status, 400);
    assert_says(&reply, &["Some of what arrived does not belong to this form"]);
    assert_repeats_the_form(&reply);
}

#[tokio::test]
async fn words_of_a_question_that_is_gone_come_back_too() {
    let receiver = Receiver::start().await;
    std::fs::remove_file(receiver.setup().database()).expect("it was there");
    let mut fields = form_fields(WORDS);
    fields.retain(|(name, _)| *name != "official-information");
    // Its rules are looked at before the database is.
    let reply = receiver.post_form(SUBMISSIONS, &[fields, vec![("chapter-nine", "Gone")]].concat()).await;
    assert_says(&reply, &["\nGone</textarea>"]);
}

#[tokio::test]
async fn more_than_can_be_read_gets_a_page_that_helps() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_form(SUBMISSIONS, &form_fields(&"x".repeat(3 << 20))).await;
    assert_eq!(reply.status, 413);
    let ways_on = ["Back button", "mailto:negotiating-team@agency.example"];
    assert_says(&reply, &[&["<title>Error: Your submission has not been sent"], &ways_on[..]].concat());
}
