//! Where the page is, for the way back from the receiver's own pages. It comes from the deployer, never from a request.

use std::str::FromStr;

use consultation::text::link::Href;

use super::origin::Origin;

/// The page's address: `https://…`, or a path on the receiver's own host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress(String);

/// The text is not the address of a page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the address of a page: write it like https://agency.example/treaty/ or /treaty/")]
pub struct NotAPageAddress(pub String);

impl PageAddress {
    /// What is usual: without a site of its own, nothing that a person could read is at the receiver's `/`, unless a
    /// proxy puts the page there.
    pub fn usual(serves_site: bool, allowed: &[Origin]) -> Self {
        let elsewhere = allowed.first().filter(|_| !serves_site);
        Self(elsewhere.map_or_else(|| "/".to_owned(), |origin| [origin.as_str(), "/"].concat()))
    }

    /// The address for a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PageAddress {
    type Err = NotAPageAddress;

    fn from_str(text: &str) -> Result<Self, NotAPageAddress> {
        let is_page = text.starts_with('/') || text.starts_with("https://") || text.parse::<Origin>().is_ok();
        let is_safe = text.starts_with("http://") || Href::try_from(text.to_owned()).is_ok();
        if is_page && is_safe { Ok(Self(text.to_owned())) } else { Err(NotAPageAddress(text.to_owned())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_pages_are_taken_and_others_refused() {
        for text in ["/", "/treaty/", "https://agency.example/treaty/", "http://localhost:8080"] {
            assert!(text.parse::<PageAddress>().is_ok(), "{text}");
        }
        for text in ["", "treaty", "//evil.example", "javascript:alert(1)", "mailto:a@b.example", "/a b", "#top"] {
            assert_eq!(text.parse::<PageAddress>(), Err(NotAPageAddress(text.to_owned())));
        }
    }

    #[test]
    fn the_usual_page_is_where_posts_may_come_from() {
        let allowed: [Origin; 1] = ["https://page.example".parse().expect("the test states an origin")];
        assert_eq!(PageAddress::usual(false, &allowed).as_str(), "https://page.example/");
        assert_eq!(PageAddress::usual(true, &allowed).as_str(), "/");
        assert_eq!(PageAddress::usual(false, &[]).as_str(), "/");
    }
}
