//! The name of a time zone. Its rules are not here: tables of them would cost 100 kB in the browser.

use crate::read_text;

/// The name of a time zone in the IANA database, such as `Pacific/Auckland`.
///
/// Whether the database has it is asked by those who have the database: the check, `publish` and the receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// It goes into calendars, so nothing that could end a line or a parameter there may be in it.
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
    fn names_of_the_database_are_names_and_nothing_that_could_end_a_line_is() {
        for name in ["Pacific/Auckland", "America/Argentina/Buenos_Aires", "Etc/GMT+12", "UTC"] {
            assert_eq!(TimeZoneName::try_from(name.to_owned()).expect(name).as_str(), name);
        }
        for name in ["", "Pacific/Auckland\r\nBEGIN:VEVENT", "New Zealand", "a;b", "a:b", "Ōtepoti"] {
            assert_eq!(TimeZoneName::try_from(name.to_owned()), Err(NotATimeZone(name.to_owned())));
        }
    }
}
