//! What others are told once something is stored: an acknowledgement by mail, and a webhook. Whatever happens to it, the
//! person who sent has their receipt.

mod programs;
mod server;

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use receiver::outbox::mail::Mail;
use receiver::outbox::webhook::Webhook;
use receiver::outbox::{Backoff, Outbox};
use serde_json::{Value, json};
use sha2::Sha256;
use sqlx::{Connection, SqliteConnection};

use self::server::{Down, Mood, Server};
use crate::harness::{Receiver, SUBMISSIONS, Setup, id, submission};
use crate::program::{folder, run};

const SECRET: &str = "a secret of the test that is long enough";

/// A machine may be busy; whatever is waited for comes long before.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What takes days takes moments here.
const QUICK: Backoff = Backoff {
    pause: Duration::from_millis(10),
    patience: Duration::from_secs(10),
    first: Duration::from_millis(20),
    longest: Duration::from_millis(100),
    give_up_after: Duration::from_secs(60),
};

fn by_mail(port: u16) -> Outbox {
    let sender = "Consultations <no-reply@agency.example>".parse().expect("it is a sender");
    let account = Some(("consultations".to_owned(), "a password".to_owned()));
    let mail = Mail::new(&format!("smtp://127.0.0.1:{port}"), sender, account).expect("it is this machine");
    Outbox { mail: Some(mail), webhook: None, backoff: QUICK }
}

fn by_webhook(port: u16) -> Outbox {
    let webhook = Webhook::new(&format!("http://127.0.0.1:{port}/hook"), SECRET).expect("it is this machine");
    Outbox { mail: None, webhook: Some(webhook), backoff: QUICK }
}

/// Who waits for a server that never answers has to be; another one may be as slow for once, and is then told twice.
fn impatient(outbox: Outbox) -> Outbox {
    Outbox { backoff: Backoff { patience: Duration::from_millis(400), ..QUICK }, ..outbox }
}

async fn telling(outbox: Outbox) -> Receiver {
    Setup::new().telling(outbox).start().await
}

/// A submission of somebody who gave an address.
fn with_address(number: u32, words: &str) -> Value {
    let mut submission = submission(number, words);
    submission["answers"]["email"] = json!("mere@example.org");
    submission
}

fn stats(receiver: &Receiver) -> Value {
    let (folder, address) = (folder(), receiver.setup().database_address().to_string());
    let printed = run(folder.path(), &["stats", "--format", "json", "--database", &address]).stdout;
    serde_json::from_slice(&printed).expect("it is JSON")
}

