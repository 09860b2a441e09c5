//! The page's dates as a calendar (RFC 5545): when submissions close, and when the committee meets.

mod event;
mod line;

use consultation::content::page::Page;
use consultation::content::section::{Section, Timeline};
use consultation::text::wording::Phrase;

use crate::Document;
use crate::calendar::event::{Event, Revision, When};
use crate::calendar::line::{line, text};
use crate::identity::Identity;
use crate::site::Site;

/// The calendar's path.
pub const CALENDAR: &str = "calendar.ics";

/// `calendar.ics`.
pub fn calendar(page: &Page, site: &Site) -> Document {
    let name = text(&page.content.title.plain());
    let revision = Revision::of(page);
    let lines = [
        line("BEGIN", "VCALENDAR"),
        line("VERSION", "2.0"),
        line("PRODID", "-//have-your-say//documents//EN"),
        line("CALSCALE", "GREGORIAN"),
        // RFC 7986 has NAME and REFRESH-INTERVAL; the X-properties are what Outlook and older Apple calendars read.
        line("NAME", &name),
        line("X-WR-CALNAME", &name),
        line("URL", site.address()),
        line("REFRESH-INTERVAL;VALUE=DURATION", "P1D"),
        line("X-PUBLISHED-TTL", "P1D"),
        events(page).iter().map(|event| event.lines(&revision, site)).collect(),
        line("END", "VCALENDAR"),
    ];
    Document::new(CALENDAR, lines.concat())
}

fn events(page: &Page) -> Vec<Event> {
    let timelines = page.content.sections.iter().filter_map(|section| match section {
        Section::Timeline(timeline) => Some(timeline),
        Section::Prose(_)
        | Section::PastConsultations(_)
        | Section::HaveYourSay(_)
        | Section::Updates(_)
        | Section::Feedback(_) => None,
    });
    deadline(page).into_iter().chain(timelines.flat_map(|timeline| meetings(page, timeline))).collect()
}

fn deadline(page: &Page) -> Option<Event> {
    let closes = page.content.consultation.closes?;
    Some(Event {
        uid: uid(page, "closes"),
        summary: page.wording.fill(Phrase::CalendarCloses, &[("title", &page.content.title.plain())]),
        description: page.wording.moment(Phrase::Closes, closes),
        place: None,
        when: When::Moment(closes),
    })
}

/// A meeting is known again by its position: meetings are added at the end, and its name and days may change.
fn meetings(page: &Page, timeline: &Timeline) -> Vec<Event> {
    let title = page.content.title.plain();
    let meetings = timeline.sessions.iter().enumerate().map(|(index, meeting)| Event {
        uid: uid(page, &format!("{}-{}", timeline.id, index + 1)),
        summary: [&meeting.name.plain(), " – ", &title].concat(),
        description: event::plain(&meeting.summary),
        place: Some(meeting.city.clone()),
        when: When::Days { first: meeting.first_day, last: meeting.last_day },
    });
    meetings.collect()
}

fn uid(page: &Page, name: &str) -> String {
    format!("{}-{name}", Identity::of(&page.updates).uuid(0))
}
