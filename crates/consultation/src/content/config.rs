//! Where things go: the deployer's file, `public/config.json`. Secrets never belong here: everybody can read it.

pub mod sealing;
#[cfg(not(target_family = "wasm"))]
pub mod service;
#[cfg(not(target_family = "wasm"))]
pub mod told;

use crate::file::{self, FileError};
use crate::json::{FromJson, Json, Reading};
use crate::read_text;
use crate::time::instant::Instant;
use sealing::Sealing;
#[cfg(not(target_family = "wasm"))]
use service::Service;

/// The deployer's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Config {
    /// The page's public address, for search engines, feeds and calendars: `https://…/`. Assets never depend on it.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("pattern" = concat!(
            r"^(https://[0-9a-z][0-9a-z.-]*|http://(localhost|127\.0\.0\.1))(:[1-9][0-9]{0,4})?",
            r"/([0-9A-Za-z_-][0-9A-Za-z._-]*/)*$",
        )))
    )]
    pub address: String,
    /// Whom to tell of a security hole: a `mailto:` or `https:` address, for `.well-known/security.txt`.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("pattern" = concat!(
            r"^(mailto:[\x21-\x3F\x41-\x7E]+@[\x21-\x7E]+|",
            r"https://[0-9A-Za-z][0-9A-Za-z.-]*(:[1-9][0-9]{0,4})?([/?][\x21-\x5B\x5D-\x7E]*)?)$",
        )))
    )]
    pub security_contact: String,
    /// Where submissions are posted.
    pub submission_endpoint: Endpoint,
    /// Another address of the same receiver, by another host or network: the page tries the two by turns. Each has to know what
    /// the other has stored; where they do not, people's submissions are counted twice.
    pub second_submission_endpoint: Option<Endpoint>,
    /// Where answers to “Help us improve” are posted.
    pub feedback_endpoint: Endpoint,
    /// How the submission endpoint is spoken to, where it is not by this page's own protocol.
    #[cfg(not(target_family = "wasm"))]
    pub submission_service: Option<Service>,
    /// The same of the endpoint for feedback.
    #[cfg(not(target_family = "wasm"))]
    pub feedback_service: Option<Service>,
    /// Whether the submission endpoint shows a browser's own post once more before it is taken, as the reference receiver
    /// does. Where it does not, the page says so to people with scripts off.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub shows_answers: bool,
    /// The keys that everything is sealed to before it is sent. Without them the endpoint can read what people send.
    pub sealing: Option<Sealing>,
    /// Rehearse this moment instead of following the clock; the page then says that it is a preview.
    pub as_of: Option<Instant>,
}

impl Config {
    /// Reads `config.json`.
    ///
    /// # Errors
    /// [`FileError`], for the deployer.
    pub fn parse(json: &str) -> Result<Self, FileError> {
        file::read(json)
    }
}

/// An address to post to: `https://…`, a path on the page's own site (`/…`), or a server on this machine.
/// The one rule for the build, which writes it into policies and servers' files, and for the browser, which may get
/// another config than the one that was built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = concat!(
        r"^((/[0-9A-Za-z_-][0-9A-Za-z._-]*)+/?|",
        r"(https://[0-9A-Za-z][0-9A-Za-z.-]*|http://(localhost|127\.0\.0\.1))",
        r"(:[1-9][0-9]{0,4})?([/?][\x21-\x5B\x5D-\x7E]*)?)$",
    )))
)]
pub struct Endpoint(String);

/// The address cannot be posted to safely.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” cannot be an endpoint: use https://…, a path like /api/submissions, or http://localhost… to rehearse")]
pub struct UnsafeEndpoint(pub String);

impl Endpoint {
    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Scheme, host and port, as a content security policy names them; none for a path on the page's own site.
    pub fn origin(&self) -> Option<&str> {
        origin(&self.0)
    }
}

impl TryFrom<String> for Endpoint {
    type Error = UnsafeEndpoint;

