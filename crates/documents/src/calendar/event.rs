//! One entry of the calendar: the component VEVENT (RFC 5545, section 3.6.1).

use consultation::content::page::Page;
use consultation::text::rich_text::Block;
use consultation::time::day::Day;
use consultation::time::instant::Instant;
use jiff::ToSpan;

use crate::calendar::line::{line, text};
use crate::dates::{date, timestamp};
use crate::site::Site;

/// An entry.
pub struct Event {
    /// How calendars know it again, whatever else changes.
    pub uid: String,
    /// Its title.
    pub summary: String,
    /// What more there is to say; nothing, when empty.
    pub description: String,
    /// Where it is.
    pub place: Option<String>,
    /// When it is.
    pub when: When,
}

/// When an entry is.
pub enum When {
    /// At a moment.
    Moment(Instant),
    /// All day, from the first day to the last.
    Days {
        /// The first.
        first: Day,
        /// The last, which belongs to it.
        last: Day,
    },
}

/// Which state of the entries this is: a calendar takes the one of the highest sequence.
pub struct Revision {
    sequence: u32,
    stamp: String,
}

impl Revision {
    /// The state in the page's last revision; the stamp is not the clock's, so that equal content makes equal bytes.
    pub fn of(page: &Page) -> Self {
        let published = page.updates.last().map(|last| moment(last.published));
        let stamp = published.unwrap_or_else(|| [&day(page.content.updated), "T000000Z"].concat());
        Self { sequence: page.content.revision, stamp }
    }
}

impl Event {
    /// The entry as lines.
    pub fn lines(&self, revision: &Revision, site: &Site) -> String {
        let mut lines = vec![
            line("BEGIN", "VEVENT"),
            line("UID", &text(&self.uid)),
            line("DTSTAMP", &revision.stamp),
            line("LAST-MODIFIED", &revision.stamp),
            line("SEQUENCE", &revision.sequence.to_string()),
            self.when.lines(),
            line("SUMMARY", &text(&self.summary)),
        ];
        if !self.description.is_empty() {
            lines.push(line("DESCRIPTION", &text(&self.description)));
        }
        if let Some(place) = &self.place {
            lines.push(line("LOCATION", &text(place)));
        }
        // A date to know of is no reason to show a person as busy.
        lines.extend([line("URL", site.address()), line("TRANSP", "TRANSPARENT"), line("END", "VEVENT")]);
        lines.concat()
    }
}

impl When {
    /// A moment has no end: RFC 5545 then lets it end when it starts. It is stated in UTC, which needs no rules of
    /// time zones beside it, and every calendar shows it on the clock of the person who reads it.
    /// The day of an end does not belong to the entry.
    fn lines(&self) -> String {
        match self {
            When::Moment(instant) => line("DTSTART", &moment(*instant)),
            When::Days { first, last } => {
                let end = date(*last).saturating_add(1.day()).strftime(DAY).to_string();
                [line("DTSTART;VALUE=DATE", &day(*first)), line("DTEND;VALUE=DATE", &end)].concat()
            }
        }
    }
}

/// The words of blocks, without markup.
pub fn plain(blocks: &[Block]) -> String {
    let paragraphs = blocks.iter().map(|block| match block {
        Block::Paragraph(text) => text.plain(),
        Block::List(items) | Block::NumberedList(items) => {
            items.iter().map(|item| ["- ", &item.plain()].concat()).collect::<Vec<_>>().join("\n")
        }
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// How a day is written (RFC 5545, section 3.3.4).
const DAY: &str = "%Y%m%d";

fn day(day: Day) -> String {
    date(day).strftime(DAY).to_string()
}

fn moment(instant: Instant) -> String {
    timestamp(instant).strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_stated_in_utc() {
        for (instant, line) in [
            ("2022-08-23T17:00:00+12:00", "DTSTART:20220823T050000Z\r\n"),
            ("2022-08-23T05:00:00Z", "DTSTART:20220823T050000Z\r\n"),
            ("2027-04-04T02:30:00+13:00", "DTSTART:20270403T133000Z\r\n"),
            ("2027-04-04T02:30:00+12:00", "DTSTART:20270403T143000Z\r\n"),
        ] {
            assert_eq!(When::Moment(instant.parse().expect("the test states a moment")).lines(), line, "{instant}");
        }
    }

    #[test]
    fn days_end_on_the_day_after_the_last() {
        let day = |text: &str| Day::try_from(text.to_owned()).expect("the test states a day");
        let when = When::Days { first: day("2022-02-28"), last: day("2022-12-31") };
        assert_eq!(when.lines(), "DTSTART;VALUE=DATE:20220228\r\nDTEND;VALUE=DATE:20230101\r\n");
    }
}
