//! Tells a system of the agency that something is stored, as Standard Webhooks has it: the body has the reference, the moment
//! and the marks, and nobody's words.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use consultation::time::instant::Instant;
use hmac::{Hmac, KeyInit, Mac};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Request, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Serialize;
use sha2::Sha256;

use super::error::NotAWebhook;
use super::failed::Failed;
use super::this_machine::is_this_machine;
use crate::clock::unix_milliseconds;
use crate::store::submission::{Marks, StoredSubmission};

/// The shortest secret: 24 bytes, as Standard Webhooks asks.
const SHORTEST_SECRET: usize = 24;

/// What posts to one address.
#[derive(Clone, Debug)]
pub struct Webhook {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    to: Uri,
    secret: Secret,
}

/// A secret that no log shows.
#[derive(Clone)]
struct Secret(Vec<u8>);

/// The body. Fields are only ever added.
#[derive(Debug, Serialize)]
struct Body<'a> {
    r#type: &'static str,
    reference: &'a str,
    received_at: Instant,
    form: &'static str,
    revision: u32,
    #[serde(flatten)]
    marks: Marks,
    likely_repeat_of: Option<&'a str>,
    amends: Option<&'a str>,
    withdraws: bool,
}

impl Webhook {
    /// What posts to that address, signed with that secret.
    ///
    /// # Errors
    /// [`NotAWebhook`].
    pub fn new(address: &str, secret: &str) -> Result<Self, NotAWebhook> {
        let not_an_address = || NotAWebhook::NotAnAddress(address.to_owned());
        let to: Uri = address.parse().map_err(|_| not_an_address())?;
        match to.scheme_str() {
            Some("https") => {}
            Some("http") if is_this_machine(address) => {}
            Some("http") => return Err(NotAWebhook::ClearText(address.to_owned())),
            _ => return Err(not_an_address()),
        }
        let provider = rustls::crypto::ring::default_provider();
        let connector = HttpsConnectorBuilder::new().with_provider_and_native_roots(provider);
        let connector = connector.map_err(NotAWebhook::NoRoots)?;
        // It follows no redirect, and asks no proxy.
        let client = Client::builder(TokioExecutor::new()).build(connector.https_or_http().enable_http1().build());
        Ok(Self { client, to, secret: Secret::read(secret)? })
    }

    /// Tells it. An answer of 2xx means that it is known there.
    ///
    /// # Errors
    /// [`Failed`].
    pub async fn post(&self, stored: &StoredSubmission) -> Result<(), Failed> {
        let body = body(stored);
        let timestamp = unix_milliseconds() / 1000;
        let signature = self.secret.signature(&stored.reference, timestamp, &body);
        let post = Request::post(self.to.clone()).header("content-type", "application/json");
        let post = post.header("webhook-id", &stored.reference).header("webhook-timestamp", timestamp);
        let post = post.header("webhook-signature", signature).body(Full::from(body));
        let post = post.expect("references, numbers and Base64 are headers");
        let answered = self.client.request(post).await.map_err(|_| Failed::NoConnection)?.status();
        if answered.is_success() { Ok(()) } else { Err(Failed::Answered(answered.as_u16())) }
    }
}

fn body(stored: &StoredSubmission) -> String {
    let body = Body {
        r#type: "submission.received",
        reference: &stored.reference,
        received_at: stored.received_at,
        form: stored.purpose.name(),
        revision: stored.revision,
        marks: stored.marks,
        likely_repeat_of: stored.likely_repeat_of.as_deref(),
        amends: stored.standing.amends.as_deref(),
        withdraws: stored.standing.withdraws,
    };
    serde_json::to_string(&body).expect("strings and numbers are always JSON")
}

impl Secret {
    /// The bytes of a secret: after `whsec_` they are Base64, else they are as they stand.
    fn read(text: &str) -> Result<Self, NotAWebhook> {
        let text = text.trim();
        let bytes = match text.strip_prefix("whsec_") {
            Some(coded) => STANDARD.decode(coded).map_err(|_| NotAWebhook::WeakSecret)?,
            None => text.as_bytes().to_owned(),
        };
        if bytes.len() < SHORTEST_SECRET { Err(NotAWebhook::WeakSecret) } else { Ok(Self(bytes)) }
    }

    /// `v1,` and the Base64 of HMAC-SHA256 over id, timestamp and body, with dots between.
    fn signature(&self, id: &str, timestamp: i64, body: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key may have any length");
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        ["v1,", &STANDARD.encode(mac.finalize().into_bytes())].concat()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's own libraries.
    #[test]
    fn it_is_signed_as_standard_webhooks_has_it() {
        let secret = Secret::read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("it is long enough");
        let signature = secret.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_short_secret_is_refused() {
        for secret in ["", "hunter2", "whsec_MfKQ9r8G", "whsec_not base64, though it is long enough"] {
            assert!(Secret::read(secret).is_err(), "{secret}");
        }
    }
}