    fn try_from(address: String) -> Result<Self, UnsafeEndpoint> {
        if is_own_path(&address) || origin(&address).is_some() {
            Ok(Self(address))
        } else {
            Err(UnsafeEndpoint(address))
        }
    }
}

/// A path of characters to which no server gives a meaning of its own. No part starts with a dot: `..` leads elsewhere.
fn is_own_path(address: &str) -> bool {
    let path = address.as_bytes();
    let leads_elsewhere = path.windows(2).any(|pair| matches!(pair, [b'/', b'/' | b'.']));
    let is_plain = path.iter().all(|b| is_of_host(*b) || b"/_".contains(b));
    matches!(path, [b'/', _, ..]) && is_plain && !leads_elsewhere
}

/// Scheme, host and port of an address of a site: `https://…`, or a server on this machine. Browsers and programs read
/// everything unusual before the path in different ways, so it is refused: users and passwords, `\`, no name, ports
/// that are none, scripts other than Latin, and `[…]`, which a policy cannot name.
pub fn origin(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://");
    let is_secure = rest.is_some();
    let rest = rest.or_else(|| address.strip_prefix("http://"))?.as_bytes();
    let length = rest.iter().position(|b| b"/?".contains(b)).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(length);
    let host = authority.iter().position(|b| !is_of_host(*b)).unwrap_or(length);
    let (host, port) = authority.split_at(host);
    // Words must not cross a network in the clear; the person's own machine is no network.
    let is_private = is_secure || host == b"localhost" || host == b"127.0.0.1";
    let is_named = host.first().is_some_and(u8::is_ascii_alphanumeric);
    let is_right = is_private && is_named && is_port(port) && path.iter().all(|b| b.is_ascii_graphic() && *b != b'\\');
    address.get(..address.len() - path.len()).filter(|_| is_right)
}

