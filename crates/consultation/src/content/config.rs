//! Where things go: the deployer's file, `public/config.json`. Secrets never belong here: everybody can read it.

use crate::file::{self, FileError};
use crate::time::instant::Instant;
use crate::{read_object, read_text};

/// The deployer's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Config {
    /// The page's public address, for search engines, feeds and calendars: `https://…/`. Assets never depend on it.
    pub address: String,
    /// Whom to tell of a security hole: a `mailto:` or `https:` address, for `.well-known/security.txt`.
    pub security_contact: String,
    /// Where submissions are posted.
    pub submission_endpoint: Endpoint,
    /// Where answers to “Help us improve” are posted.
    pub feedback_endpoint: Endpoint,
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
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = r"^(https://|/(?!/)|http://localhost:|http://127\.0\.0\.1:)[\x21-\x5B\x5D-\x7E]*$"))
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
}

impl TryFrom<String> for Endpoint {
    type Error = UnsafeEndpoint;

    fn try_from(address: String) -> Result<Self, UnsafeEndpoint> {
        let is_path = address.starts_with('/') && !address.starts_with("//");
        // Words must not cross a network in the clear; the person's own machine is no network.
        let starts = ["https://", "http://localhost:", "http://127.0.0.1:"];
        let is_address = starts.iter().any(|start| address.starts_with(start));
        let is_plain = address.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
        if (is_path || is_address) && is_plain { Ok(Self(address)) } else { Err(UnsafeEndpoint(address)) }
    }
}

read_object!(Config { address, security_contact, submission_endpoint, feedback_endpoint; as_of });
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
