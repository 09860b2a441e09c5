//! Days and moments on a time zone's clocks, daylight saving included. The page itself needs no such tables.

use consultation::time::day::Day;
use consultation::time::instant::Instant;
use consultation::time::zone::TimeZoneName;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// The clocks of a time zone.
#[derive(Clone, Debug)]
pub struct Clocks {
    /// The zone's name in the IANA database.
    pub(crate) name: TimeZoneName,
    /// Its rules.
    pub(crate) zone: TimeZone,
}

/// The IANA database has no time zone of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("/time_zone: the IANA database has no time zone “{0}”: write its name like Pacific/Auckland")]
pub struct UnknownTimeZone(pub String);

impl Clocks {
    /// The clocks of the zone of that name.
    ///
    /// # Errors
    /// [`UnknownTimeZone`].
    pub fn of(name: &TimeZoneName) -> Result<Self, UnknownTimeZone> {
        let zone = TimeZone::get(name.as_str()).map_err(|_| UnknownTimeZone(name.as_str().to_owned()))?;
        Ok(Self { name: name.clone(), zone })
    }

    /// What such a clock shows at that moment; `None` where it shows the same time for a second time,
    /// in the hour after daylight saving has ended, so that the clock's face alone would mean the first.
    pub(crate) fn show(&self, instant: Instant) -> Option<DateTime> {
        let moment = timestamp(instant);
        let clock = self.zone.to_datetime(moment);
        let meant = self.zone.to_ambiguous_zoned_datetime(clock).compatible().ok()?;
        (meant.timestamp() == moment).then_some(clock)
    }
}

/// The moment in UTC.
pub fn in_utc(instant: Instant) -> DateTime {
    TimeZone::UTC.to_datetime(timestamp(instant))
}

/// The day as a date that can be counted with.
pub fn date(day: Day) -> Date {
    let year = i16::try_from(day.year()).ok();
    let (month, day) = (day.month().cast_signed(), day.day_of_month().cast_signed());
    year.and_then(|year| Date::new(year, month, day).ok())
        .expect("a Day is a day of the calendar, in the years 0 to 9999")
}

/// The moment as one that can be counted with.
pub fn timestamp(instant: Instant) -> Timestamp {
    Timestamp::from_second(instant.unix_seconds()).expect("an Instant is in the years 0 to 9999")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clocks(name: &str) -> Result<Clocks, UnknownTimeZone> {
        Clocks::of(&name.to_owned().try_into().expect("it could be a name"))
    }

    fn shown(instant: &str) -> Option<String> {
        let clocks = clocks("Pacific/Auckland").expect("it is a time zone");
        clocks.show(instant.parse().expect("the test states a moment")).map(|clock| clock.to_string())
    }

    #[test]
    fn a_name_that_the_database_does_not_have_is_refused() {
        assert_eq!(clocks("Pacific/Aukland").err(), Some(UnknownTimeZone("Pacific/Aukland".to_owned())));
    }

    #[test]
    fn clocks_follow_daylight_saving() {
        for (instant, clock) in [
            ("2022-08-23T17:00:00+12:00", "2022-08-23T17:00:00"),
            ("2022-08-23T05:00:00Z", "2022-08-23T17:00:00"),
            ("2026-09-27T01:59:59+12:00", "2026-09-27T01:59:59"),
            ("2026-09-27T02:30:00+12:00", "2026-09-27T03:30:00"),
            ("2026-09-28T17:00:00+13:00", "2026-09-28T17:00:00"),
            ("2027-04-04T02:30:00+13:00", "2027-04-04T02:30:00"),
            ("2027-04-04T03:00:00+12:00", "2027-04-04T03:00:00"),
        ] {
            assert_eq!(shown(instant).as_deref(), Some(clock), "{instant}");
        }
    }

    #[test]
    fn the_repeated_hour_has_no_clock_face_of_its_own() {
        assert_eq!(shown("2027-04-04T02:30:00+12:00"), None);
    }
}
