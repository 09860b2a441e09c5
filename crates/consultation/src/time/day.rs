//! A calendar day, without a time.

use std::fmt;

use ::time::{Date, Month};

use crate::read_text;

/// A day of the calendar: `2022-08-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(with = "String", extend("pattern" = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"))
)]
pub struct Day(pub(crate) Date);

/// The text is not a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a day: write it like 2022-08-23")]
pub struct NotADay(pub String);

impl Day {
    /// The day of that year, month and day of the month; none where no calendar has it.
    pub fn of(year: u32, month: u32, day: u32) -> Option<Self> {
        let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
        Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok().map(Self)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month() as u8
    }

    /// The day of the month, 1 to 31.
    pub fn day_of_month(self) -> u8 {
        self.0.day()
    }

    /// The day of the week: 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_days_from_monday()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day_of_month())
    }
}

impl TryFrom<String> for Day {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Self, NotADay> {
        parse_date(&text).map(Self).ok_or(NotADay(text))
    }
}

/// Reads `2022-08-23`.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4 && all_digits(year))?;
    let month = Month::try_from(two_digits(parts.next()?)?).ok()?;
    let date = Date::from_calendar_date(year.parse().ok()?, month, two_digits(parts.next()?)?).ok()?;
    parts.next().is_none().then_some(date)
}

pub(crate) fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && all_digits(text)).then(|| text.parse().ok())?
}

pub(crate) fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

read_text!(Day, Self(Date::MIN));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_knows_its_weekday() {
        let deadline = Day::try_from("2022-08-23".to_owned()).expect("it is a day");
        assert_eq!((deadline.weekday(), deadline.month(), deadline.year()), (1, 8, 2022));
        assert_eq!(deadline.to_string(), "2022-08-23");
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        for text in ["2022-02-29", "2022-13-01", "2022-8-3", "22-08-23", "2022-08-23T00:00:00Z", ""] {
            assert!(Day::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
