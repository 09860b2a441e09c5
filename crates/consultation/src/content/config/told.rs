//! What others are told: the site's address, and whom to write to about a security hole. The browser uses neither, so it does not
//! look at them.

use super::{Config, is_own_path, origin};
use crate::json::Reading;

/// The text cannot be the address of a site.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” cannot be the site’s address: write it like https://agency.example/ or https://agency.example/treaty/")]
pub struct NotAnAddress(pub String);

/// The text cannot be a security contact.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” cannot be the security contact: write it like mailto:security@agency.example or https://agency.example/security"
)]
pub struct NotAContact(pub String);

/// Says what nobody could use.
pub fn look(config: &Config, reading: &mut Reading) {
    let address = check_address(&config.address).err().map(|error| ("address", error.to_string()));
    let contact = check_contact(&config.security_contact).err().map(|error| ("security_contact", error.to_string()));
    for (field, why) in [address, contact].into_iter().flatten() {
        if !reading.has_noted(&["/", field].concat()) {
            reading.wrong_in(field, || why);
        }
    }
}

/// Whether a site can lie there: `https://…/`, or a server on this machine to rehearse.
///
/// # Errors
/// [`NotAnAddress`] for another scheme, for one with a user, query or fragment, for one that does not end in `/`, and for one
/// that browsers would rewrite.
pub fn check_address(address: &str) -> Result<(), NotAnAddress> {
    if is_address(address) { Ok(()) } else { Err(NotAnAddress(address.to_owned())) }
}

/// Whether somebody can be written to there: by e-mail (`mailto:…`) or on a page (`https://…`).
///
/// # Errors
/// [`NotAContact`] for another scheme, for nobody to write to, and for a character that could start another line.
pub fn check_contact(contact: &str) -> Result<(), NotAContact> {
    if is_contact(contact) { Ok(()) } else { Err(NotAContact(contact.to_owned())) }
}

/// Published addresses are compared letter by letter, so only one way to write it will do; files are beside it, so it ends in `/`.
fn is_address(address: &str) -> bool {
    let Some(origin) = origin(address) else { return false };
    let path = &address[origin.len()..];
    let is_as_browsers_write_it = !origin.bytes().any(|b| b.is_ascii_uppercase()) && !origin.ends_with(":443");
    is_as_browsers_write_it && (path == "/" || path.ends_with('/') && is_own_path(path))
}

fn is_contact(contact: &str) -> bool {
    let mailbox = contact.strip_prefix("mailto:").and_then(|mailbox| mailbox.split_once('@'));
    let is_mailbox = mailbox.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    let is_page = contact.starts_with("https://") && origin(contact).is_some();
    contact.bytes().all(|b| b.is_ascii_graphic()) && (is_mailbox || is_page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_one_that_is_published() {
        for address in [
            "https://agency.example/",
            "https://agency.example/treaty/",
            "https://a.example:8443/",
            "http://localhost:8080/",
        ] {
            assert!(is_address(address), "{address}");
        }
        for address in [
            "agency.example",
            "http://agency.example/",
            "https://agency.example",
            "https://agency.example/treaty",
            "https://Agency.example/",
            "https://agency.example:443/",
            "https://agency.example/?a",
            "https://agency.example/#a",
            "https://me@agency.example/",
            "https://agency.example//",
        ] {
            assert!(!is_address(address), "{address}");
        }
    }

    #[test]
    fn a_contact_can_be_written_to() {
        for contact in ["mailto:security@agency.example", "https://agency.example/security?about=treaty"] {
            assert!(is_contact(contact), "{contact}");
        }
        for contact in [
            "security@agency.example",
            "mailto:security",
            "mailto:@agency.example",
            "http://agency.example/",
            "mailto:a@b c",
        ] {
            assert!(!is_contact(contact), "{contact}");
        }
    }
}
