//! What an endpoint's answer means. A pure reading of status, type and body; the browser only fetches them.

use super::attempt::Attempt;
use super::receipt::Receipt;
use super::refusal::Refusal;
use super::{Doubt, Reason};
use crate::form::problem::Problem;
use crate::time::zone::ZoneOffsets;

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

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver has it.
    Received(Receipt),
    /// It may have arrived.
    Unknown(Doubt),
    /// It was not taken, with the problems that belong to a question of its form.
    Refused(Reason, Vec<Problem>),
}

impl Outcome {
    /// Restates the moment of a receipt in the zone that the page speaks of: endpoints state it in any.
    pub fn state_in(&mut self, zone: &ZoneOffsets) {
        if let Self::Received(receipt) = self {
            receipt.received_at = zone.state(receipt.received_at);
        }
    }
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

    /// What became of the attempt that it answers. Success without that attempt's receipt is not success.
    pub fn outcome(self, attempt: &Attempt) -> Outcome {
        match self {
            Self::Success(Some(receipt)) if receipt.is_for(attempt.id()) => Outcome::Received(receipt),
            Self::Success(_) => Outcome::Unknown(Doubt::NoReceipt),
            Self::Refusal(status, refusal) => refused(status, refusal, attempt),
            Self::Nothing => Outcome::Unknown(Doubt::NoAnswer),
        }
    }
}

fn refused(status: u16, refusal: Option<Refusal>, attempt: &Attempt) -> Outcome {
    let because = match status {
        409 => refusal.as_ref().and_then(|refusal| refusal.reference.clone()).map(Reason::EarlierVersionArrived),
        413 => Some(Reason::TooLarge),
        422 => return found(refusal.unwrap_or_default(), attempt),
        429 | 503 => Some(Reason::Busy),
        // A request time-out, and everything else that says “later” rather than “no”.
        408 | 500.. => return Outcome::Unknown(Doubt::ReceiverTrouble),
        _ => None,
    };
    Outcome::Refused(because.unwrap_or(Reason::NotSaid), Vec::new())
}

/// Problems of which one belongs to no question here mean that the receiver asks another form.
fn found(refusal: Refusal, attempt: &Attempt) -> Outcome {
    let problems = refusal.problems(attempt.form());
    let because = match (problems.len(), refusal.errors.len()) {
        (0, 0) => Reason::NotSaid,
        (ours, all) if ours < all => Reason::OtherForm,
        _ => Reason::ProblemsFound,
    };
    Outcome::Refused(because, problems)
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
