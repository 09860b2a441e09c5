//! Why it could not be sent, and every way on: again, copy, download, write to the team.

use consultation::delivery::attempt::Attempt;
use consultation::delivery::{Doubt, Reason};
use consultation::purpose::Purpose;
use consultation::session::{Event, NextTry, Session};
use consultation::text::percent::percent_encoded;
use consultation::text::wording::{Phrase, Wording};

use super::copy_buttons::copy_buttons;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::view::fields::on_click;

/// Draws that nobody knows whether it has arrived: nothing that may have is called lost. `is_safe` says that trying again makes
/// no second one of it.
pub fn unknown(handle: FormHandle, because: Doubt, is_safe: bool) -> ErasedView {
    let explanation = match because {
        Doubt::NoAnswer => Phrase::NoAnswer,
        Doubt::NoReceipt => Phrase::NoReceipt,
        Doubt::ReceiverTrouble => Phrase::ReceiverTrouble,
    };
    let wording = &handle.page.wording;
    let again = if is_safe { Phrase::TryingIsSafe } else { Phrase::TryingMayDouble };
    let words = [wording.text(explanation), " ", wording.text(again)].concat();
    failure(handle, Phrase::PerhapsSent, words, Some(true))
}

/// Draws that a service has taken it, and that nobody can show that it is stored.
pub fn accepted(handle: FormHandle, reference: &str) -> ErasedView {
    let said = if reference.is_empty() { Phrase::NoReceiptIsGiven } else { Phrase::ReferenceIsGiven };
    failure(handle, Phrase::NotAcknowledged, handle.page.wording.fill(said, &[("reference", reference)]), None)
}

/// Draws why it was not taken; problems with answers have a list of their own.
pub fn refused(handle: FormHandle, attempt: &Attempt, because: &Reason) -> Option<ErasedView> {
    let wording = &handle.page.wording;
    let as_it_was = Some(attempt.is_withdrawal());
    let (heading, explanation, again) = match because {
        Reason::Offline => (Phrase::NotSentYet, Phrase::Offline, as_it_was),
        Reason::TooLarge => (Phrase::NotSent, Phrase::TooLarge, None),
        Reason::EarlierVersionArrived(_) => (Phrase::SentBefore, Phrase::EarlierVersionArrived, None),
        Reason::OtherForm => (Phrase::NotSent, Phrase::ReceiverAsksOther, None),
        Reason::NotSealed(why) => (Phrase::NotSent, why.phrase(), None),
        Reason::ProblemsFound => return None,
        Reason::NotSaid => (Phrase::NotSent, Phrase::ReceiverRefused, None),
    };
    let reference = if let Reason::EarlierVersionArrived(reference) = because { reference } else { "" };
    Some(failure(handle, heading, wording.fill(explanation, &[("reference", reference)]), again))
}

/// The button that sends it once more: as it was where it may have arrived, or is no form's; else what is written now, by the
/// form's own button. Where the page does that by itself, it says when, and can be stopped.
fn try_again(handle: FormHandle, as_it_was: bool) -> ErasedView {
    let wording = &handle.page.wording;
    let next = handle.sending_text(move |state| next_try(handle.session(state), wording));
    let is_theirs = handle.sending_flag(move |state| handle.session(state).next_try() == NextTry::Theirs);
    let retry = move |_| {
        if as_it_was {
            handle.read_and_tell(Event::RetryPressed);
        }
    };
    let stop = on_click(move || handle.tell(Event::StopPressed));
    let kind = if as_it_was { "button" } else { "submit" };
    view! {
        <p class="next-try" data-unknown={unknown_words(handle)}>{next}</p>
        <button class="button" type=kind form={handle.element_id("form")} on:click={Box::new(retry)}>{wording.text(Phrase::TryAgain)}</button>
        <button class="button button-quiet" type="button" hidden=is_theirs on:click=stop>{wording.text(Phrase::StopTrying)}</button>
    }
}

fn next_try(session: &Session, wording: &Wording) -> String {
    let counted = |phrase, count| wording.fill(phrase, &[("count", &wording.number(count))]);
    match session.next_try() {
        NextTry::Theirs => String::new(),
        NextTry::UnderWay | NextTry::In(0..2) => under_way(session, wording),
        NextTry::In(seconds @ 120..) => counted(Phrase::NextTryInMinutes, seconds / 60),
        NextTry::In(seconds) => counted(Phrase::NextTryInSeconds, seconds),
    }
}

/// What is said while something is on its way: of a long one, how far it is.
pub fn under_way(session: &Session, wording: &Wording) -> String {
    match session.uploaded() {
        Some(percent) => wording.fill(Phrase::Uploaded, &[("percent", &wording.number(percent))]),
        None => wording.text(Phrase::Sending).to_owned(),
    }
}

/// What the loader puts in the place of what was said of sending when the app ends.
pub fn unknown_words(handle: FormHandle) -> String {
    let wording = &handle.page.wording;
    [wording.text(Phrase::PerhapsSent), ". ", wording.text(Phrase::WordsKept)].concat()
}

/// `as_it_was` says how it is sent once more, where that can help.
fn failure(handle: FormHandle, heading: Phrase, explanation: String, as_it_was: Option<bool>) -> ErasedView {
    let wording = &handle.page.wording;
    view! {
        <div class="failure">
            <div role="alert">
                <h3>{wording.text(heading)}</h3>
                <p>{explanation}</p>
                <p>{wording.text(Phrase::WordsKept)}</p>
                {first_tried(handle, Phrase::FirstTried).map(|words| view! { <p>{words}</p> })}
            </div>
            {as_it_was.map(|as_it_was| try_again(handle, as_it_was))}
            {copy_buttons(handle)}
            {other_ways(handle)}
        </div>
    }
}

/// What shows that somebody was in time, whatever the network did.
fn first_tried(handle: FormHandle, phrase: Phrase) -> Option<String> {
    let tried = handle.runtime.peek(|state| handle.session(state).delivery().attempt().map(|one| one.first_tried()))?;
    Some(handle.page.wording.moment(phrase, tried))
}

/// A message to the team, and the post.
fn other_ways(handle: FormHandle) -> ErasedView {
    let (wording, content) = (&handle.page.wording, &handle.page.content);
    let email = content.contact.email.as_str();
    let body = percent_encoded(&first_tried(handle, Phrase::MailBody).unwrap_or_default());
    let address = ["mailto:", email, "?body=", &body].concat();
    view! {
        <p><a href=address>{wording.fill(Phrase::WriteToTeam, &[("email", email)])}</a></p>
        {(handle.purpose == Purpose::Submission).then(|| view! { <p><button class="button button-quiet print-it" type="button">{wording.text(Phrase::PostIt)}</button></p> })}
    }
}
