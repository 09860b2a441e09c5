//! Names that tie things together: sections and questions. They are part of the page's addresses and of stored data.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::read_text;

/// The name of a section or question: lower-case letters, digits and single hyphens, starting with a letter.
///
/// It is an HTML id, a form field's name, a JSON key and a CSV column, so it is plain ASCII and never changes
/// once people have answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = "^(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$"))
)]
#[serde(try_from = "String", into = "String")]
pub struct Id(String);

/// The name breaks the rule of [`Id`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” cannot be an id: use lower-case letters, digits and single hyphens, starting with a letter")]
pub struct NotAnId(pub String);

impl Id {
    /// The longest id, in characters. Form posts carry one with every answer.
    pub const MAX_LENGTH: usize = 60;

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Id {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        let first_is_letter = text.starts_with(|c: char| c.is_ascii_lowercase());
        let all_plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let two_hyphens = text.bytes().zip(text.bytes().skip(1)).any(|pair| pair == (b'-', b'-'));
        let hyphens_single = !two_hyphens && !text.ends_with('-');
        if first_is_letter && all_plain && hyphens_single && text.len() <= Self::MAX_LENGTH {
            Ok(Self(text))
        } else {
            Err(NotAnId(text))
        }
    }
}

impl TryFrom<&str> for Id {
    type Error = NotAnId;

    fn try_from(text: &str) -> Result<Self, NotAnId> {
        text.to_owned().try_into()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

read_text!(Id, Self(String::new()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_are_ids() {
        for name in ["a", "full-name", "chapter-2"] {
            assert!(Id::try_from(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn names_that_would_break_an_address_are_not_ids() {
        let long = "a".repeat(Id::MAX_LENGTH + 1);
        for name in ["", "2nd", "Full-name", "full name", "full_name", "a--b", "a-", "-a", "hapū", &long] {
            assert!(Id::try_from(name).is_err(), "{name}");
        }
    }
}
