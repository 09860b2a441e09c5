//! Where “Back to the page” leads: to where the person came from, if that is ours, else to where the page should be.

use axum::http::HeaderMap;
use axum::http::header::{HOST, REFERER};

use crate::app::App;
use crate::origin::Origin;

impl App {
    /// Where “Back to the page” leads. A stranger's address never gets onto our pages.
    pub fn back_link(&self, headers: &HeaderMap) -> String {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let host = text(HOST).unwrap_or_default();
        let referer = text(REFERER).filter(|referer| is_ours(referer, host, &self.allowed_origins));
        referer.map_or_else(|| self.usual_page(), str::to_owned)
    }

    /// Without a site of its own, the receiver's `/` is nothing that a person could read.
    fn usual_page(&self) -> String {
        let elsewhere = self.allowed_origins.first().filter(|_| self.site.is_none());
        elsewhere.map_or_else(|| "/".to_owned(), |origin| [origin.as_str(), "/"].concat())
    }
}

/// Whether an address is of an allowed origin or this host, and not one of our own answers.
fn is_ours(address: &str, host: &str, allowed: &[Origin]) -> bool {
    let Some((scheme @ ("http" | "https"), rest)) = address.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let origin = [scheme, "://", authority].concat();
    let is_allowed = allowed.iter().any(|allowed| allowed.as_str() == origin);
    let is_answer = rest[authority.len()..].starts_with("/api/");
    (is_allowed || (authority == host && !host.is_empty())) && !is_answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_ours_here(address: &str) -> bool {
        let allowed: Origin = "https://page.example".parse().expect("the test states an origin");
        is_ours(address, "intake.example:8081", &[allowed])
    }

    #[test]
    fn pages_of_allowed_origins_and_of_this_host_are_ours() {
        for address in
            ["https://page.example/", "https://page.example/treaty?a=b", "http://intake.example:8081/index.html"]
        {
            assert!(is_ours_here(address), "{address}");
        }
    }

    #[test]
    fn other_addresses_and_our_own_answers_are_not() {
        for address in [
            "https://evil.example/",
            "https://page.example.evil.example/",
            "https://page.example@evil.example/",
            "http://page.example/",
            "javascript://page.example/%0Aalert(1)",
            "http://intake.example:8081/api/submissions",
            "",
        ] {
            assert!(!is_ours_here(address), "{address}");
        }
    }
}
