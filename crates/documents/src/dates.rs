//! Days and moments of content as jiff has them, which counts and writes them. The page itself needs no such tables.

use consultation::time::day::Day;
use consultation::time::instant::Instant;
use jiff::Timestamp;
use jiff::civil::Date;

/// The day as a date that can be counted with.
pub fn date(day: Day) -> Date {
    let year = i16::try_from(day.year()).ok();
    let (month, day) = (day.month().cast_signed(), day.day_of_month().cast_signed());
    year.and_then(|year| Date::new(year, month, day).ok())
        .expect("a Day is a day of the calendar, in the years 0 to 9999")
}

/// The moment, which is the same in every time zone.
pub fn timestamp(instant: Instant) -> Timestamp {
    Timestamp::from_second(instant.unix_seconds()).expect("an Instant is in the years 0 to 9999")
}
