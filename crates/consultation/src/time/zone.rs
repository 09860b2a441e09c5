//! A time zone: its name, and its offsets from UTC over some years. The rules of all zones would cost 100 kB in the browser.

use crate::time::instant::Instant;
use crate::{read_list, read_text};

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

/// The moments at which a zone's clocks change, in their order, each stated in the offset that holds from then on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZoneOffsets(pub Vec<Instant>);

impl ZoneOffsets {
    /// The same moment, in the zone's offset at that time. Before the first change that is the first's; a zone of which
    /// nothing is known leaves the moment as it was stated.
    pub fn state(&self, moment: Instant) -> Instant {
        let is_past = |change: &&Instant| change.unix_seconds() <= moment.unix_seconds();
        let last = self.0.iter().rfind(is_past).or(self.0.first());
        last.map_or(moment, |change| moment.in_offset_of(*change))
    }
}

read_list!(ZoneOffsets of Instant);

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
    #[test]
    fn a_moment_is_stated_in_the_offset_of_its_season() {
        let instant = |text: &str| text.parse::<Instant>().expect(text);
        let changes = ["2022-04-03T02:00:00+12:00", "2022-09-25T03:00:00+13:00", "2023-04-02T02:00:00+12:00"];
        let auckland = ZoneOffsets(changes.map(instant).to_vec());
        for (moment, stated) in [
            ("2022-08-23T04:59:00Z", "2022-08-23T16:59:00+12:00"),
            ("2022-09-24T13:59:59Z", "2022-09-25T01:59:59+12:00"),
            ("2022-09-24T14:00:00Z", "2022-09-25T03:00:00+13:00"),
            ("2023-04-01T13:59:59Z", "2023-04-02T02:59:59+13:00"),
            ("2023-04-01T14:00:00Z", "2023-04-02T02:00:00+12:00"),
            ("2021-12-31T11:00:00-10:00", "2022-01-01T09:00:00+12:00"),
        ] {
            assert_eq!(auckland.state(instant(moment)).to_string(), stated);
        }
        assert_eq!(
            ZoneOffsets::default().state(instant("2022-08-23T04:59:00Z")).to_string(),
            "2022-08-23T04:59:00+00:00"
        );
    }
}
