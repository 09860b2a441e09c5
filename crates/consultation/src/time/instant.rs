//! A moment in time, with the offset from UTC in which it was stated.

use std::cmp::Ordering;
use std::fmt;

use ::time::{OffsetDateTime, Time, UtcOffset};
use serde::{Deserialize, Serialize};

use crate::read_text;
use crate::time::day::{Day, all_digits, parse_date, two_digits};

/// A moment, to the second, in RFC 3339 form: `2022-08-23T17:00:00+12:00`.
///
/// Content states the offset, so no time-zone tables are needed in the browser (they cost 100 kB there); a moment that
/// comes from elsewhere is restated by [`ZoneOffsets`](crate::time::zone::ZoneOffsets).
/// Two instants are equal when they are the same moment, whatever their offsets.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = concat!(
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
        r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?",
        "(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$"
    )))
)]
#[serde(try_from = "String", into = "String")]
pub struct Instant(OffsetDateTime);

/// The text is not a moment in RFC 3339 form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a moment: write it like 2022-08-23T17:00:00+12:00")]
pub struct NotAnInstant(pub String);

impl Instant {
    /// The moment that a clock states in milliseconds since 1970 in UTC; `None` outside the years 0 to 9999.
    pub fn from_unix_milliseconds(milliseconds: i64) -> Option<Self> {
        let moment = in_utc(milliseconds.div_euclid(1000))?;
        (0..=9999).contains(&moment.year()).then_some(Self(moment))
    }

    /// Seconds since 1970 in UTC.
    pub fn unix_seconds(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// The same moment, stated in the offset of `other`.
    pub fn in_offset_of(self, other: Self) -> Self {
        self.stated_in(other.0.offset())
    }

    /// The same moment, stated that many minutes ahead of UTC.
    pub fn in_offset(self, minutes: i32) -> Self {
        let offset = UtcOffset::from_whole_seconds(minutes.saturating_mul(60));
        offset.map_or(self, |offset| self.stated_in(offset))
    }

    fn stated_in(self, offset: UtcOffset) -> Self {
        let clock = in_utc(self.unix_seconds() + i64::from(offset.whole_seconds()));
        clock.map_or(self, |clock| Self(clock.replace_offset(offset)))
    }

    /// Whether clocks that show both moments show the same offset.
    pub fn is_stated_like(self, other: Self) -> bool {
        self.0.offset() == other.0.offset()
    }

    /// The calendar day, in the stated offset.
    pub fn day(self) -> Day {
        Day(self.0.date())
    }

    /// The hour, 0 to 23, in the stated offset.
    pub fn hour(self) -> u8 {
        self.0.hour()
    }

    /// The minute, 0 to 59, in the stated offset.
    pub fn minute(self) -> u8 {
        self.0.minute()
    }
}

/// Kept together: `time` would have the calendar's arithmetic in the page's WASM once a use.
#[inline(never)]
fn in_utc(unix_seconds: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(unix_seconds).ok()
}

impl PartialEq for Instant {
    fn eq(&self, other: &Self) -> bool {
        self.unix_seconds() == other.unix_seconds()
    }
}

impl Eq for Instant {}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Instant {
    fn cmp(&self, other: &Self) -> Ordering {
        self.unix_seconds().cmp(&other.unix_seconds())
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.0.to_hms();
        let offset = self.0.offset().whole_seconds() / 60;
        let (sign, offset) = if offset < 0 { ('-', -offset) } else { ('+', offset) };
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}", self.day())?;
        write!(f, "{sign}{:02}:{:02}", offset / 60, offset % 60)
    }
}

impl TryFrom<String> for Instant {
    type Error = NotAnInstant;

    fn try_from(text: String) -> Result<Self, NotAnInstant> {
        text.parse()
    }
}

impl From<Instant> for String {
    fn from(instant: Instant) -> Self {
        instant.to_string()
    }
}

