//! What came of the last attempt to send: problems, a failure, or the receipt. It takes the focus when it appears.

use consultation::delivery::Delivery;
use consultation::form::answers::Answer;
use consultation::id::Id;
use consultation::purpose::Purpose;
use consultation::session::{Event, Session, Step};
use consultation::text::wording::Phrase;

use super::check::check;
use super::failure::{accepted, refused, under_way, unknown, unknown_words};
use super::problems::problem_summary;
use super::received::{receipt as draw_receipt, received};
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::view::fields::on_click;

/// The place above the form; empty while the person writes. What is known about an attempt stays beside the problems
/// of what was written since.
pub fn outcome(handle: FormHandle) -> ErasedView {
    let content = move || {
        let drawn = |session: &Session| {
            let above = [
                delivery(handle, session),
                problems(handle, session),
                changing(handle, session),
                changes(handle, session),
                others(handle, session),
                left_over(handle, session),
                damaged(handle, session),
            ];
            above.into_iter().chain([step(handle, session)]).flatten().collect::<ErasedView>()
        };
        handle.outcome(drawn)
    };
    view! { <div class="outcome" id={handle.element_id("outcome")} tabindex="-1">{content}</div> }
}

fn delivery(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    match session.delivery() {
        Delivery::Idle | Delivery::InFlight { again: false, .. } => None,
        Delivery::InFlight { again: true, .. } => Some(sending_again(handle)),
        Delivery::Unknown { because, .. } => Some(unknown(handle, *because, session.tells_doubles_apart())),
        Delivery::Refused { attempt, because } => refused(handle, attempt, because),
        Delivery::Accepted { reference, .. } => Some(accepted(handle, reference)),
        Delivery::Received { receipt, .. } if is_on_page(handle, session) => Some(received(handle, session, receipt)),
        Delivery::Received { .. } => None,
    }
}

/// Feedback is too short for a page of its own.
fn is_on_page(handle: FormHandle, session: &Session) -> bool {
    handle.purpose == Purpose::Feedback || session.step() == Step::Writing
}

/// What stands in the place of the page.
fn step(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    match (session.step(), session.delivery()) {
        _ if is_on_page(handle, session) => None,
        (Step::Checking, _) => Some(check(handle, session)),
        (Step::Receipt, Delivery::Received { receipt, .. }) => Some(draw_receipt(handle, session, receipt)),
        _ => None,
    }
}

/// What is written is to take the place of what was sent. Of feedback the page says so itself.
fn changing(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    let is_here = handle.purpose == Purpose::Submission && session.step() == Step::Writing;
    let amended = session.amends().filter(|_| is_here)?;
    let words = handle.page.wording.fill(Phrase::Changing, &[("reference", &amended.reference)]);
    Some(view! { <div class="left-over"><p>{words}</p></div> })
}

/// What has changed on the page since the draft was written, in the words of its list of updates.
fn changes(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    let (page, written_in) = (handle.page, session.written_in().filter(|_| !is_elsewhere(handle, session))?);
    let newer = page.updates.updates.iter().filter(|update| update.revision > written_in);
    let items = newer.map(|update| view! { <li>{update.changed.as_str()}</li> }).collect::<ErasedView>();
    Some(view! { <div class="left-over"><p>{page.wording.text(Phrase::PageChanged)}</p><ul>{items}</ul></div> })
}

/// Short answers of a draft that was added, where others stand.
fn others(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    let wording = &handle.page.wording;
    let line = |(id, answer): &(Id, Answer)| {
        let question = session.form().question(id)?;
        let (name, answer) = (question.label.plain(), question.kind.in_words(answer, wording));
        let words = wording.fill(Phrase::OtherAnswer, &[("question", &name), ("answer", &answer)]);
        Some(view! { <p dir="auto">{words}</p> })
    };
    let lines: Vec<ErasedView> = session.others().iter().filter_map(line).collect();
    let is_shown = !lines.is_empty() && !is_elsewhere(handle, session);
    is_shown.then(|| view! { <div class="left-over">{lines}</div> })
}

fn is_elsewhere(handle: FormHandle, session: &Session) -> bool {
    handle.purpose == Purpose::Submission && session.step() != Step::Writing
}

/// Words whose question is gone: to be moved to where they belong now.
fn left_over(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    let wording = &handle.page.wording;
    let text = |(question, words): (&Id, &str)| {
        let (name, words) = (wording.fill(Phrase::QuestionGone, &[("question", question.as_str())]), words.to_owned());
        view! { <textarea readonly="" rows="6" aria-label=name>{words}</textarea> }
    };
    let texts: Vec<ErasedView> = session.draft().left_over(session.form()).map(text).collect();
    let words = wording.text(Phrase::QuestionsGone);
    (!texts.is_empty()).then(|| view! { <div class="left-over"><p>{words}</p>{texts}</div> })
}

/// A draft that cannot be read is the person's all the same.
fn damaged(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    let wording = &handle.page.wording;
    let save = on_click(move || handle.tell(Event::DamagedDraftPressed));
    session.has_damaged_draft().then(|| {
        view! {
            <div class="left-over">
                <p>{wording.text(Phrase::DraftDamaged)}</p>
                <button class="button button-quiet" type="button" on:click=save>{wording.text(Phrase::SaveDraft)}</button>
            </div>
        }
    })
}

fn problems(handle: FormHandle, session: &Session) -> Option<ErasedView> {
    let shown = session.draft().shown();
    (!shown.is_empty()).then(|| problem_summary(handle, shown))
}

/// In the place of the button that was pressed, which is gone: the focus stays with what it led to.
fn sending_again(handle: FormHandle) -> ErasedView {
    let words = handle.sending_text(move |state| under_way(handle.session(state), &handle.page.wording));
    view! { <p class="sending" data-unknown={unknown_words(handle)}>{words}</p> }
}
