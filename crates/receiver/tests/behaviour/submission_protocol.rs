//! docs/submission-protocol.md: every example in it is asked of the receiver, in order, and answered as it says there.

use conform::{Endpoint, Found, Sample, judge};
use serde_json::Value;

use crate::harness::{OPEN, Receiver, Setup};
use crate::wire::Wire;

const DOCUMENT: &str = include_str!("../../../../docs/submission-protocol.md");

/// An example without the line end after it: headers are separated from the body by an empty line.
fn examples() -> impl Iterator<Item = &'static str> {
    let blocks = DOCUMENT.split("```http\n").skip(1);
    blocks.map(|rest| rest.split_once("\n```").expect("the block ends").0)
}

/// The request as it is sent, with what the document leaves out.
fn sent(example: &str) -> String {
    let (head, body) = example.split_once("\n\n").unwrap_or((example, ""));
    let lines = head.lines().map(|line| [line, "\r\n"].concat()).collect::<String>();
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    format!("{lines}Connection: close\r\n{length}\r\n{body}")
}

/// References are given by chance, and seconds pass: the document's own stand for them.
#[derive(Default)]
struct Known(Vec<(String, String)>);

impl Known {
    /// The real body as the document would write it.
    fn as_written(&mut self, real: &Value, written: &Value) -> Value {
        if let (Some(real), Some(written)) = (real["reference"].as_str(), written["reference"].as_str())
            && !self.0.iter().any(|(known, _)| known == real)
        {
            self.0.push((real.to_owned(), written.to_owned()));
        }
        let text = self.0.iter().fold(real.to_string(), |text, (real, written)| text.replace(real, written));
        let mut body: Value = serde_json::from_str(&text).expect("it was JSON");
        if let Some(moment) = body.get_mut("received_at") {
            let minute = OPEN.split_at("2022-08-01T09:00:".len()).0;
            assert!(moment.as_str().is_some_and(|moment| moment.starts_with(minute)), "{moment}");
            *moment = OPEN.into();
        }
        body
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    headers.find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

#[tokio::test]
async fn every_example_is_answered_as_the_document_says() {
    let receiver = Setup::new().allowing("https://page.example").start().await;
    let (mut known, mut answers) = (Known::default(), 0);
    let mut answer = String::new();
    for example in examples() {
        if !example.starts_with("HTTP/1.1 ") {
            answer = Wire::asked(receiver.address(), sent(example)).await;
            continue;
        }
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head ends");
        let (expected_head, expected_body) = example.split_once("\n\n").unwrap_or((example, ""));
        assert_eq!(head.lines().next(), expected_head.lines().next(), "{example}\n\n{answer}");
        for (name, value) in expected_head.lines().skip(1).filter_map(|line| line.split_once(": ")) {
            assert_eq!(header(head, name), Some(value), "{name} of {example}\n\n{answer}");
        }
        if !expected_body.is_empty() {
            let (real, expected) = (serde_json::from_str(body).expect("it is JSON"), json(expected_body));
            assert_eq!(known.as_written(&real, &expected), expected);
        }
        answers += 1;
    }
    assert_eq!(answers, 9, "the document has an answer to each request");
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the document has JSON")
}

#[tokio::test]
async fn the_page_that_shows_everything_has_an_id_for_who_sent_none() {
    let receiver = Receiver::start().await;
    let example = examples().find(|example| example.contains("\n\nid=&")).expect("the form is in the document");
    let page = Wire::asked(receiver.address(), sent(example)).await;
    let id = page.split(r#"name="id" value=""#).nth(1).and_then(|rest| rest.split('"').next());
    assert!(id.is_some_and(|id| id.len() == 32), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_keeps_every_rule_that_other_endpoints_are_judged_by() {
    let receiver = Setup::new().allowing("https://page.example").start().await;
    let url = format!("http://{}/api/submissions", receiver.address());
    let judged = tokio::task::spawn_blocking(move || {
        let endpoint = Endpoint::new(&url, Some("https://page.example".to_owned())).expect("it is an address");
        let sample = Sample::shipped();
        let broken = judge(&endpoint, &sample).filter(|verdict| verdict.found != Found::Kept);
        broken.map(|verdict| verdict.to_string()).collect::<Vec<_>>()
    });
    assert_eq!(judged.await.expect("it ends"), Vec::<String>::new());
}
