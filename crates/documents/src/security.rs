//! Whom to tell of a security hole: `.well-known/security.txt` (RFC 9116).

use consultation::content::config::told::{NotAContact, check_contact};
use consultation::time::day::Day;
use jiff::ToSpan;

use crate::Document;
use crate::dates::date;
use crate::site::Site;

/// How long a build may be trusted to name the right contact. RFC 9116 (section 2.5.5) recommends less than a year.
const MONTHS: i8 = 11;

/// Where to write to about a security hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact(String);

impl SecurityContact {
    /// Reads `security_contact` of the config.
    ///
    /// # Errors
    /// [`NotAContact`], by the rule of the config.
    pub fn new(contact: &str) -> Result<Self, NotAContact> {
        check_contact(contact)?;
        Ok(Self(contact.to_owned()))
    }
}

/// `.well-known/security.txt`. It ends with a whole day, so that two builds of one day are equal.
pub fn security_txt(contact: &SecurityContact, site: &Site, built_on: Day) -> Document {
    let path = ".well-known/security.txt";
    let expires = date(built_on).saturating_add(MONTHS.months());
    let lines = [
        format!("Contact: {}\n", contact.0),
        format!("Expires: {expires}T00:00:00Z\n"),
        "Preferred-Languages: en, mi\n".to_owned(),
        format!("Canonical: {}\n", site.url(path)),
    ];
    Document::new(path, lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_can_be_written_to() {
        for address in ["mailto:security@agency.example", "https://agency.example/security?about=treaty"] {
            assert!(SecurityContact::new(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn nobody_or_another_line_is_refused() {
        for address in [
            "",
            "security@agency.example",
            "mailto:",
            "mailto:@agency.example",
            "mailto:security",
            "http://agency.example/security",
            "https://",
            "mailto:security@agency.example\nContact: mailto:other@rival.example",
            "mailto:security@agency.example Expires:",
        ] {
            assert_eq!(SecurityContact::new(address), Err(NotAContact(address.to_owned())));
        }
    }
}
