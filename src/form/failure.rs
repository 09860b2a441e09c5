//! Why it could not be sent, and every way on: again, copy, download, write to the team.

use consultation::session::{Event, SendFailure};
use consultation::text::wording::Phrase;
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use super::keep_a_copy::KeepACopy;
use super::on_click;
use crate::live::FormHandle;

/// Draws it.
pub fn failure(handle: FormHandle, reason: &SendFailure) -> Piece {
    let wording = &handle.page.wording;
    let (heading, explanation, can_retry) = words(reason);
    let explanation = match reason {
        SendFailure::EarlierVersionArrived(reference) => wording.fill(explanation, &[("reference", reference)]),
        _ => wording.text(explanation).to_owned(),
    };
    let retry = on_click(move || handle.dispatch(Event::SubmitPressed));
    let retry = can_retry.then(|| {
        view! { <button class="button" type="button" on:click=retry>{wording.text(Phrase::TryAgain)}</button> }
            .into_piece()
    });
    let email = handle.page.content.contact.email.as_str();
    view! {
        <div class="failure">
            <div role="alert">
                <h3>{wording.text(heading)}</h3>
                <p>{explanation}</p>
                <p>{wording.text(Phrase::WordsKept)}</p>
            </div>
            {retry}
            <KeepACopy handle/>
            <p><a href=["mailto:", email].concat()>{wording.fill(Phrase::WriteToTeam, &[("email", email)])}</a></p>
        </div>
    }
    .into_piece()
}

/// The heading says what is known about the words; nothing that may have arrived is called lost.
fn words(reason: &SendFailure) -> (Phrase, Phrase, bool) {
    match reason {
        SendFailure::NoAnswer => (Phrase::PerhapsSent, Phrase::NoAnswer, true),
        SendFailure::NoReceipt => (Phrase::PerhapsSent, Phrase::NoReceipt, true),
        SendFailure::ReceiverTrouble => (Phrase::PerhapsSent, Phrase::ReceiverTrouble, true),
        SendFailure::ReceiverBusy => (Phrase::NotSent, Phrase::ReceiverBusy, true),
        SendFailure::TooLarge => (Phrase::NotSent, Phrase::TooLarge, false),
        SendFailure::EarlierVersionArrived(_) => (Phrase::SentBefore, Phrase::EarlierVersionArrived, false),
        SendFailure::ProblemsFound(_) | SendFailure::Refused => (Phrase::NotSent, Phrase::ReceiverRefused, false),
    }
}
