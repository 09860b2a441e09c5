//! The description of the paths for programs says what is really answered: each answer that it has is given here by a real
//! receiver, none is given that it does not have, and each body is of its schema.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use jsonschema::Validator;
use receiver::serve::{Limits, Slowest};
use serde_json::{Value, json};

use crate::harness::{DIGEST, FEEDBACK, Receiver, SUBMISSIONS, Setup, answers, id, submission};
use crate::wire::Wire;

/// Method, path, status and media type.
type Answer = (String, String, u16, String);

fn description() -> Value {
    serde_json::from_str(include_str!("../../src/http/submissions/openapi.json")).expect("it is JSON")
}

/// The response itself, where it is named elsewhere.
fn followed<'a>(description: &'a Value, response: &'a Value) -> &'a Value {
    let named = response["$ref"].as_str().and_then(|name| name.strip_prefix('#'));
    named.map_or(response, |pointer| description.pointer(pointer).expect("it is there"))
}

fn described(description: &Value) -> BTreeSet<Answer> {
    let mut all = BTreeSet::new();
    for (path, operations) in description["paths"].as_object().expect("it has paths") {
        for (method, operation) in operations.as_object().expect("a path has methods") {
            for (status, response) in operation["responses"].as_object().expect("an operation has responses") {
                for media_type in followed(description, response)["content"].as_object().expect("each is typed").keys()
                {
                    let status = status.parse().expect("it is a number");
                    all.insert((method.to_uppercase(), path.clone(), status, media_type.clone()));
                }
            }
        }
    }
    all
}

/// A validator for the bodies of an answer.
fn schema(description: &Value, (method, path, status, media_type): &Answer) -> Validator {
    let response = &description["paths"][path][method.to_lowercase()]["responses"][status.to_string()];
    let mut schema = followed(description, response)["content"][media_type]["schema"].clone();
    schema["components"] = description["components"].clone();
    jsonschema::validator_for(&schema).expect("it is a schema")
}

/// A request for each answer: the path as it is described, the rest as it is sent.
struct Asked {
    path: String,
    request: String,
}