impl std::str::FromStr for Instant {
    type Err = NotAnInstant;

    fn from_str(text: &str) -> Result<Self, NotAnInstant> {
        parse(text).map(Self).ok_or_else(|| NotAnInstant(text.to_owned()))
    }
}

/// `time`'s own RFC 3339 parser works too; this one is 3 kB (brotli) smaller in the page.
fn parse(text: &str) -> Option<OffsetDateTime> {
    let (date, rest) = text.split_once('T')?;
    let (clock, offset) = rest.split_at_checked(rest.find(['Z', '+', '-'])?)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    if fraction.is_empty() || !all_digits(fraction) {
        return None;
    }
    let mut clock = clock.split(':');
    let (hour, minute) = (two_digits(clock.next()?)?, two_digits(clock.next()?)?);
    let second = two_digits(clock.next()?)?;
    let time = Time::from_hms(hour, minute, second).ok()?;
    let moment = parse_date(date)?.with_time(time).assume_offset(parse_offset(offset)?);
    clock.next().is_none().then_some(moment)
}

fn parse_offset(text: &str) -> Option<UtcOffset> {
    if text == "Z" {
        return Some(UtcOffset::UTC);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.strip_prefix(['+', '-'])?.split_once(':')?;
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let is_on_earth = hours <= 14 && minutes < 60;
    let offset = UtcOffset::from_hms(sign * hours as i8, sign * minutes as i8, 0).ok()?;
    is_on_earth.then_some(offset)
}

read_text!(Instant, Self(OffsetDateTime::UNIX_EPOCH));

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn instant(text: &str) -> Instant {
        text.parse().expect(text)
    }

    #[test]
    fn the_same_moment_in_two_offsets_is_equal() {
        assert_eq!(instant("2022-08-23T17:00:00+12:00"), instant("2022-08-23T05:00:00Z"));
        assert_eq!(instant("2022-08-23T05:00:00Z").unix_seconds(), 1_661_230_800);
    }

    #[test]
    fn a_moment_can_be_stated_in_another_offset() {
        let closing = instant("2022-08-23T17:00:00+12:00");
        let in_rarotonga = closing.in_offset_of(instant("2022-01-01T00:00:00-10:00"));
        assert_eq!(in_rarotonga.to_string(), "2022-08-22T19:00:00-10:00");
    }

    #[test]
    fn fractions_of_a_second_are_dropped() {
        assert_eq!(instant("2022-08-23T17:00:00.987+12:00").to_string(), "2022-08-23T17:00:00+12:00");
    }

    #[test]
    fn what_is_not_a_moment_is_refused() {
        for text in [
            "",
            "2022-08-23",
            "2022-08-23T17:00:00",
            "2022-08-23 17:00:00+12:00",
            "2022-08-23T17:00+12:00",
            "2022-02-30T17:00:00+12:00",
            "2022-08-23T24:00:00+12:00",
            "2022-08-23T17:00:00+25:00",
            "2022-08-23T17:00:00+12",
            "2022-08-23T17:00:00:00+12:00",
            "+022-08-23T17:00:00+12:00",
            "2022-08-23T17:00:00Z12:00",
            "2022-08-23T17:00:00.+12:00",
            "2022-08-23T17:00:00.9a7+12:00",
            "2022-08-23T17:00:00.9 +12:00",
            "23 August 5.00pm",
            "2022-08-23T17:00:00é",
        ] {
            assert!(text.parse::<Instant>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_moment_survives_being_written_and_read(milliseconds in 0..4_000_000_000_000_i64) {
            let moment = Instant::from_unix_milliseconds(milliseconds).expect("it is within the years 0 to 9999");
            prop_assert_eq!(instant(&moment.to_string()), moment);
            prop_assert_eq!(moment.unix_seconds(), milliseconds / 1000);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,40}") {
            let _ = text.parse::<Instant>();
        }
    }
}
