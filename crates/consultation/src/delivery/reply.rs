//! What an endpoint's answer means. A pure reading of status, type and body; the browser only fetches them.

use crate::delivery::receipt::Receipt;
use crate::delivery::refusal::Refusal;
use crate::delivery::submission::Submission;
use crate::form::Form;
use crate::session::{Event, SendFailure};

/// An endpoint's answer to a post, as far as it could be read.
#[derive(Clone, Debug)]
pub enum Reply {
    /// An answer of success (2xx), with what could be read as a receipt.
    Success(Option<Receipt>),
    /// Any other answer, with what could be read as problem details.
    Refusal(u16, Option<Refusal>),
    /// No whole answer in time.
    Nothing,
}

impl Reply {
    /// Sorts an answer. `receipt` and `refusal` read its body, and are asked only when it declares JSON.
    pub fn read(
        status: u16,
        content_type: &str,
        receipt: impl FnOnce() -> Option<Receipt>,
        refusal: impl FnOnce() -> Option<Refusal>,
    ) -> Self {
        match (status, is_json(content_type)) {
            (200..=299, is_json) => Self::Success(is_json.then(receipt).flatten()),
            (status, is_json) => Self::Refusal(status, is_json.then(refusal).flatten()),
        }
    }

    /// What happened, for the session. Success without this submission's receipt is not success.
    pub fn event(self, submission: &Submission, form: &Form) -> Event {
        let failure = match self {
            Self::Success(Some(receipt)) if receipt.is_for(&submission.id) => return Event::ReceiptArrived(receipt),
            Self::Success(_) => SendFailure::NoReceipt,
            Self::Refusal(status, refusal) => failure(status, refusal, form),
            Self::Nothing => SendFailure::NoAnswer,
        };
        Event::SendFailed(failure)
    }
}

fn failure(status: u16, refusal: Option<Refusal>, form: &Form) -> SendFailure {
    match status {
        409 => match refusal.and_then(|refusal| refusal.reference) {
            Some(reference) => SendFailure::EarlierVersionArrived(reference),
            None => SendFailure::Refused,
        },
        413 => SendFailure::TooLarge,
        422 => SendFailure::ProblemsFound(refusal.map(|refusal| refusal.problems(form)).unwrap_or_default()),
        429 | 503 => SendFailure::ReceiverBusy,
        // A request time-out, and everything else that says “later” rather than “no”.
        408 | 500.. => SendFailure::ReceiverTrouble,
        _ => SendFailure::Refused,
    }
}

/// How long to wait for an answer to a body of `bytes`, in milliseconds: 30 s, and the time that a line of
/// 8 kbit/s needs to carry it. A fixed limit would cut off long submissions from slow lines.
pub fn patience(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX / 2).saturating_add(30_000)
}

/// Whether a `Content-Type` declares JSON.
fn is_json(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/json") || media_type.ends_with("+json")
}