fn ask(method: &str, path: &str, at: &str, headers: &str, body: &str) -> Asked {
    let length = if method == "GET" { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    let host = if headers.contains("Host:") { "" } else { "Host: here\r\n" };
    let request = format!("{method} {at} HTTP/1.1\r\n{host}Connection: close\r\n{length}{headers}\r\n{body}");
    Asked { path: path.to_owned(), request }
}

const JSON: &str = "Content-Type: application/json\r\n";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";
const HTML: &str = "Accept: text/html\r\n";

fn to(path: &str, number: u32, words: &str) -> Value {
    let feedback = json!({"id": id(number), "revision": 1, "content_sha256": DIGEST, "answers": {"useful": "no", "what-went-wrong": words}});
    if path == FEEDBACK { feedback } else { submission(number, words) }
}

/// What both forms can be asked while all is well; ids begin at `first`.
fn while_well(path: &str, first: u32) -> Vec<Asked> {
    let right = to(path, first, "Kia ora").to_string();
    let form = if path == FEEDBACK {
        "revision=1&useful=yes".to_owned()
    } else {
        reqwest::Url::parse_with_params("x:", crate::harness::form_fields("Kia ora"))
            .expect("it is an address")
            .query()
            .expect("it has one")
            .to_owned()
    };
    let with_id = format!("{form}&id={}", id(first + 1));
    let withdrawal = json!({"id": id(first + 9), "revision": 1, "withdraws": id(first + 8), "answers": {}}).to_string();
    let broken = to(path, first + 2, "x").to_string().replace("\"no\"", "\"perhaps\"");
    let mut all = vec![
        ask("POST", path, path, JSON, &right),
        ask("POST", path, path, JSON, &right),
        ask("POST", path, path, FORM, &with_id),
    ];
    for accept in ["", HTML] {
        let of = |headers: &str| [headers, accept].concat();
        all.extend([
            ask("POST", path, path, &of(JSON), "{"),
            ask("POST", path, path, &of(&[JSON, "Host: \r\n"].concat()), &right),
            ask("POST", path, path, &of(&[JSON, "Idempotency-Key: x\r\n"].concat()), &right),
            ask("POST", path, path, &of(&[JSON, "Origin: https://evil.example\r\n"].concat()), &right),
            ask("POST", path, path, &of(JSON), &withdrawal),
            ask("POST", path, path, &of(JSON), &to(path, first, "Other words").to_string()),
            ask("POST", path, path, &of(JSON), &" ".repeat(3 << 20)),
            ask("POST", path, path, &of("Content-Type: text/plain\r\n"), &right),
            ask("POST", path, path, &of(&[JSON, "Content-Encoding: gzip\r\n"].concat()), &right),
            ask("POST", path, path, &of(JSON), &broken),
        ]);
        let receipt = [path, "/{id}/receipt"].concat();
        let at = |number| receipt.replace("{id}", &id(number));
        all.extend([
            ask("GET", &receipt, &at(first), accept, ""),
            ask("GET", &receipt, &at(first + 7), accept, ""),
            ask("GET", &receipt, &at(first), &of("Host: \r\n"), ""),
            ask("GET", "/health", "/health", &of("Host: \r\n"), ""),
            ask("GET", "/api/openapi.json", "/api/openapi.json", &of("Host: \r\n"), ""),
        ]);
    }
    if path == FEEDBACK {
        all.push(ask("POST", path, path, FORM, &[&form, "&step=change"].concat()));
    }
    if path == SUBMISSIONS {
        all.push(ask("POST", path, path, FORM, &with_id.replace("step=send", "step=")));
        all.push(ask("POST", path, path, FORM, &form.replace("step=send", "step=")));
    }
    all.extend([
        ask("GET", "/health", "/health", "", ""),
        ask("GET", "/api/openapi.json", "/api/openapi.json", "", ""),
    ]);
    all
}

async fn note(receiver: &Receiver, asked: &Asked, description: &Value, given: &mut BTreeSet<Answer>) {
    let answer = Wire::asked(receiver.address(), &asked.request).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{:.300}", asked.request));
    let status = crate::wire::status(&answer);
    let kind = head.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().to_owned();
    let method = asked.request.split(' ').next().unwrap_or_default().to_owned();
    let answer = (method, asked.path.clone(), status, kind);
    assert!(described(description).contains(&answer), "{answer:?} is not described: {:.300}", asked.request);
    if answer.3.ends_with("json") {
        let body = serde_json::from_str(body).expect("it is JSON");
        let schema = schema(description, &answer);
        assert!(schema.is_valid(&body), "{answer:?} is of another schema: {body}");
    }
    given.insert(answer);
}

/// Posts many at once until some are too many.
async fn post_too_often(receiver: &Receiver) {
    let post = async |_| receiver.post(SUBMISSIONS).send().await.expect("it answers").status();
    while !join_all((0..20).map(post)).await.iter().any(|status| *status == 429) {}
}

#[tokio::test]
async fn each_answer_that_is_described_is_given_and_no_other_is() {
    let description = description();
    let mut given = BTreeSet::new();
    let receiver = Receiver::start().await;
    for (path, first) in [(SUBMISSIONS, 100), (FEEDBACK, 200)] {
        for asked in while_well(path, first) {
            note(&receiver, &asked, &description, &mut given).await;
        }
    }
    let second = Duration::from_secs(1);
    let short = Limits { slowest: Slowest { bytes_per_second: 1000, behind: second }, ..Limits::default() };
    let slow = Setup::new().limits(short).start().await;
    let limited = Setup::new().limiting_posts_behind(&[]).start().await;
    let broken = Receiver::start().await;
    std::fs::remove_file(broken.setup().database()).expect("it was there");
    for path in [SUBMISSIONS, FEEDBACK] {
        for accept in ["", HTML] {
            let headers = [JSON, accept].concat();
            let half = ask("POST", path, path, &headers, "{").request.replace("Content-Length: 1", "Content-Length: 9");
            note(&slow, &Asked { path: path.to_owned(), request: half }, &description, &mut given).await;
            let kind = if accept.is_empty() { "application/problem+json" } else { "text/html" };
            let too_many = ("POST".to_owned(), path.to_owned(), 429, kind.to_owned());
            // Half a second gives another turn, and on a busy machine one request may take as long.
            while !given.contains(&too_many) {
                post_too_often(&limited).await;
                note(&limited, &ask("POST", path, path, &headers, "{"), &description, &mut given).await;
            }
            note(&broken, &ask("POST", path, path, &headers, &to(path, 1, "x").to_string()), &description, &mut given)
                .await;
            let receipt = [path, "/{id}/receipt"].concat();
            let at = receipt.replace("{id}", &id(1));
            note(&broken, &ask("GET", &receipt, &at, accept, ""), &description, &mut given).await;
            note(&broken, &ask("GET", "/health", "/health", accept, ""), &description, &mut given).await;
        }
    }
    let missing: Vec<_> = described(&description).difference(&given).cloned().collect();
    assert_eq!(missing, Vec::<Answer>::new(), "described, and never given");
}

#[test]
fn each_refusal_of_the_description_has_a_row_in_the_document_and_each_row_is_one() {
    let document = include_str!("../../../../docs/submission-protocol.md");
    let description = description();
    let mut described = BTreeSet::from([(405, "wrong-method".to_owned())]);
    for response in description["components"]["responses"].as_object().expect("it has responses").values() {
        let refusal = &response["content"]["application/problem+json"]["schema"]["allOf"][1]["properties"];
        let status = refusal["status"]["const"].as_u64().expect("it has a status");
        for kind in refusal["type"]["enum"].as_array().expect("it has types") {
            let name = kind.as_str().and_then(|kind| kind.rsplit(':').next()).unwrap_or_default();
            described.insert((status, name.to_owned()));
        }
    }
    let rows = document.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | `"));
    let rows = rows.filter_map(|(status, rest)| Some((status.parse().ok()?, rest.split('`').next()?.to_owned())));
    assert_eq!(rows.collect::<BTreeSet<_>>(), described);
}

#[tokio::test]
async fn each_example_of_the_description_is_taken_as_it_stands() {
    let receiver = Receiver::start().await;
    for path in [SUBMISSIONS, FEEDBACK] {
        let content = description()["paths"][path]["post"]["requestBody"]["content"]["application/json"].clone();
        assert_eq!(receiver.post_json(path, &content["example"]).await.status, 201, "{path}");
    }
}

fn schema_of_submissions() -> Validator {
    let mut schema = json!({"$ref": "#/components/schemas/Submission"});
    schema["components"] = description()["components"].clone();
    jsonschema::validator_for(&schema).expect("it is a schema")
}

#[test]
fn a_sealed_submission_is_of_the_schema_and_one_sealed_in_another_way_or_in_the_clear_too_is_not() {
    let schema = schema_of_submissions();
    let fixture: Value = serde_json::from_str(include_str!("../fixtures/sealed.json")).expect("it is JSON");
    for name in ["body", "change", "withdrawal", "feedback"] {
        let body: Value = serde_json::from_str(fixture[name].as_str().expect("it is a text")).expect("it is JSON");
        assert!(schema.is_valid(&body), "{body}");
        for (pointer, value) in [
            ("/answers", json!({})),
            ("/sealed", json!(null)),
            ("/sealed/tag", json!("AAAA")),
            ("/sealed/aad", json!("AAAA")),
            ("/sealed/recipients", json!([body["sealed"]["recipients"][0]])),
            ("/sealed/recipients/0/header/epk/crv", json!("P-384")),
        ] {
            let (mut broken, (place, name)) = (body.clone(), pointer.rsplit_once('/').expect("it is one"));
            broken.pointer_mut(place).expect("it is there")[name] = value;
            assert!(!schema.is_valid(&broken), "{broken}");
        }
        let mut without = body.clone();
        without.as_object_mut().expect("it is one").remove("sealed");
        assert!(!schema.is_valid(&without), "{without}");
    }
}

#[test]
fn a_submission_is_of_its_schema_and_what_is_none_is_not() {
    let submission = json!({"id": id(1), "revision": 1, "content_sha256": DIGEST, "answers": answers("x")});
    let schema = schema_of_submissions();
    assert!(schema.is_valid(&submission));
    for (member, value) in [("id", json!("x")), ("late", json!(true)), ("answers", json!([])), ("revision", json!(-1))]
    {
        let mut broken = submission.clone();
        broken[member] = value;
        assert!(!schema.is_valid(&broken), "{broken}");
    }
}