/// Nothing, or `:` and a number of one to five digits that is not 0.
fn is_port(port: &[u8]) -> bool {
    match port {
        [] => true,
        [b':', first, rest @ ..] => {
            matches!(first, b'1'..=b'9') && rest.len() < 5 && rest.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn is_of_host(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-' || b == b'.'
}

impl FromJson for Config {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        let config = Self {
            address: fields.required("address", reading),
            security_contact: fields.required("security_contact", reading),
            submission_endpoint: fields.required("submission_endpoint", reading),
            feedback_endpoint: fields.required("feedback_endpoint", reading),
            #[cfg(not(target_family = "wasm"))]
            submission_service: fields.optional("submission_service", reading),
            #[cfg(not(target_family = "wasm"))]
            feedback_service: fields.optional("feedback_service", reading),
            second_submission_endpoint: fields.optional("second_submission_endpoint", reading),
            shows_answers: fields.optional("shows_answers", reading),
            sealing: fields.optional("sealing", reading),
            as_of: fields.optional("as_of", reading),
        };
        // The page's script was built with them.
        #[cfg(target_family = "wasm")]
        for name in ["submission_service", "feedback_service"] {
            fields.take(name);
        }
        fields.end(reading);
        #[cfg(not(target_family = "wasm"))]
        if config.submission_service.as_ref().is_some_and(|service| !service.is_own_protocol())
            && config.second_submission_endpoint.is_some()
        {
            let why = "two addresses are for one receiver that knows what either has stored, not for a service of another maker";
            reading.wrong_in("second_submission_endpoint", || why.to_owned());
        }
        #[cfg(not(target_family = "wasm"))]
        told::look(&config, reading);
        config
    }
}

read_text!(Endpoint, Self(String::new()));

#[cfg(test)]
mod tests {
    use super::*;

    fn config(fields: &str) -> Result<Config, FileError> {
        Config::parse(&format!(
            r#"{{"address": "https://a.example/", "security_contact": "mailto:s@a.example", {fields}}}"#
        ))
    }

    #[test]
    fn a_full_config_is_read() {
        let config = config(
            r#""submission_endpoint": "https://intake.example/api", "feedback_endpoint": "/api/feedback",
                "as_of": "2022-08-01T09:00:00+12:00""#,
        )
        .expect("it is well formed");
        assert_eq!(config.submission_endpoint.as_str(), "https://intake.example/api");
        assert!(config.as_of.is_some());
    }

    fn endpoint(address: &str) -> Option<Endpoint> {
        Endpoint::try_from(address.to_owned()).ok()
    }

    #[test]
    fn words_are_posted_over_https_to_the_pages_own_site_or_to_this_machine() {
        for (address, origin) in [
            ("/api/submissions", None),
            ("/api/v1.2/sub_missions/", None),
            ("https://intake.example", Some("https://intake.example")),
            ("https://xn--hap-hla.example/a/@me?b=c:d@e", Some("https://xn--hap-hla.example")),
            ("https://127.0.0.1:65535/", Some("https://127.0.0.1:65535")),
            ("http://localhost/api", Some("http://localhost")),
            ("http://127.0.0.1:8081?a", Some("http://127.0.0.1:8081")),
        ] {
            assert_eq!(endpoint(address).expect(address).origin(), origin, "{address}");
        }
    }

    #[test]
    fn an_address_that_leads_elsewhere_than_it_seems_is_no_endpoint() {
        for address in [
            "http://127.0.0.1:80@evil.example/x",
            "http://localhost:@evil.example/",
            "http://localhost@evil.example/",
            "http://localhost.evil.example/",
            "https://agency.example@evil.example/",
            "https://agency.example:secret@evil.example/",
            "https://@evil.example/",
            "https://agency.example\\@evil.example/",
            "https://agency.example\\.evil.example/",
            "https://evil%2eexample/",
            "//evil.example/api",
            "/\\evil.example/api",
            "/api/../evil",
            "/.evil",
            "/api//evil",
        ] {
            assert_eq!(endpoint(address), None, "{address}");
        }
    }

    #[test]
    fn an_address_that_browsers_or_servers_would_misread_is_no_endpoint() {
        for address in [
            "",
            "/",
            "api/submissions",
            "https://",
            "https:///api",
            "https:/intake.example",
            "https://.example/",
            "https://intake.example:/",
            "https://intake.example:0/",
            "https://intake.example:080/",
            "https://intake.example:123456/",
            "https://intake.example:80:80/",
            "https://intake.example#a",
            "https://intake.example;script-src *",
            "https://intake.example,b",
            "https://intake_x.example/",
            "https://[::1]/",
            "http://[::1]:8081/",
            "http://127.1/",
            "http://intake.example/",
            "HTTPS://intake.example/",
            "https://hapū.example/",
            "https://intake.example/a b",
            "https://intake.example/\u{a0}",
            "/a b",
            "/api{}",
            "/api;",
            "data:text/plain,",
            "javascript:x",
        ] {
            assert_eq!(endpoint(address), None, "{address}");
        }
    }

    #[test]
    fn a_broken_config_says_what_is_wrong() {
        for (fields, part) in [
            ("<!doctype html>", "key must be a string"),
            (r#""feedback_endpoint": "/a""#, "/submission_endpoint: this is missing"),
            (r#""submission_endpoint": "/a", "feedback_endpoint": "/b", "key": 1"#, "“key” is unknown"),
            (r#""submission_endpoint": "http://far.example/", "feedback_endpoint": "/b""#, "cannot be an endpoint"),
            (r#""submission_endpoint": "//far.example/", "feedback_endpoint": "/b""#, "cannot be an endpoint"),
            (r#""submission_endpoint": "javascript:x", "feedback_endpoint": "/b""#, "cannot be an endpoint"),
            (r#""submission_endpoint": "/a", "feedback_endpoint": "/b", "as_of": "August""#, "not a moment"),
        ] {
            let error = config(fields).expect_err(fields).to_string();
            assert!(error.contains(part), "{fields}: {error}");
        }
        for json in ["", "<!doctype html>"] {
            assert!(Config::parse(json).is_err(), "{json}");
        }
    }
}
