//! Where a link may lead: an allow-list, so that content can never carry a script.

use crate::read_text;

/// An address that is safe to put into `href`: `https:`, `mailto:`, `tel:`, `#fragment`, `/path` or `./path`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = concat!(
        r"^(https://|mailto:|tel:|#|/(?![/\\])|\./)",
        r"[^\\\x00-\x20\x7F-\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]*$"
    )))
)]
pub struct Href(String);

/// The address is outside the allow-list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” cannot be a link: use https:, mailto:, tel:, #section, /path or ./path, without spaces")]
pub struct UnsafeHref(pub String);

impl Href {
    /// The address as written in the content.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Href {
    type Error = UnsafeHref;

    fn try_from(address: String) -> Result<Self, UnsafeHref> {
        if has_allowed_start(&address) && !has_forbidden_character(&address) {
            Ok(Self(address))
        } else {
            Err(UnsafeHref(address))
        }
    }
}

/// Schemes are compared in lower case only: an editor who writes `HTTPS:` is told, which costs nobody anything.
fn has_allowed_start(address: &str) -> bool {
    // `//host` and `/\host` leave the site although they look like paths.
    let other_host = address.starts_with("//") || address.starts_with("/\\");
    let starts = ["https://", "mailto:", "tel:", "#", "/", "./"];
    !other_host && starts.iter().any(|start| address.starts_with(start))
}

/// Browsers drop tabs and newlines inside addresses, and turn `\` into `/`: both have been used to smuggle schemes.
fn has_forbidden_character(address: &str) -> bool {
    address.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\')
}

read_text!(Href, Self(String::new()));

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn accepts(address: &str) -> bool {
        Href::try_from(address.to_owned()).is_ok()
    }

    #[test]
    fn links_that_stay_safe_are_accepted() {
        for address in [
            "https://example.org/a?b=c#d",
            "mailto:team@agency.example",
            "tel:+6448179700",
            "#have-your-say",
            "/documents/statement.pdf",
            "./documents/statement.pdf",
        ] {
            assert!(accepts(address), "{address}");
        }
    }

    #[test]
    fn links_that_could_run_or_mislead_are_refused() {
        for address in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " https://example.org",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "http://example.org",
            "//evil.example",
            "/\\evil.example",
            "https://example.org/a b",
            "https://example.org\\@evil.example",
        ] {
            assert!(!accepts(address), "{address}");
        }
    }

    proptest! {
        #[test]
        fn nothing_with_another_scheme_is_accepted(scheme in "[a-zA-Z][a-zA-Z0-9+.-]{0,12}", rest in ".{0,20}") {
            prop_assume!(!["https", "mailto", "tel"].contains(&scheme.as_str()));
            let address = format!("{scheme}:{rest}");
            prop_assert!(!accepts(&address));
        }
    }
}
