//! New Zealand's clocks in a calendar: the rule since September 2007, as the IANA database has it.

use crate::calendar::line::line;
use crate::local_time::ZONE;

const RULES: [(&str, &str); 14] = [
    ("BEGIN", "STANDARD"),
    ("DTSTART", "20080406T030000"),
    ("TZOFFSETFROM", "+1300"),
    ("TZOFFSETTO", "+1200"),
    ("RRULE", "FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"),
    ("TZNAME", "NZST"),
    ("END", "STANDARD"),
    ("BEGIN", "DAYLIGHT"),
    ("DTSTART", "20070930T020000"),
    ("TZOFFSETFROM", "+1200"),
    ("TZOFFSETTO", "+1300"),
    ("RRULE", "FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU"),
    ("TZNAME", "NZDT"),
    ("END", "DAYLIGHT"),
];

/// The component VTIMEZONE (RFC 5545, section 3.6.5).
pub fn time_zone() -> String {
    let rules = RULES.iter().map(|(name, value)| line(name, value));
    let lines = [line("BEGIN", "VTIMEZONE"), line("TZID", ZONE)].into_iter().chain(rules);
    lines.chain([line("END", "VTIMEZONE")]).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};
    use jiff::tz::TimeZone;

    use super::*;

    /// The moments at which [`RULES`] turn the clocks, year by year, against the database's own.
    #[test]
    fn the_rules_turn_the_clocks_when_the_database_does() {
        let zone = TimeZone::get(ZONE).expect("the time zones are compiled in");
        let start = "2008-01-01T00:00:00Z".parse().expect("it is a moment");
        let turns = zone.following(start).take(40).map(|turn| turn.timestamp().to_string());
        let expected = (2008..2028).flat_map(|year| {
            let autumn = date(year, 4, 1).nth_weekday_of_month(1, Weekday::Sunday).expect("April has one");
            let spring = date(year, 9, 1).nth_weekday_of_month(-1, Weekday::Sunday).expect("September has one");
            // 03:00 at +13:00 and 02:00 at +12:00 are both 14:00 in UTC, the day before.
            [autumn, spring].map(|day| format!("{}T14:00:00Z", day.yesterday().expect("it has a day before")))
        });
        assert_eq!(turns.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
}
