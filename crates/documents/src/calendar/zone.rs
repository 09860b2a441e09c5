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
    use jiff::ToSpan;
    use jiff::civil::{DateTime, Weekday, date};
    use jiff::tz::TimeZone;

    use super::*;

    /// The value of a property of one of the two rules.
    fn value(rule: &[(&str, &'static str)], name: &str) -> &'static str {
        rule.iter().find(|(other, _)| *other == name).expect(name).1
    }

    /// When a rule turns the clocks in a year, in UTC.
    fn turn(rule: &[(&str, &'static str)], year: i16) -> DateTime {
        let number = |text: &str| text.parse::<i8>().expect("it is a number");
        let (month, day) = value(rule, "RRULE")
            .strip_prefix("FREQ=YEARLY;BYMONTH=")
            .and_then(|rule| rule.strip_suffix("SU")?.split_once(";BYDAY="))
            .expect("the rule names a Sunday of a month");
        let day =
            date(year, number(month), 1).nth_weekday_of_month(number(day), Weekday::Sunday).expect("there is one");
        let (hour, ahead) = (number(&value(rule, "DTSTART")[9..11]), number(&value(rule, "TZOFFSETFROM")[1..3]));
        day.at(hour, 0, 0, 0).saturating_sub(ahead.hours())
    }

    #[test]
    fn the_rules_turn_the_clocks_when_the_database_does() {
        let zone = TimeZone::get(ZONE).expect("the time zones are compiled in");
        let start = "2008-01-01T00:00:00Z".parse().expect("it is a moment");
        let turns = zone.following(start).take(60).map(|turn| TimeZone::UTC.to_datetime(turn.timestamp()));
        let (standard, daylight) = RULES.split_at(7);
        let expected = (2008..2038).flat_map(|year| [turn(standard, year), turn(daylight, year)]);
        assert_eq!(turns.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }

    #[test]
    fn the_rules_start_with_a_turn_of_their_own() {
        for rule in RULES.chunks(7) {
            let start: DateTime = value(rule, "DTSTART").parse().expect("it is a time");
            let ahead = value(rule, "TZOFFSETFROM")[1..3].parse::<i8>().expect("it is a number");
            assert_eq!(start.saturating_sub(ahead.hours()), turn(rule, start.year()));
        }
    }
}
