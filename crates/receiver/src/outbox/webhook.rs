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
use url::Url;

use super::error::NotAWebhook;
use super::failed::Failed;
use crate::clock::unix_milliseconds;
use crate::store::submission::{Marks, StoredSubmission};
use crate::this_machine::is_this_machine;

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
        let to = read(address)?;
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

/// Where to post. The address is judged as one library reads it, and given to the other as that one writes it.
fn read(address: &str) -> Result<Uri, NotAWebhook> {
    let url = Url::parse(address).map_err(|_| NotAWebhook::NotAnAddress)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(NotAWebhook::SecretInAddress);
    }
    match url.scheme() {
        "https" => {}
        "http" if url.host_str().is_some_and(is_this_machine) => {}
        "http" => return Err(NotAWebhook::ClearText),
        _ => return Err(NotAWebhook::NotAnAddress),
    }
    url.as_str().parse().map_err(|_| NotAWebhook::NotAnAddress)
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
    fn only_https_and_this_machine_are_posted_to() {
        for (address, expected) in [
            ("https://intranet.agency.example/hook?key=1", Ok("https://intranet.agency.example/hook?key=1")),
            ("http://localhost:8080/hook", Ok("http://localhost:8080/hook")),
            ("http://127.0.0.1", Ok("http://127.0.0.1/")),
            ("http://[::1]:80/hook", Ok("http://[::1]/hook")),
            ("http://agency.example/hook", Err("in clear text")),
            ("http://localhost.agency.example/", Err("in clear text")),
            ("http://localhost\\@agency.example/", Ok("http://localhost/@agency.example/")),
            ("http://localhost:x@agency.example/", Err("has an account in it")),
            ("http://localhost@agency.example/", Err("has an account in it")),
            ("https://me:hunter2@agency.example/", Err("has an account in it")),
            ("ftp://localhost/hook", Err("is not the address of a webhook")),
            ("agency.example", Err("is not the address of a webhook")),
        ] {
            let read = read(address).map(|uri| uri.to_string()).map_err(|error| error.to_string());
            match expected {
                Ok(uri) => assert_eq!(read, Ok(uri.to_owned()), "{address}"),
                Err(part) => assert!(read.as_ref().is_err_and(|said| said.contains(part)), "{address}: {read:?}"),
            }
        }
    }

    #[test]
    fn a_short_secret_is_refused() {
        for secret in ["", "hunter2", "whsec_MfKQ9r8G", "whsec_not base64, though it is long enough"] {
            assert!(Secret::read(secret).is_err(), "{secret}");
        }
    }
}
