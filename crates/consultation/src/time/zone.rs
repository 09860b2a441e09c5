//! The name of a time zone. Its rules are not here: tables of them would cost 100 kB in the browser.

use crate::read_text;

/// The name of a time zone in the IANA database, such as `Pacific/Auckland`.
///
/// Whether the database has it is asked by those who have the database: the check and the receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("pattern" = "^[A-Za-z0-9/_+-]+$")))]
pub struct TimeZoneName(String);

/// The text is no name of a time zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a time zone: write its name, like Pacific/Auckland")]
pub struct NotATimeZone(pub String);

impl TimeZoneName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TimeZoneName {
    type Error = NotATimeZone;

    /// All names of the database are made of these characters.
    fn try_from(name: String) -> Result<Self, NotATimeZone> {
        let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-' | b'+'));
        if is_name && !name.is_empty() { Ok(Self(name)) } else { Err(NotATimeZone(name)) }
    }
}

read_text!(TimeZoneName, Self(String::new()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_database_are_names_and_other_texts_are_not() {
        for name in ["Pacific/Auckland", "America/Argentina/Buenos_Aires", "Etc/GMT+12", "UTC"] {
            assert_eq!(TimeZoneName::try_from(name.to_owned()).expect(name).as_str(), name);
        }
        for name in ["", "Pacific/Auckland\r\nBEGIN:VEVENT", "New Zealand", "a;b", "a:b", "Ōtepoti"] {
            assert_eq!(TimeZoneName::try_from(name.to_owned()), Err(NotATimeZone(name.to_owned())));
        }
    }
}
