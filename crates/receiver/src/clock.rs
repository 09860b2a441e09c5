//! The receiver's own clock: the only one that decides what is late.

use std::time;

use consultation::time::day::Day;
use consultation::time::instant::Instant;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The machine's time in milliseconds since 1970, for what no rehearsal moves.
pub fn unix_milliseconds() -> i64 {
    Timestamp::now().as_millisecond()
}

/// A clock, and the time zone in which it states the time.
#[derive(Clone, Debug)]
pub struct Clock {
    source: Source,
    zone: TimeZone,
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// The machine's clock.
    System,
    /// A rehearsed moment, and the time since the start.
    Rehearsed {
        /// What the clock said at the start.
        from: Instant,
        /// When that was.
        started: time::Instant,
    },
}

impl Clock {
    /// The machine's clock, or one that starts now at the rehearsed moment.
    pub fn new(zone: TimeZone, as_of: Option<Instant>) -> Self {
        let source = as_of.map_or(Source::System, |from| Source::Rehearsed { from, started: time::Instant::now() });
        Self { source, zone }
    }

    /// The day on which a rehearsal started; none where the machine's clock counts.
    pub fn rehearsed(&self) -> Option<Day> {
        match self.source {
            Source::System => None,
            Source::Rehearsed { from, .. } => Some(from.day()),
        }
    }

    /// The time, or that of the machine where a rehearsed day is still to come: for what cannot be taken back.
    pub fn now_or_earlier(&self) -> Instant {
        let machine = Timestamp::now().as_second();
        stated_in(&self.zone, machine.min(self.now().unix_seconds()))
    }

    /// The time, stated with the zone's offset at that moment.
    pub fn now(&self) -> Instant {
        let unix_seconds = match self.source {
            Source::System => Timestamp::now().as_second(),
            Source::Rehearsed { from, started } => {
                from.unix_seconds().saturating_add_unsigned(started.elapsed().as_secs())
            }
        };
        stated_in(&self.zone, unix_seconds)
    }
}

/// In the nineteenth century offsets had seconds, which RFC 3339 cannot state: such a rehearsal is stated in UTC.
fn stated_in(zone: &TimeZone, unix_seconds: i64) -> Instant {
    let stated = Timestamp::from_second(unix_seconds)
        .map(|moment| moment.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
    let instant = stated.ok().and_then(|text| text.parse().ok());
    instant
        .or_else(|| Instant::from_unix_milliseconds(unix_seconds.saturating_mul(1000)))
        .expect("no clock shows a year after 9999")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("the time zones are compiled in")
    }

    fn in_auckland(text: &str) -> String {
        stated_in(&zone("Pacific/Auckland"), text.parse::<Instant>().expect(text).unix_seconds()).to_string()
    }

    #[test]
    fn the_offset_is_the_one_of_the_zone_at_that_moment() {
        for (utc, stated) in [
            ("2022-08-23T05:00:00Z", "2022-08-23T17:00:00+12:00"),
            ("2022-01-01T00:00:00Z", "2022-01-01T13:00:00+13:00"),
            ("2022-09-24T13:59:59Z", "2022-09-25T01:59:59+12:00"),
            ("2022-09-24T14:00:00Z", "2022-09-25T03:00:00+13:00"),
        ] {
            assert_eq!(in_auckland(utc), stated);
        }
    }

    #[test]
    fn an_offset_with_seconds_is_avoided() {
        assert_eq!(in_auckland("1800-01-01T00:00:00Z"), "1800-01-01T00:00:00+00:00");
    }

    #[test]
    fn a_rehearsal_starts_at_its_moment() {
        let from: Instant = "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment");
        let passed = Clock::new(zone("Pacific/Auckland"), Some(from)).now().unix_seconds() - from.unix_seconds();
        assert!((0..5).contains(&passed), "{passed}");
    }
}
