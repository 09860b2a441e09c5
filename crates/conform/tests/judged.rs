//! An endpoint that a stranger could have written by docs/submission-protocol.md, and the same with one fault each: the rule that
//! the fault breaks is named, and no other.

mod stranger;

use conform::{Endpoint, Found, Level, RULES, Sample, judge};
use serde_json::{Value, json};
use stranger::{Answer, Fault, start};

const DOCUMENT: &str = include_str!("../../../docs/submission-protocol.md");
const PAGE: &str = "https://page.example";

#[test]
fn every_rule_is_a_sentence_of_the_document() {
    for rule in RULES {
        assert!(DOCUMENT.contains(rule.sentence), "{}", rule.sentence);
    }
}

/// The rules that are not kept.
fn broken(fault: Fault) -> Vec<&'static str> {
    let endpoint = Endpoint::new(&start(fault), Some(PAGE.to_owned())).expect("it is an address");
    let sample = Sample::shipped();
    let verdicts = judge(&endpoint, &sample);
    verdicts.filter(|verdict| verdict.found != Found::Kept).map(|verdict| verdict.sentence).collect()
}

#[test]
fn an_endpoint_that_is_written_by_the_document_keeps_every_rule() {
    assert_eq!(broken(|_, answer| answer), Vec::<&str>::new());
}

fn with(answer: Answer, member: &str, value: Value) -> Answer {
    let mut answer = answer;
    if answer.status < 300 && answer.body.is_object() {
        answer.body[member] = value;
    }
    answer
}

/// Another answer, to the same page.
fn instead(answer: Answer, other: Answer) -> Answer {
    Answer { origin: answer.origin, ..other }
}

/// What an endpoint may get wrong, and how the sentences start that it breaks.
const FAULTS: [(&str, Fault, &[&str]); 14] = [
    (
        "another's receipt",
        |_, answer| with(answer, "id", json!("0".repeat(32))),
        &["must be the id", "Answers to a revision"],
    ),
    (
        "no reference",
        |_, answer| with(answer, "reference", json!(" ")),
        &["must be there and not blank", "Other words", "a later submission"],
    ),
    ("a moment in words", |_, answer| with(answer, "received_at", json!("today")), &["must be there: when"]),
    ("no digest", |_, answer| with(answer, "body_sha256", json!(null)), &["must be there: SHA-256"]),
    (
        "another reference each time",
        |asked, answer| with(answer, "reference", json!(asked.number)),
        &[
            "must be there and not blank",
            "Whoever sends the same bytes",
            "That also holds",
            "Other words",
            "The receipt is below",
            "a later submission",
        ],
    ),
    (
        "other words are taken for the first",
        |_, answer| match answer.status {
            409 => instead(answer, Answer::json(200, json!({}))),
            _ => answer,
        },
        &["Other words"],
    ),
    (
        "no receipts are told",
        |asked, answer| match asked.path.ends_with("/receipt") {
            true => instead(answer, Answer::page(404)),
            false => answer,
        },
        &["The receipt is below", "Under an id"],
    ),
    (
        "a web page for a refusal",
        |_, answer| match answer.status {
            400 => instead(answer, Answer::page(400)),
            _ => answer,
        },
        &["Every refusal"],
    ),
    (
        "what is unreadable is stored",
        |_, answer| match answer.status {
            400 => instead(answer, Answer::json(201, json!({"reference": "CFHK-7394"}))),
            _ => answer,
        },
        &["A member that is not", "One that reads it", "Every refusal", "Where nothing was stored"],
    ),
    (
        "a reference where nothing was stored",
        |_, mut answer| {
            if answer.status == 400 {
                answer.body["reference"] = json!("CFHK-7394");
            }
            answer
        },
        &["Where nothing was stored"],
    ),
    (
        "one problem for all",
        |_, mut answer| {
            if answer.status == 422 {
                answer.body["errors"] = json!(null);
            }
            answer
        },
        &["Of answers that break"],
    ),
    (
        "everybody's page is let in",
        |_, answer| Answer { origin: Some("*".to_owned()), ..answer },
        &["it must answer the browser's question", "The list of origins"],
    ),
    (
        "a refusal that the page cannot read",
        |_, answer| match answer.status {
            400 => Answer { origin: None, ..answer },
            _ => answer,
        },
        &["it must answer the browser's question"],
    ),
    (
        "a withdrawal of nothing is taken",
        |_, answer| match (answer.status, &answer.body["title"]) {
            (404, title) if title == "Nothing to withdraw" => instead(answer, Answer::json(201, json!({}))),
            _ => answer,
        },
        &["What withdraws it"],
    ),
];

#[test]
fn a_fault_is_named_by_the_rule_that_it_breaks() {
    for (what, fault, starts) in FAULTS {
        let broken = broken(fault);
        let are_named = broken.iter().zip(starts).all(|(sentence, start)| sentence.starts_with(start));
        assert!(are_named && broken.len() == starts.len(), "{what}: {broken:#?}");
    }
}

#[test]
fn an_endpoint_that_is_not_there_keeps_nothing() {
    let endpoint = Endpoint::new("http://127.0.0.1:9/", None).expect("it is an address");
    let sample = Sample::shipped();
    for verdict in judge(&endpoint, &sample).filter(|verdict| verdict.level == Level::Must) {
        assert_ne!(verdict.found, Found::Kept, "{}", verdict.sentence);
    }
}

#[test]
fn what_is_no_address_is_told() {
    for url in ["", "endpoint.example", "ftp://endpoint.example/", "https://endpoint.example/?a=b"] {
        let error = Endpoint::new(url, None).err().expect("it is none").to_string();
        assert!(error.contains(&format!("“{url}” is no address")), "{error}");
    }
}
