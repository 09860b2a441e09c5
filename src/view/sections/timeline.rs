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
                <p class="meeting-state">{runtime.text(move |state| wording.text(phase(meeting, state)).to_owned())}</p>
            </div>
            <div class="meeting-what">
                {blocks(&meeting.summary)}
                {outcomes(meeting, page)}
                {blocks(&meeting.documents)}
            </div>
        </li>
    }
}

/// A meeting's days are days where it meets, which the page shows to the day: a border of hours is fine here.
fn phase(meeting: &Meeting, state: &State) -> Phrase {
    let today = state.now.day();
    if today > meeting.last_day {
        Phrase::MeetingHeld
    } else if today >= meeting.first_day {
        Phrase::MeetingUnderWay
    } else {
        Phrase::MeetingToCome
    }
}

fn outcomes(meeting: &'static Meeting, page: &'static Page) -> Option<ErasedView> {
    let lead = page.wording.text(Phrase::Outcomes);
    let list = || view! { <p>{lead}</p> {still(|| view! { <ol>{list_items(&meeting.outcomes)}</ol> })} };
    (!meeting.outcomes.is_empty()).then(list)
}
