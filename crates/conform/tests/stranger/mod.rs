//! An endpoint by docs/submission-protocol.md, in memory. Shares nothing with the receiver.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What was asked.
pub struct Asked {
    method: Method,
    /// Where.
    pub path: String,
    headers: HeaderMap,
    body: Bytes,
    /// How many were asked before.
    pub number: usize,
}

/// What is answered.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// What it says that it is.
    pub media_type: &'static str,
    /// JSON, or a text that is a page.
    pub body: Value,
    /// The origin that is let in.
    pub origin: Option<String>,
}

/// What is answered instead.
pub type Fault = fn(&Asked, Answer) -> Answer;

#[derive(Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "only the shape matters")]
enum Given {
    Text(String),
    Many(Vec<String>),
    Agreed(bool),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Submission {
    id: String,
    #[serde(rename = "revision")]
    _revision: u32,
    #[serde(rename = "content_sha256")]
    _content_sha256: String,
    withdraws: Option<String>,
    answers: HashMap<String, Given>,
}

#[derive(Default)]
struct Stored {
    receipts: HashMap<String, (Bytes, Value)>,
    asked: usize,
}

impl Answer {
    /// JSON.
    pub fn json(status: u16, body: Value) -> Self {
        Self { status, media_type: "application/json", body, origin: None }
    }

    /// A page of HTML, as of a web server that knows nothing of forms.
    pub fn page(status: u16) -> Self {
        Self { status, media_type: "text/html", body: json!("<!doctype html><title>Sorry</title>"), origin: None }
    }

    fn problem(status: u16, name: &str, title: &str) -> Self {
        let body = json!({"type": format!("urn:problem-type:consultation:{name}"), "title": title, "status": status});
        Self { media_type: "application/problem+json", ..Self::json(status, body) }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let text = self.body.as_str().map_or_else(|| self.body.to_string(), str::to_owned);
        let mut response = Response::builder()
            .status(self.status)
            .header("Content-Type", self.media_type)
            .header("Access-Control-Allow-Methods", "GET,POST")
            .header("Access-Control-Allow-Headers", "content-type,idempotency-key")
            .header("Access-Control-Expose-Headers", "Retry-After, Date");
        if let Some(origin) = self.origin {
            response = response.header("Access-Control-Allow-Origin", origin);
        }
        response.body(text.into()).expect("it is an answer")
    }
}

/// Starts one; answers with where its form posts to. It ends with the test.
pub fn start(fault: Fault) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("there is a port");
    let address = listener.local_addr().expect("it has an address");
    listener.set_nonblocking(true).expect("it can be awaited");
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build().expect("there are threads");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("it listens");
            axum::serve(listener, router(fault)).await.expect("it runs until the test ends");
        });
    });
    format!("http://{address}/api/submissions")
}

fn router(fault: Fault) -> Router {
    let stored = Arc::new(Mutex::new(Stored::default()));
    let answer = move |request: Request| async move {
        let (head, body) = request.into_parts();
        let body = axum::body::to_bytes(body, 3 << 20).await.unwrap_or_default();
        let mut stored = stored.lock().expect("no test ends in it");
        stored.asked += 1;
        let (path, number) = (head.uri.path().to_owned(), stored.asked);
        let asked = Asked { method: head.method, path, headers: head.headers, body, number };
        let origin = asked.headers.get("Origin").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let origin = origin.filter(|origin| origin == "https://page.example");
        let answer = Answer { origin, ..answered(&asked, &mut stored) };
        fault(&asked, answer)
    };
    Router::new().fallback(answer).layer(DefaultBodyLimit::disable())
}

fn answered(asked: &Asked, stored: &mut Stored) -> Answer {
    match asked.method {
        Method::OPTIONS => Answer::json(200, json!("")),
        Method::GET => receipt(asked.path.split('/').rev().nth(1).unwrap_or_default(), stored),
        Method::POST if asked.body.len() > 2 << 20 => Answer::problem(413, "too-large", "Too much"),
        Method::POST => posted(asked, stored),
        _ => Answer::problem(405, "wrong-method", "Only POST"),
    }
}

fn receipt(id: &str, stored: &Stored) -> Answer {
    match stored.receipts.get(id) {
        Some((_, receipt)) => Answer::json(200, receipt.clone()),
        None => Answer::problem(404, "nothing-stored", "Nothing is stored under this id"),
    }
}

fn posted(Asked { headers, body, number, .. }: &Asked, stored: &mut Stored) -> Answer {
    let Ok(submission) = serde_json::from_slice::<Submission>(body) else {
        return Answer::problem(400, "unreadable", "This is no submission");
    };
    let key = headers.get("Idempotency-Key").map(|key| String::from_utf8_lossy(key.as_bytes()).replace('"', ""));
    if key.is_some_and(|key| key != submission.id) {
        return Answer::problem(400, "other-key", "The key is another id");
    }
    if let Some((first, receipt)) = stored.receipts.get(&submission.id) {
        let mut refused = Answer::problem(409, "other-words", "Other words were received");
        refused.body["reference"] = receipt["reference"].clone();
        return if first == body { Answer::json(200, receipt.clone()) } else { refused };
    }
    let earlier = submission.withdraws.as_ref().map(|earlier| stored.receipts.get(earlier));
    if let Some(None) = earlier {
        return Answer::problem(404, "not-found", "Nothing to withdraw");
    }
    if submission.answers.is_empty() && earlier.is_none() {
        let mut refused = Answer::problem(422, "answers-refused", "Some answers break the rules");
        refused.body["errors"] = json!([{"pointer": "#/answers/publish", "code": "missing", "detail": "Choose one"}]);
        return refused;
    }
    let digest: String = Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut receipt = json!({"id": submission.id, "reference": format!("A-{number}"), "body_sha256": digest,
        "received_at": "2022-08-01T09:00:00+12:00", "takes_changes": true});
    if let Some(Some((_, earlier))) = earlier {
        receipt["amends"] = earlier["reference"].clone();
    }
    stored.receipts.insert(submission.id, (body.clone(), receipt.clone()));
    Answer::json(201, receipt)
}
