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
    /// A service has taken it, and calls it so, or says nothing; it gives no receipt.
    Accepted(String),
    /// Any other answer, with what could be read as problem details.
    Refusal(u16, Option<Refusal>),
    /// None, and the device had no connection before it was asked.
    Offline,
    /// No whole answer in time.
    Nothing,
}

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver has it.
    Received(Receipt),
    /// A service has taken it without a receipt, and calls it so, or says nothing.
    Accepted(String),
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

    /// What became of the attempt that it answers, whose bytes have that SHA-256. Success without that attempt's receipt is not
    /// success.
    pub fn outcome(self, attempt: &Attempt, sha256: &str) -> Outcome {
        match self {
            Self::Success(Some(mut receipt)) if receipt.is_for(attempt.id()) && receipt.is_of(sha256) => {
                // What nobody has compared is not shown as if somebody had.
                receipt.body_sha256.take_if(|_| sha256.is_empty());
                Outcome::Received(receipt)
            }
            Self::Success(_) => Outcome::Unknown(Doubt::NoReceipt),
            Self::Accepted(reference) => Outcome::Accepted(reference),
            Self::Refusal(status, refusal) => refused(status, refusal, attempt),
            Self::Offline => Outcome::Refused(Reason::Offline, Vec::new()),
            Self::Nothing => Outcome::Unknown(Doubt::NoAnswer),
        }
    }
}

/// Only a problem with a name of its own is the receiver's word: anything on the way may answer the rest. A browser posts once more
/// by itself where a connection breaks, so an earlier post may have arrived then.
fn refused(status: u16, refusal: Option<Refusal>, attempt: &Attempt) -> Outcome {
    let refusal = refusal.filter(|refusal| !matches!(refusal.kind.as_str(), "" | "about:blank"));
    let because = match (status, refusal) {
        (413, _) => Reason::TooLarge,
        // A request time-out, and everything else that says “later” rather than “no”: a receiver whose disk fails while it
        // commits answers 503, and may have stored it; and what counts too many posts counts the browser's second one too.
        (408 | 425 | 429 | 500.., _) => return Outcome::Unknown(Doubt::ReceiverTrouble),
        (_, None) => return Outcome::Unknown(Doubt::NoReceipt),
        (409, Some(Refusal { reference: Some(reference), .. })) => Reason::EarlierVersionArrived(reference),
        (422, Some(refusal)) => return found(refusal, attempt),
        _ => Reason::NotSaid,
    };
    Outcome::Refused(because, Vec::new())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::content::updates::Revision;
    use crate::delivery::submission::{Submission, SubmissionId};
    use crate::form::rules::Checked;

    const CONTENT: &str = include_str!("../../tests/fixtures/every-kind.json");

    fn attempt() -> Attempt {
        let form = Content::parse(CONTENT).expect("the fixture is right").have_your_say().form.clone();
        let revision = Revision { number: 1, sha256: "0f".repeat(32) };
        let submission = Submission::new(SubmissionId::from_random([7; 16]), revision, Checked::nothing());
        Attempt::new(submission, form, "2022-08-01T09:00:00+12:00".parse().expect("it is a moment"))
    }

    fn answered(status: u16, refusal: Option<&str>) -> Outcome {
        let refusal = refusal.map(|kind| Refusal { kind: kind.to_owned(), ..Refusal::default() });
        Reply::Refusal(status, refusal).outcome(&attempt(), "")
    }

    const OWN: Option<&str> = Some("urn:a-receiver:a-problem");

    #[test]
    fn what_only_something_on_the_way_can_have_said_leaves_it_unknown() {
        for status in [301, 400, 401, 403, 404, 405, 409, 410, 415, 421, 422, 451] {
            for refusal in [None, Some(""), Some("about:blank")] {
                assert_eq!(answered(status, refusal), Outcome::Unknown(Doubt::NoReceipt), "{status} {refusal:?}");
            }
        }
    }

    #[test]
    fn the_receivers_own_no_is_a_no() {
        for status in [400, 403, 404, 409, 415, 422] {
            assert_eq!(answered(status, OWN), Outcome::Refused(Reason::NotSaid, Vec::new()), "{status}");
        }
    }

    #[test]
    fn trouble_may_come_after_it_was_stored_whoever_tells_of_it() {
        for status in [408, 425, 429, 500, 502, 503, 504, 520, 599] {
            for refusal in [None, OWN] {
                assert_eq!(answered(status, refusal), Outcome::Unknown(Doubt::ReceiverTrouble), "{status}");
            }
        }
    }

    #[test]
    fn too_much_is_said_of_the_same_bytes_every_time() {
        assert_eq!(answered(413, None), Outcome::Refused(Reason::TooLarge, Vec::new()));
    }

    #[test]
    fn a_receipt_states_the_digest_of_what_was_sent_and_shows_it_only_where_it_was_compared() {
        let receipt = |stated: Option<&str>| Receipt {
            id: attempt().id().clone(),
            reference: "BCDF-2345".to_owned(),
            received_at: attempt().first_tried(),
            late: false,
            body_sha256: stated.map(str::to_owned),
            amends: None,
            takes_changes: true,
        };
        let outcome = |stated, ours| Reply::Success(Some(receipt(stated))).outcome(&attempt(), ours);
        assert_eq!(outcome(Some("AA"), "aa"), Outcome::Received(receipt(Some("AA"))));
        assert_eq!(outcome(Some("aa"), ""), Outcome::Received(receipt(None)));
        for (stated, ours) in [(Some("bb"), "aa"), (None, "aa"), (None, "")] {
            assert_eq!(outcome(stated, ours), Outcome::Unknown(Doubt::NoReceipt), "{stated:?} {ours}");
        }
    }
}
