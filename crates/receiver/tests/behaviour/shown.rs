//! `receiver show` and `receiver stats`: what an officer looks up in a terminal, while the receiver runs.

use std::process::Output;

use receiver::store::submission::Marks;
use serde_json::{Value, json};

use crate::harness::{FEEDBACK, Receiver, SUBMISSIONS, id, submission};
use crate::program::{folder, run};

fn operate(receiver: &Receiver, arguments: &[&str]) -> Output {
    let (folder, address) = (folder(), receiver.setup().database_address().to_string());
    run(folder.path(), &[arguments, &["--database", &address]].concat())
}

fn said(receiver: &Receiver, arguments: &[&str]) -> String {
    let output = operate(receiver, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

fn amending(number: u32, field: &str, earlier: u32) -> Value {
    let mut change = submission(number, "other words");
    change[field] = json!(id(earlier));
    if field == "withdraws" {
        change["answers"] = json!({});
    }
    change
}

#[tokio::test]
async fn one_is_shown_with_its_moment_its_questions_and_every_line_of_its_words() {
    let receiver = Receiver::start().await;
    let reference = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora\nkoutou")).await.reference();
    receiver.post_json(SUBMISSIONS, &submission(2, "somebody else’s")).await;
    let shown = said(&receiver, &["show", &reference.to_lowercase()]);
    assert!(shown.starts_with(&format!("reference         {reference}\n")), "{shown}");
    for part in [
        "received at       2022-08-01T09:00:0",
        "counts            yes\n",
        "(anything-else)\n    Kia ora\n    koutou\n",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("somebody") && !shown.contains(&id(1)), "{shown}");
}

#[tokio::test]
async fn no_words_steer_the_terminal_in_which_they_are_shown() {
    let receiver = Receiver::start().await;
    let words = "red \u{1b}[31m, C1 \u{9b}2J, turned \u{202e}txt, bell \u{7}";
    let reference = receiver.post_json(SUBMISSIONS, &submission(1, words)).await.reference();
    for format in ["text", "json"] {
        let shown = said(&receiver, &["show", &reference, "--format", format]);
        let steering =
            shown.chars().find(|character| (character.is_control() && *character != '\n') || *character == '\u{202e}');
        assert_eq!(steering, None, "{format}: {shown}");
    }
}

#[tokio::test]
async fn as_json_it_is_the_element_of_the_export() {
    let receiver = Receiver::start().await;
    let reference = receiver.post_json(SUBMISSIONS, &submission(1, "red \u{1b}[31m \u{9b}2J 🦊")).await.reference();
    let shown: Value =
        serde_json::from_str(&said(&receiver, &["show", &reference, "--format", "json"])).expect("it is JSON");
    assert_eq!([shown], receiver.exported().await.as_slice());
}

#[tokio::test]
async fn one_that_was_replaced_or_withdrawn_says_by_which() {
    let receiver = Receiver::start().await;
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "one")).await.reference();
    let change = receiver.post_json(SUBMISSIONS, &amending(2, "replaces", 1)).await.reference();
    assert!(said(&receiver, &["show", &first]).contains(&format!("no: replaced by {change}\n")));
    let withdrawal = receiver.post_json(SUBMISSIONS, &amending(3, "withdraws", 2)).await.reference();
    assert!(said(&receiver, &["show", &first]).contains(&format!("no: withdrawn by {withdrawal}\n")));
}

#[tokio::test]
async fn a_reference_that_nothing_has_is_said_to_be_unknown() {
    let receiver = Receiver::start().await;
    let output = operate(&receiver, &["show", "CFHK-7394"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).ends_with("has the reference CFHK-7394\n"));
}

#[tokio::test]
async fn everything_is_counted_by_form_by_day_and_by_what_is_unusual() {
    let early = Receiver::start().await;
    early.post_json(SUBMISSIONS, &submission(1, "one")).await;
    early.post_json(SUBMISSIONS, &submission(2, "one")).await;
    early.post_json(SUBMISSIONS, &amending(3, "replaces", 1)).await;
    early.post_json(SUBMISSIONS, &submission(4, "to be withdrawn")).await;
    early.post_json(SUBMISSIONS, &amending(5, "withdraws", 4)).await;
    early.post_json(FEEDBACK, &json!({"id": id(6), "revision": 1, "answers": {"useful": "yes"}})).await;
    let receiver = early.stop().await.rehearsing("2030-01-01T09:00:00+13:00").start().await;
    let mut unknown = submission(7, "late, and of a revision that nobody knows");
    unknown["content_sha256"] = json!("f".repeat(64));
    receiver.post_json(SUBMISSIONS, &unknown).await;
    let stats: Value = serde_json::from_str(&said(&receiver, &["stats", "--format", "json"])).expect("it is JSON");
    let (of_submissions, of_feedback) = (&stats["submissions"], &stats["feedback"]);
    for (what, number) in [
        ("rows", 6),
        ("counts", 3),
        ("early", 0),
        ("late", 1),
        ("unknown_revision", 1),
        ("replaced", 1),
        ("withdrawn", 1),
        ("withdrawals", 1),
        ("likely_repeats", 1),
    ] {
        assert_eq!(of_submissions[what], number, "{what}: {stats}");
    }
    assert_eq!(of_submissions["by_day"], json!({"2022-08-01": 5, "2030-01-01": 1}));
    assert!(of_submissions["first_received_at"].as_str().is_some_and(|moment| moment.starts_with("2022-08-01T09:00")));
    assert!(of_submissions["last_received_at"].as_str().is_some_and(|moment| moment.starts_with("2030-01-01T09:00")));
    assert_eq!((&of_feedback["rows"], &of_feedback["by_day"]), (&json!(1), &json!({"2022-08-01": 1})));
    let text = said(&receiver, &["stats"]);
    assert!(
        text.starts_with("submissions\n  rows              6\n") && text.contains("  2030-01-01        1\n"),
        "{text}"
    );
}

#[tokio::test]
async fn every_mark_of_an_export_is_counted() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &amending(1, "replaces", 77)).await;
    let stats: Value = serde_json::from_str(&said(&receiver, &["stats", "--format", "json"])).expect("it is JSON");
    let (exported, marks) = (receiver.exported().await, json!(Marks::default()));
    for mark in marks.as_object().expect("they have names").keys() {
        let is_marked = exported[0][mark].as_bool().expect("it is yes or no");
        assert_eq!(stats["submissions"][mark], usize::from(is_marked), "{mark}: {stats}");
    }
    assert!(said(&receiver, &["stats"]).contains("  unstated origin   1\n  unknown earlier   1\n"));
}
