//! Where a post comes from, as the browser says. Whoever is no browser can say anything, and harms nobody by it: this
//! keeps other websites from sending something in the name of a person who visits them.

use axum::http::HeaderMap;
use axum::http::header::{HOST, HeaderName, ORIGIN};

use super::origin::Origin;

/// Set by browsers alone (W3C, Fetch Metadata), and only where the receiver is asked over HTTPS or on this machine.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Where a post comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostedFrom {
    /// A page of this host, or of an allowed origin.
    Here,
    /// Nothing says: an old browser, or no browser. It passes, and is marked.
    Unstated,
    /// Another website, or one that hides which it is.
    Elsewhere,
}

impl PostedFrom {
    /// Reads the headers of a post. `Sec-Fetch-Site` counts first: a page with another referrer policy states its
    /// origin as `null`, even to its own host.
    pub fn read(headers: &HeaderMap, allowed: &[Origin]) -> Self {
        let site = headers.get(SEC_FETCH_SITE).map(|site| site.as_bytes());
        let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
        let is_allowed = |stated: &str| allowed.iter().any(|origin| origin.as_str() == stated);
        match (site, origin) {
            (Some(b"same-origin"), _) => Self::Here,
            (_, Some(stated)) if is_allowed(stated) => Self::Here,
            (None | Some(b"none"), Some(stated)) if is_host(stated, headers) => Self::Here,
            (None | Some(b"none"), None) => Self::Unstated,
            _ => Self::Elsewhere,
        }
    }
}

/// Whether a stated origin is of the host that was asked. The scheme is not known here, behind what speaks HTTPS.
fn is_host(stated: &str, headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).filter(|host| !host.is_empty());
    let authority = stated.strip_prefix("https://").or_else(|| stated.strip_prefix("http://"));
    authority.zip(host).is_some_and(|(authority, host)| authority.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn posted(site: Option<&'static str>, origin: Option<&'static str>) -> PostedFrom {
        let mut headers = HeaderMap::from_iter([(HOST, HeaderValue::from_static("intake.example:8081"))]);
        headers.extend(site.map(|site| (SEC_FETCH_SITE, HeaderValue::from_static(site))));
        headers.extend(origin.map(|origin| (ORIGIN, HeaderValue::from_static(origin))));
        PostedFrom::read(&headers, &["https://page.example".parse().expect("the test states an origin")])
    }

    #[test]
    fn the_own_host_and_allowed_origins_are_here() {
        for (site, origin) in [
            (Some("same-origin"), Some("https://intake.example:8081")),
            (Some("same-origin"), Some("null")),
            (Some("same-origin"), None),
            (Some("cross-site"), Some("https://page.example")),
            (Some("same-site"), Some("https://page.example")),
            (None, Some("https://page.example")),
            (None, Some("https://intake.example:8081")),
            (None, Some("http://INTAKE.example:8081")),
        ] {
            assert_eq!(posted(site, origin), PostedFrom::Here, "{site:?} {origin:?}");
        }
    }

    #[test]
    fn other_sites_are_elsewhere_and_so_is_one_that_hides() {
        for (site, origin) in [
            (Some("cross-site"), Some("https://evil.example")),
            (Some("cross-site"), Some("null")),
            (Some("cross-site"), None),
            (Some("cross-site"), Some("https://intake.example:8081")),
            (Some("same-site"), Some("https://other.intake.example")),
            (Some("same-site"), None),
            (Some("none"), Some("null")),
            (Some("SAME-ORIGIN"), None),
            (None, Some("null")),
            (None, Some("https://evil.example")),
            (None, Some("https://intake.example")),
            (None, Some("https://page.example.evil.example")),
            (None, Some("intake.example:8081")),
            (None, Some("")),
        ] {
            assert_eq!(posted(site, origin), PostedFrom::Elsewhere, "{site:?} {origin:?}");
        }
    }

    #[test]
    fn without_either_header_nothing_is_stated() {
        assert_eq!(posted(None, None), PostedFrom::Unstated);
        assert_eq!(posted(Some("none"), None), PostedFrom::Unstated);
    }
}
