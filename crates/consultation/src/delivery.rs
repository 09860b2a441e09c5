//! What is sent, what comes back, and what is known about it.

pub mod attempt;
pub mod receipt;
pub mod refusal;
pub mod reply;
pub mod submission;
pub mod wire;

use std::sync::Arc;

use self::attempt::Attempt;
use self::receipt::Receipt;

/// What is known about the last attempt to send. Only an answer to it changes that, never the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Nothing was sent yet.
    Idle,
    /// It is on its way.
    InFlight {
        /// What is on its way.
        attempt: Arc<Attempt>,
        /// Whether another try before it failed.
        again: bool,
    },
    /// It may have arrived.
    Unknown {
        /// What may have arrived.
        attempt: Arc<Attempt>,
        /// Why nobody knows.
        because: Doubt,
    },
    /// It was not taken.
    Refused {
        /// What was not taken.
        attempt: Arc<Attempt>,
        /// Why not.
        because: Reason,
    },
    /// The receiver has it.
    Received {
        /// What it has.
        attempt: Arc<Attempt>,
        /// Its word for that.
        receipt: Receipt,
    },
}

/// Why nobody knows whether an attempt has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No connection, or no answer in time.
    NoAnswer,
    /// An answer of success that is not this submission's receipt.
    NoReceipt,
    /// The receiver has trouble (5xx).
    ReceiverTrouble,
}

/// Why an attempt was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The receiver takes no more for the moment (429, 503).
    Busy,
    /// It takes no body of that size (413).
    TooLarge,
    /// An earlier version is stored under this id (409), with its reference where the receiver says it.
    EarlierVersionArrived(String),
    /// It found problems with single answers (422), which are shown at their questions.
    ProblemsFound,
    /// It found problems (422) with questions that this page does not ask: there is newer content.
    OtherForm,
    /// Any other answer; trying again changes nothing.
    NotSaid,
}

impl Delivery {
    /// The attempt that it is about.
    pub fn attempt(&self) -> Option<&Arc<Attempt>> {
        match self {
            Self::Idle => None,
            Self::InFlight { attempt, .. }
            | Self::Unknown { attempt, .. }
            | Self::Refused { attempt, .. }
            | Self::Received { attempt, .. } => Some(attempt),
        }
    }

    /// Whether something is on its way, or may have arrived.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::InFlight { .. } | Self::Unknown { .. })
    }
}
