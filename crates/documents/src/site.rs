//! Where the site lies: the public address that search engines, feeds and calendars are told.

use consultation::content::config::told::{NotAnAddress, check_address};
use url::Url;

/// The site's public address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site(Url);

impl Site {
    /// Reads `address` of the config.
    ///
    /// # Errors
    /// [`NotAnAddress`], by the rule of the config.
    pub fn new(address: &str) -> Result<Self, NotAnAddress> {
        check_address(address)?;
        // Published addresses are compared letter by letter.
        let url = Url::parse(address).ok().filter(|url| url.as_str() == address);
        url.map(Self).ok_or_else(|| NotAnAddress(address.to_owned()))
    }

    /// The whole address, ending in `/`.
    pub fn address(&self) -> &str {
        self.0.as_str()
    }

    /// The site in a folder below: nothing, for itself, or like `mi/`.
    pub fn below(&self, folder: &str) -> Self {
        Self(self.0.join(folder).expect("a folder is a relative address"))
    }

    /// The path below which the site lies, from `/` to `/`: `/`, or `/treaty/`.
    pub fn base_path(&self) -> &str {
        self.0.path()
    }

    /// The address of one of the site's files.
    pub fn url(&self, path: &str) -> String {
        [self.address(), path].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_lies_at_a_root_or_under_a_path() {
        for (address, base_path) in [
            ("https://consultation.agency.example/", "/"),
            ("https://agency.example/treaty/", "/treaty/"),
            ("http://localhost:8080/", "/"),
            ("http://127.0.0.1:8080/", "/"),
        ] {
            let site = Site::new(address).expect(address);
            assert_eq!((site.address(), site.base_path()), (address, base_path));
            assert_eq!(site.url("feed.xml"), format!("{address}feed.xml"));
        }
    }

    #[test]
    fn what_is_not_the_address_of_a_site_is_refused() {
        for address in [
            "",
            "/treaty/",
            "agency.example/",
            "https://agency.example",
            "https://agency.example/treaty",
            "https://agency.example/?a=b/",
            "https://agency.example/#/",
            "https://user@agency.example/",
            "https://agency.example/\"><script>/",
            "https://AGENCY.example/",
            "https://agency.example:443/",
            "http://agency.example/",
            "http://localhost.agency.example/",
            "ftp://agency.example/",
            "javascript://agency.example/",
        ] {
            assert_eq!(Site::new(address), Err(NotAnAddress(address.to_owned())));
        }
    }
}