/// Waits until so many are waiting, and given up.
async fn until_left(receiver: &Receiver, channel: &str, waiting: i64, given_up: i64) {
    let (start, expected) = (Instant::now(), json!({"waiting": waiting, "given_up": given_up}));
    while stats(receiver)[channel] != expected {
        assert!(start.elapsed() < LONGEST_WAIT, "{}", stats(receiver));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn in_database(setup: &Setup, statement: &'static str) -> i64 {
    let address = setup.database_address().to_string();
    let mut connection = SqliteConnection::connect(&address).await.expect("it opens");
    let found = sqlx::query_scalar(statement).fetch_optional(&mut connection).await.expect("it can");
    connection.close().await.expect("it closes");
    found.unwrap_or(0)
}

/// Waits until what is left was tried so often.
async fn until_tried(receiver: &Receiver, tries: i64) {
    let start = Instant::now();
    while in_database(receiver.setup(), "SELECT coalesce(max(tries), 0) FROM outbox").await < tries {
        assert!(start.elapsed() < LONGEST_WAIT, "it is not tried");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The text of a mail: quoted-printable, and UTF-8 within.
fn decoded(mail: &str) -> String {
    let bytes = mail.replace("=\r\n", "").into_bytes();
    let mut text = Vec::new();
    let mut rest = bytes.as_slice();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match (first, code) {
            (b'=', Some(code)) => {
                text.push(code);
                rest = &after[2..];
            }
            _ => {
                text.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

#[tokio::test]
async fn whoever_gives_an_address_is_written_reference_moment_and_what_happens_next_and_no_answers() {
    let server = Server::of_mail(Mood::Well).await;
    let receiver = telling(by_mail(server.port())).await;
    let reference = receiver.post_json(SUBMISSIONS, &with_address(1, "my words")).await.reference();
    let mails = server.taken_once_there_are(1).await;
    let mail = decoded(&mails[0]);
    for part in [
        "To: mere@example.org\r\n",
        "From: Consultations <no-reply@agency.example>\r\n",
        "Auto-Submitted: auto-generated\r\n",
        &format!("Message-ID: <{reference}@agency.example>\r\n"),
        &format!("Your reference: {reference}\r\n"),
        "Received at 9.00am on Monday 1 August 2022",
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    let publication = receiver.setup().publication();
    let next = &publication.content.have_your_say().form.received.next;
    assert!(!next.is_empty(), "the content says what happens next");
    assert!(!mail.contains("my words") && !mail.contains(&id(1)), "{mail}");
    until_left(&receiver, "mail", 0, 0).await;
}

#[tokio::test]
async fn the_same_sent_again_is_acknowledged_once() {
    let server = Server::of_mail(Mood::Well).await;
    let receiver = telling(by_mail(server.port())).await;
    for status in [201, 200, 200] {
        assert_eq!(receiver.post_json(SUBMISSIONS, &with_address(1, "one")).await.status, status);
    }
    receiver.post_json(SUBMISSIONS, &with_address(2, "two")).await;
    server.taken_once_there_are(2).await;
    until_left(&receiver, "mail", 0, 0).await;
    assert_eq!(server.taken().len(), 2);
}

/// Anybody can name a stranger's.
#[tokio::test]
async fn one_address_gets_three_mails_a_day_and_everything_is_stored() {
    let server = Server::of_mail(Mood::Well).await;
    let receiver = telling(by_mail(server.port())).await;
    for number in 0..5 {
        assert_eq!(receiver.post_json(SUBMISSIONS, &with_address(number, "one")).await.status, 201);
    }
    until_left(&receiver, "mail", 0, 2).await;
    assert_eq!((server.taken().len(), receiver.exported().await.len()), (3, 5));
}

#[tokio::test]
async fn who_gives_no_address_gets_no_mail() {
    let server = Server::of_mail(Mood::Well).await;
    let receiver = telling(by_mail(server.port())).await;
    assert_eq!(receiver.post_json(SUBMISSIONS, &submission(1, "one")).await.status, 201);
    assert_eq!(stats(&receiver)["mail"], json!({"waiting": 0, "given_up": 0}));
    assert_eq!(server.taken(), Vec::<String>::new());
}

#[tokio::test]
async fn a_server_that_is_down_gets_it_once_it_is_back_also_after_the_receiver_was_started_anew() {
    let down = Down::new();
    let receiver = telling(by_mail(down.port())).await;
    assert_eq!(receiver.post_json(SUBMISSIONS, &with_address(1, "one")).await.status, 201);
    until_tried(&receiver, 1).await;
    let receiver = receiver.stop().await.start().await;
    until_tried(&receiver, 3).await;
    until_left(&receiver, "mail", 1, 0).await;
    let server = down.comes_back();
    assert_eq!(server.taken_once_there_are(1).await.len(), 1);
    until_left(&receiver, "mail", 0, 0).await;
}

#[tokio::test]
async fn nobody_who_sends_waits_for_a_server_that_never_answers() {
    let server = Server::of_mail(Mood::Silent).await;
    let receiver = telling(impatient(by_mail(server.port()))).await;
    for number in 0..20 {
        let mut submission = with_address(number, "one");
        submission["answers"]["email"] = json!(format!("mere-{number}@example.org"));
        assert_eq!(receiver.post_json(SUBMISSIONS, &submission).await.status, 201);
    }
    server.has_turned_away(2).await;
    assert_eq!(server.taken(), Vec::<String>::new());
    server.becomes(Mood::Well);
    server.taken_once_there_are(20).await;
    until_left(&receiver, "mail", 0, 0).await;
}

#[tokio::test]
async fn a_mailbox_that_is_refused_is_given_up_and_one_that_is_busy_is_tried_again() {
    let server = Server::of_mail(Mood::Answers(550)).await;
    let receiver = telling(by_mail(server.port())).await;
    assert_eq!(receiver.post_json(SUBMISSIONS, &with_address(1, "one")).await.status, 201);
    until_left(&receiver, "mail", 0, 1).await;
    server.becomes(Mood::Answers(451));
    receiver.post_json(SUBMISSIONS, &with_address(2, "two")).await;
    until_left(&receiver, "mail", 1, 1).await;
    server.becomes(Mood::Well);
    assert_eq!(server.taken_once_there_are(1).await.len(), 1);
    until_left(&receiver, "mail", 0, 1).await;
}

/// Whatever the server says to anything else may be the deployer's to mend: nobody's mailbox is at fault.
#[tokio::test]
async fn a_refusal_of_everything_that_comes_from_here_is_tried_again() {
    for mood in [
        Mood::Says("EHLO", "550 not from there"),
        Mood::Says("AUTH", "535 5.7.8 another password"),
        Mood::Says("AUTH", "550 no such account"),
        Mood::Says("MAIL", "550 5.1.8 no such sender"),
        Mood::Says("RCPT", "550 5.7.1 relaying denied"),
        Mood::Says("DATA", "550 not today"),
    ] {
        let server = Server::of_mail(mood).await;
        let receiver = telling(by_mail(server.port())).await;
        assert_eq!(receiver.post_json(SUBMISSIONS, &with_address(1, "one")).await.status, 201, "{mood:?}");
        server.has_turned_away(2).await;
        server.becomes(Mood::Well);
        assert_eq!(server.taken_once_there_are(1).await.len(), 1, "{mood:?}");
        until_left(&receiver, "mail", 0, 0).await;
    }
}

/// A receiver that ended while a mail waited for longer than it may.
async fn ended_with_an_old_mail(down: &Down) -> Setup {
    let receiver = telling(by_mail(down.port())).await;
    assert_eq!(receiver.post_json(SUBMISSIONS, &with_address(1, "one")).await.status, 201);
    until_tried(&receiver, 1).await;
    let setup = receiver.stop().await;
    in_database(&setup, "UPDATE outbox SET added_at = added_at - 61000, next_at = 0").await;
    setup
}

/// From a copy that was put back, or after the receiver was down for long: nobody expects it any more.
#[tokio::test]
async fn what_is_too_old_is_told_to_nobody_and_counted_as_given_up() {
    let down = Down::new();
    let setup = ended_with_an_old_mail(&down).await;
    let (server, receiver) = (down.comes_back(), setup.start().await);
    until_left(&receiver, "mail", 0, 1).await;
    assert_eq!(server.taken(), Vec::<String>::new());
}

#[tokio::test]
async fn one_whose_row_is_damaged_is_given_up_like_any_other() {
    let down = Down::new();
    let setup = ended_with_an_old_mail(&down).await;
    in_database(&setup, "UPDATE submissions SET received_at = 'x'").await;
    until_left(&setup.start().await, "mail", 0, 1).await;
}

#[tokio::test]
async fn it_is_given_up_when_its_time_is_over() {
    let server = Server::of_a_website(Mood::Answers(500)).await;
    let outbox = by_webhook(server.port());
    let backoff = Backoff { give_up_after: Duration::from_secs(2), ..QUICK };
    let receiver = telling(Outbox { backoff, ..outbox }).await;
    assert_eq!(receiver.post_json(SUBMISSIONS, &submission(1, "one")).await.status, 201);
    until_left(&receiver, "webhook", 0, 1).await;
    assert!(server.taken().len() > 2, "it was tried again and again: {}", server.taken().len());
}

/// The server has it, and nobody here knows: what is told twice can be known by its number.
#[tokio::test]
async fn what_was_taken_without_an_answer_comes_again_under_the_same_number() {
    let server = Server::of_mail(Mood::HangsUp).await;
    let receiver = telling(by_mail(server.port())).await;
    receiver.post_json(SUBMISSIONS, &with_address(1, "one")).await;
    server.taken_once_there_are(1).await;
    server.becomes(Mood::Well);
    until_left(&receiver, "mail", 0, 0).await;
    let number = |mail: &String| mail.lines().find(|line| line.starts_with("Message-ID: ")).map(str::to_owned);
    let numbers: std::collections::HashSet<_> = server.taken().iter().map(number).collect();
    assert!(server.taken().len() > 1 && numbers.len() == 1, "{numbers:?}");
}

#[tokio::test]
async fn what_was_withdrawn_before_the_mail_could_be_written_is_not_acknowledged() {
    let server = Server::of_mail(Mood::Answers(451)).await;
    let receiver = telling(by_mail(server.port())).await;
    receiver.post_json(SUBMISSIONS, &with_address(1, "one")).await;
    let withdrawal = json!({"id": id(2), "revision": 1, "content_sha256": crate::harness::DIGEST, "withdraws": id(1), "answers": {}});
    assert_eq!(receiver.post_json(SUBMISSIONS, &withdrawal).await.status, 201);
    server.becomes(Mood::Well);
    until_left(&receiver, "mail", 0, 0).await;
    assert_eq!(server.taken(), Vec::<String>::new());
}

#[tokio::test]
async fn what_is_purged_is_told_to_nobody() {
    let server = Server::of_mail(Mood::Answers(451)).await;
    let receiver = telling(by_mail(server.port())).await;
    let reference = receiver.post_json(SUBMISSIONS, &with_address(1, "one")).await.reference();
    let (folder, address) = (folder(), receiver.setup().database_address().to_string());
    let purged = run(folder.path(), &["purge", "--ref", &reference, "--really", "--database", &address]);
    assert!(purged.status.success(), "{}", String::from_utf8_lossy(&purged.stderr));
    assert_eq!(stats(&receiver)["mail"], json!({"waiting": 0, "given_up": 0}));
}

#[tokio::test]
async fn a_webhook_has_reference_moment_and_marks_a_signature_and_nobodys_words() {
    let server = Server::of_a_website(Mood::Well).await;
    let receiver = telling(by_webhook(server.port())).await;
    let reference = receiver.post_json(SUBMISSIONS, &with_address(1, "my words")).await.reference();
    let posts = server.taken_once_there_are(1).await;
    let (head, body) = posts[0].split_once("\r\n\r\n").expect("it has a head and a body");
    let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_default();
    let told: Value = serde_json::from_str(body).expect("it is JSON");
    assert_eq!(
        (&told["type"], &told["reference"], &told["form"]),
        (&json!("submission.received"), &json!(reference), &json!("submission"))
    );
    assert_eq!((&told["late"], &told["withdraws"], &told["amends"]), (&json!(false), &json!(false), &Value::Null));
    assert!(!posts[0].contains("my words") && !posts[0].contains("mere") && !posts[0].contains(&id(1)), "{}", posts[0]);
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key may have any length");
    mac.update(format!("{reference}.{}.{body}", header("webhook-timestamp")).as_bytes());
    assert_eq!(header("webhook-signature"), ["v1,", &STANDARD.encode(mac.finalize().into_bytes())].concat());
    assert_eq!(header("webhook-id"), reference);
    until_left(&receiver, "webhook", 0, 0).await;
}

#[tokio::test]
async fn a_webhook_that_fails_hangs_up_is_slow_or_leads_elsewhere_is_tried_again_until_it_is_taken() {
    for mood in [Mood::Answers(500), Mood::Answers(404), Mood::Answers(302), Mood::HangsUp, Mood::Silent] {
        let server = Server::of_a_website(mood).await;
        let receiver = telling(impatient(by_webhook(server.port()))).await;
        assert_eq!(receiver.post_json(SUBMISSIONS, &submission(1, "one")).await.status, 201, "{mood:?}");
        server.taken_once_there_are(2).await;
        server.becomes(Mood::Well);
        until_left(&receiver, "webhook", 0, 0).await;
        assert!(server.taken().iter().all(|post| post.starts_with("POST /hook ")), "{mood:?}");
    }
}
