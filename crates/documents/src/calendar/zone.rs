//! What a calendar has to know of a time zone to understand one moment: how its clocks were set then, and the next change.

use consultation::time::instant::Instant;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use crate::calendar::line::line;
use crate::local_time::{Clocks, timestamp};

/// The component VTIMEZONE (RFC 5545, section 3.6.5). Calendars that know the zone by its name know more; one that does
/// not needs the change of the clocks before the moment. The one after it tells it when that setting ends.
pub fn time_zone(clocks: &Clocks, instant: Instant) -> String {
    let (zone, moment) = (&clocks.zone, timestamp(instant));
    let before = zone.preceding(moment.saturating_add(1.second()).unwrap_or(moment)).next();
    let start = before.map_or(Timestamp::UNIX_EPOCH.min(moment), |change| change.timestamp());
    let next = zone.following(moment).next().map(|change| change.timestamp());
    let settings = [Some(start), next].into_iter().flatten().map(|change| setting(zone, change));
    [line("BEGIN", "VTIMEZONE"), line("TZID", clocks.name.as_str()), settings.collect(), line("END", "VTIMEZONE")]
        .concat()
}

/// How clocks are set from a change on. The change is stated as clocks would show it that had not been changed.
fn setting(zone: &TimeZone, change: Timestamp) -> String {
    let after = zone.to_offset_info(change);
    let before = zone.to_offset(change.saturating_sub(1.second()).unwrap_or(change));
    let kind = if after.dst().is_dst() { "DAYLIGHT" } else { "STANDARD" };
    [
        line("BEGIN", kind),
        line("DTSTART", &before.to_datetime(change).strftime("%Y%m%dT%H%M%S").to_string()),
        line("TZOFFSETFROM", &hours_and_minutes(before)),
        line("TZOFFSETTO", &hours_and_minutes(after.offset())),
        line("TZNAME", after.abbreviation()),
        line("END", kind),
    ]
    .concat()
}

/// `+1200`. Seconds, which offsets had in the nineteenth century, are left out.
fn hours_and_minutes(offset: Offset) -> String {
    let (minutes, sign) = (offset.seconds().abs() / 60, if offset.is_negative() { '-' } else { '+' });
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(zone: &str, moment: &str) -> Vec<String> {
        let name = zone.to_owned().try_into().expect("it is a name");
        let clocks = Clocks::of(&name).expect("it is a time zone");
        let component = time_zone(&clocks, moment.parse().expect("the test states a moment"));
        component.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_moment_in_winter_needs_the_end_of_summer_time_before_it_and_its_next_beginning() {
        let expected = [
            "BEGIN:VTIMEZONE",
            "TZID:Pacific/Auckland",
            "BEGIN:STANDARD",
            "DTSTART:20220403T030000",
            "TZOFFSETFROM:+1300",
            "TZOFFSETTO:+1200",
            "TZNAME:NZST",
            "END:STANDARD",
            "BEGIN:DAYLIGHT",
            "DTSTART:20220925T020000",
            "TZOFFSETFROM:+1200",
            "TZOFFSETTO:+1300",
            "TZNAME:NZDT",
            "END:DAYLIGHT",
            "END:VTIMEZONE",
        ];
        assert_eq!(lines("Pacific/Auckland", "2022-08-23T17:00:00+12:00"), expected);
    }

    #[test]
    fn the_moment_of_a_change_has_the_clocks_after_it() {
        let lines = lines("Pacific/Auckland", "2022-09-25T03:00:00+13:00");
        assert_eq!((lines[2].as_str(), lines[3].as_str()), ("BEGIN:DAYLIGHT", "DTSTART:20220925T020000"));
    }

    #[test]
    fn clocks_that_never_change_have_one_setting() {
        let expected = [
            "BEGIN:VTIMEZONE",
            "TZID:Etc/GMT+10",
            "BEGIN:STANDARD",
            "DTSTART:19691231T140000",
            "TZOFFSETFROM:-1000",
            "TZOFFSETTO:-1000",
            "TZNAME:-10",
            "END:STANDARD",
            "END:VTIMEZONE",
        ];
        assert_eq!(lines("Etc/GMT+10", "2022-08-23T17:00:00+12:00"), expected);
    }
}
