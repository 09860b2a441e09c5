//! Why it could not be sent, and every way on: again, copy, download, write to the team.

use consultation::delivery::{Doubt, Reason};
use consultation::session::Event;
use consultation::text::wording::Phrase;

use super::copy_buttons::copy_buttons;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::view::fields::on_click;

/// Draws that nobody knows whether it has arrived: nothing that may have is called lost.
pub fn unknown(handle: FormHandle, because: Doubt) -> ErasedView {
    let explanation = match because {
        Doubt::NoAnswer => Phrase::NoAnswer,
        Doubt::NoReceipt => Phrase::NoReceipt,
        Doubt::ReceiverTrouble => Phrase::ReceiverTrouble,
    };
    failure(handle, Phrase::PerhapsSent, handle.page.wording.text(explanation).to_owned(), Some(try_again(handle)))
}

/// Draws why it was not taken; problems with answers have a list of their own.
pub fn refused(handle: FormHandle, because: &Reason) -> Option<ErasedView> {
    let wording = &handle.page.wording;
    let not_sent =
        |explanation, again| Some(failure(handle, Phrase::NotSent, wording.text(explanation).to_owned(), again));
    match because {
        Reason::Busy => not_sent(Phrase::ReceiverBusy, Some(send_again(handle))),
        Reason::TooLarge => not_sent(Phrase::TooLarge, None),
        Reason::EarlierVersionArrived(reference) => {
            let words = wording.fill(Phrase::EarlierVersionArrived, &[("reference", reference)]);
            Some(failure(handle, Phrase::SentBefore, words, None))
        }
        Reason::OtherForm => not_sent(Phrase::ReceiverAsksOther, None),
        Reason::ProblemsFound => None,
        Reason::NotSaid => not_sent(Phrase::ReceiverRefused, None),
    }
}

/// Sends what may have arrived, as it was.
fn try_again(handle: FormHandle) -> ErasedView {
    let retry = on_click(move || handle.read_and_tell(Event::RetryPressed));
    let words = handle.page.wording.text(Phrase::TryAgain);
    view! { <button class="button" type="button" on:click=retry>{words}</button> }
}

/// Sends what is written now: the form's own button, once more.
fn send_again(handle: FormHandle) -> ErasedView {
    let words = handle.page.wording.text(Phrase::TryAgain);
    view! { <button class="button" type="submit" form={handle.element_id("form")}>{words}</button> }
}

fn failure(handle: FormHandle, heading: Phrase, explanation: String, again: Option<ErasedView>) -> ErasedView {
    let wording = &handle.page.wording;
    let email = handle.page.content.contact.email.as_str();
    view! {
        <div class="failure">
            <div role="alert">
                <h3>{wording.text(heading)}</h3>
                <p>{explanation}</p>
                <p>{wording.text(Phrase::WordsKept)}</p>
            </div>
            {again}
            {copy_buttons(handle)}
            <p><a href={["mailto:", email].concat()}>{wording.fill(Phrase::WriteToTeam, &[("email", email)])}</a></p>
        </div>
    }
}
