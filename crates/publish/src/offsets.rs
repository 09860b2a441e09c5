//! The offsets of a time zone over some years, from the IANA database: the page in a browser has no tables of its own.

use consultation::time::instant::Instant;
use consultation::time::zone::{TimeZoneName, ZoneOffsets};
use jiff::tz::{TimeZone, TimeZoneTransition};
use jiff::{Timestamp, ToSpan};

/// How long a page that is not built again states times with the right offset: three years, in hours.
const AHEAD: i64 = 3 * 365 * 24;

/// The offsets from the one that holds at the moment `from` until three years after `to`; none for a zone that the
/// database does not have.
pub fn offsets(zone: &TimeZoneName, from: Instant, to: Instant) -> Option<ZoneOffsets> {
    let zone = TimeZone::get(zone.as_str()).ok()?;
    let (from, to) = (timestamp(from)?, timestamp(to)?.checked_add(AHEAD.hours()).ok()?);
    let at_the_start = stated(&zone, from)?;
    let changes = zone.following(from).map(|change: TimeZoneTransition<'_>| change.timestamp());
    let changes = changes.take_while(|change| *change <= to).filter_map(|change| stated(&zone, change));
    Some(ZoneOffsets([at_the_start].into_iter().chain(changes).collect()))
}

fn timestamp(moment: Instant) -> Option<Timestamp> {
    Timestamp::from_second(moment.unix_seconds()).ok()
}

fn stated(zone: &TimeZone, moment: Timestamp) -> Option<Instant> {
    moment.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(zone: &str, from: &str, to: &str) -> Vec<String> {
        let zone = TimeZoneName::try_from(zone.to_owned()).expect("it is a name");
        let moment = |text: &str| text.parse().expect("the test states a moment");
        let offsets = offsets(&zone, moment(from), moment(to)).expect("the database has the zone");
        offsets.0.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_zone_with_summer_time_has_two_changes_a_year() {
        let auckland = written("Pacific/Auckland", "2022-07-15T09:00:00+12:00", "2022-08-23T17:00:00+12:00");
        assert_eq!(
            auckland[..3],
            ["2022-07-15T09:00:00+12:00", "2022-09-25T03:00:00+13:00", "2023-04-02T02:00:00+12:00"]
        );
        assert_eq!(auckland.len(), 7);
    }

    #[test]
    fn a_zone_without_has_one_offset() {
        let rarotonga = written("Pacific/Rarotonga", "2022-07-15T09:00:00+12:00", "2022-08-23T17:00:00+12:00");
        assert_eq!(rarotonga, ["2022-07-14T11:00:00-10:00"]);
    }

    #[test]
    fn a_zone_that_the_database_does_not_have_has_none() {
        let zone = TimeZoneName::try_from("Pacific/Aukland".to_owned()).expect("it is written like a name");
        let moment: Instant = "2022-08-23T17:00:00+12:00".parse().expect("the test states a moment");
        assert_eq!(offsets(&zone, moment, moment), None);
    }
}
