//! An origin: scheme, host and port of a site, as browsers state it.

use std::fmt;
use std::str::FromStr;

use axum::http::HeaderValue;

/// An origin, like `https://page.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// The text is not an origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an origin: write it like https://page.example, in lower case and without a path")]
pub struct NotAnOrigin(pub String);

impl Origin {
    /// The origin as browsers state it in `Origin`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same for a header.
    pub fn header_value(&self) -> HeaderValue {
        HeaderValue::from_str(&self.0).expect("an origin is printable ASCII")
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-:[]".contains(&b);
        let is_origin = !host.is_empty() && host.bytes().all(is_plain);
        is_origin.then(|| Self(text.to_owned())).ok_or_else(|| NotAnOrigin(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_and_a_host_are_an_origin() {
        for text in ["https://page.example", "http://localhost:8080", "http://[::1]:8080"] {
            assert!(text.parse::<Origin>().is_ok(), "{text}");
        }
    }

    #[test]
    fn what_no_browser_would_state_is_refused() {
        for text in ["", "*", "null", "page.example", "https://", "https://page.example/", "https://Page.example"] {
            assert_eq!(text.parse::<Origin>(), Err(NotAnOrigin(text.to_owned())));
        }
    }
}
