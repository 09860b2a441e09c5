//! How an endpoint is asked, and what it answers. Judges nothing; follows no redirect and keeps no cookie, as the page.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::{Method, Request, request};
use ureq::tls::{RootCerts, TlsConfig};
use url::Url;

use crate::error::Error;
use crate::sample::SubmissionId;

/// The page waits as long for a short body.
const PATIENCE: Duration = Duration::from_secs(30);

const JSON: &str = "application/json";

/// An endpoint that is judged.
pub struct Endpoint {
    agent: Agent,
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
    /// [`Error::Url`].
    pub fn new(url: &str, origin: Option<String>) -> Result<Self, Error> {
        let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.query().is_none();
        let parsed = Url::parse(url).ok().filter(is_web).ok_or_else(|| Error::Url(url.to_owned()))?;
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE))
            .tls_config(tls)
            .build()
            .new_agent();
        Ok(Self { agent, url: parsed.as_str().trim_end_matches('/').to_owned(), origin })
    }

    /// Posts as the page does.
    pub fn post(&self, id: &SubmissionId, body: &str) -> Result<Answer, String> {
        self.post_with_key(&id.0, body)
    }

    /// Posts with another key.
    pub fn post_with_key(&self, key: &str, body: &str) -> Result<Answer, String> {
        let request = self.as_page(Method::POST, &self.url).header("Content-Type", JSON);
        self.answered(request.header("Idempotency-Key", format!("\"{key}\"")), body)
    }

    /// Asks what became of an id.
    pub fn receipt(&self, id: &SubmissionId) -> Result<Answer, String> {
        self.answered(self.as_page(Method::GET, &format!("{}/{}/receipt", self.url, id.0)), "")
    }

    /// Asks in a way in which the page does not.
    pub fn wrongly(&self, method: Method) -> Result<Answer, String> {
        self.answered(self.as_page(method, &self.url), "")
    }

    /// Asks what a browser asks before a page posts.
    pub fn may_post(&self, origin: &str) -> Result<Answer, String> {
        let request = Request::builder().method(Method::OPTIONS).uri(&self.url).header("Origin", origin);
        let request = request.header("Access-Control-Request-Method", "POST");
        self.answered(request.header("Access-Control-Request-Headers", "content-type, idempotency-key"), "")
    }

    fn as_page(&self, method: Method, url: &str) -> request::Builder {
        let request = Request::builder().method(method).uri(url).header("Accept", JSON);
        self.origin.iter().fold(request, |request, origin| request.header("Origin", origin))
    }

    fn answered(&self, request: request::Builder, body: &str) -> Result<Answer, String> {
        let unanswered = |error: ureq::Error| match error {
            ureq::Error::Timeout(_) => format!("no answer in {} seconds", PATIENCE.as_secs()),
            error => format!("no answer: {}", whole(&error)),
        };
        let has_body = request.method_ref().is_some_and(|method| matches!(*method, Method::POST | Method::PUT));
        let wrong = |error: ureq::http::Error| format!("nothing that can be asked: {error}");
        let response = match has_body {
            true => self.agent.run(request.body(body.to_owned()).map_err(wrong)?),
            false => self.agent.run(request.body(()).map_err(wrong)?),
        };
        let mut response = response.map_err(unanswered)?;
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let status = response.status().as_u16();
        Ok(Answer { status, headers, text: response.body_mut().read_to_string().map_err(unanswered)? })
    }
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
