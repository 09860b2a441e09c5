//! Meetings in the order of time: when and where on the left, what about on the right.

use consultation::content::page::Page;
use consultation::content::section::{Meeting, Timeline};
use consultation::text::wording::Phrase;

use crate::erased::deferred::still;
use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame;
use crate::runtime::Runtime;
use crate::state::State;
use crate::view::parts::rich_text::{blocks, list_items, rich};

/// Draws it.
pub fn timeline(timeline: &'static Timeline, page: &'static Page, runtime: Runtime) -> ErasedView {
    let meetings = timeline.sessions.iter().map(|session| meeting(session, page, runtime)).collect::<ErasedView>();
    let body = view! {
        <ol class="timeline">{meetings}</ol>
        {blocks(&timeline.closing)}
    };
    frame(&timeline.id, &timeline.title, "section", body.into_erased())
}

fn meeting(meeting: &'static Meeting, page: &'static Page, runtime: Runtime) -> ErasedView {
    let wording = &page.wording;
    view! {
        <li class="meeting">
            <div class="meeting-when">
                <h3>{rich(&meeting.name)}</h3>
                <p>
                    <time datetime={meeting.first_day.to_string()}>{wording.days(meeting.first_day, meeting.last_day)}</time>
                </p>
                <p>{meeting.city.as_str()}</p>
                <p class="meeting-state">{runtime.text(move |state| phase(meeting, state).map(|phase| wording.text(phase).to_owned()).unwrap_or_default())}</p>
                <p>{runtime.text(move |state| written(meeting, page, state).unwrap_or_default())}</p>
            </div>
            <div class="meeting-what">
                {blocks(&meeting.summary)}
                {outcomes(meeting, page)}
                {blocks(&meeting.documents)}
            </div>
        </li>
    }
}

/// Since when what looks ahead to a meeting was written, once it has begun.
fn written(meeting: &Meeting, page: &Page, state: &State) -> Option<String> {
    let written =
        meeting.written.filter(|_| phase(meeting, state).is_some_and(|phase| phase != Phrase::MeetingToCome))?;
    Some(page.wording.fill(Phrase::WrittenBefore, &[("day", &page.wording.day(written))]))
}

/// A meeting's days are days where it meets, which the page shows to the day: a border of hours is fine here.
/// That a meeting is to come is true for a while only, so a page that nobody keeps current says of what was held alone.
fn phase(meeting: &Meeting, state: &State) -> Option<Phrase> {
    let today = state.now.day();
    if today > meeting.last_day {
        return Some(Phrase::MeetingHeld);
    }
    let phase = if today >= meeting.first_day { Phrase::MeetingUnderWay } else { Phrase::MeetingToCome };
    Some(phase).filter(|_| state.is_alive)
}

fn outcomes(meeting: &'static Meeting, page: &'static Page) -> Option<ErasedView> {
    let lead = page.wording.text(Phrase::Outcomes);
    let list = || view! { <p>{lead}</p> {still(|| view! { <ol>{list_items(&meeting.outcomes)}</ol> })} };
    (!meeting.outcomes.is_empty()).then(list)
}
