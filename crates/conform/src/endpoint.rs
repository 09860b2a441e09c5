//! How an endpoint is asked, and what it answers. Judges nothing; follows no redirect and keeps no cookie, as the page.

use std::time::Duration;

use reqwest::Method;
use reqwest::blocking::{Client, RequestBuilder};
use reqwest::redirect::Policy;
use serde_json::Value;

use crate::error::Error;
use crate::sample::SubmissionId;

/// The page waits as long for a short body.
const PATIENCE: Duration = Duration::from_secs(30);

const JSON: &str = "application/json";

/// An endpoint that is judged.
pub struct Endpoint {
    client: Client,
    url: String,
    /// The page's, where it is another than the endpoint's.
    pub origin: Option<String>,
}

/// What was answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// The body.
    pub text: String,
}

impl Endpoint {
    /// The endpoint at this address.
    ///
    /// # Errors
    /// [`Error::Url`]; [`Error::Client`] where this machine has no trusted certificates.
    pub fn new(url: &str, origin: Option<String>) -> Result<Self, Error> {
        let is_web = |url: &reqwest::Url| matches!(url.scheme(), "http" | "https") && url.query().is_none();
        let parsed = reqwest::Url::parse(url).ok().filter(is_web).ok_or_else(|| Error::Url(url.to_owned()))?;
        // Somebody else in this process may have chosen one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(Policy::none()).timeout(PATIENCE).build();
        let client = client.map_err(|error| Error::Client(error.to_string()))?;
        Ok(Self { client, url: parsed.as_str().trim_end_matches('/').to_owned(), origin })
    }

    /// Posts as the page does.
    pub fn post(&self, id: &SubmissionId, body: &str) -> Result<Answer, String> {
        let key = format!("\"{}\"", id.0);
        self.post_with_key(&key, body)
    }

    /// Posts with another key.
    pub fn post_with_key(&self, key: &str, body: &str) -> Result<Answer, String> {
        let request = self.client.post(&self.url).header("Content-Type", JSON).header("Idempotency-Key", key);
        self.ask(request.body(body.to_owned()))
    }

    /// Asks what became of an id.
    pub fn receipt(&self, id: &SubmissionId) -> Result<Answer, String> {
        self.ask(self.client.get(format!("{}/{}/receipt", self.url, id.0)))
    }

    /// Asks in another way.
    pub fn method(&self, method: Method, headers: &[(&str, &str)]) -> Result<Answer, String> {
        let request = self.client.request(method, &self.url);
        answered(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)))
    }

    fn ask(&self, request: RequestBuilder) -> Result<Answer, String> {
        let request = request.header("Accept", JSON);
        answered(self.origin.iter().fold(request, |request, origin| request.header("Origin", origin)))
    }
}

fn answered(request: RequestBuilder) -> Result<Answer, String> {
    let unanswered = |error: reqwest::Error| match error.is_timeout() {
        true => format!("no answer in {} seconds", PATIENCE.as_secs()),
        false => format!("no answer: {}", whole(&error)),
    };
    let response = request.send().map_err(unanswered)?;
    let text = |value: &reqwest::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    Ok(Answer { status: response.status().as_u16(), headers, text: response.text().map_err(unanswered)? })
}

/// An error with its causes: the outermost one names the address and no reason.
fn whole(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

impl Answer {
    /// A header's value, all of them where it is there more than once.
    pub fn header(&self, name: &str) -> Option<String> {
        let is_it = |(other, _): &&(String, String)| other.eq_ignore_ascii_case(name);
        let values: Vec<_> = self.headers.iter().filter(is_it).map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// Whether it is a success.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body, where it says that it is JSON and is.
    pub fn json(&self) -> Option<Value> {
        self.is_of(|media_type| media_type == JSON || media_type.ends_with("+json"))
            .then(|| serde_json::from_str(&self.text).ok())
            .flatten()
    }

    /// The body, where it says that it is problem details and is.
    pub fn problem(&self) -> Option<Value> {
        self.is_of(|media_type| media_type == "application/problem+json")
            .then(|| serde_json::from_str(&self.text).ok())
            .flatten()
            .filter(Value::is_object)
    }

    fn is_of(&self, is_it: impl Fn(&str) -> bool) -> bool {
        let stated = self.header("Content-Type").unwrap_or_default();
        is_it(stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str())
    }

    /// What it was, for whoever mends the endpoint.
    pub fn told(&self) -> String {
        let media_type = self.header("Content-Type").unwrap_or_else(|| "no type".to_owned());
        let start: String = self.text.chars().take(160).collect();
        format!("answered {} ({media_type}): {}", self.status, start.escape_debug())
    }
}
