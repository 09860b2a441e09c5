//! What is sent, what comes back, and what is known about it.

pub mod attempt;
pub mod pause;
pub mod receipt;
pub mod refusal;
pub mod reply;
pub mod sealing;
pub mod submission;
pub mod wire;

use std::sync::Arc;

use self::attempt::Attempt;
use self::receipt::Receipt;
use self::sealing::NotSealed;

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
        /// Whether another try before it may have arrived.
        in_doubt: bool,
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
    /// A service has taken it, and gives no receipt: nobody can show that it is stored.
    Accepted {
        /// What it has taken.
        attempt: Arc<Attempt>,
        /// What it calls it; empty where it does not say.
        reference: String,
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
    /// The receiver has trouble (5xx), or takes no more for the moment (429).
    ReceiverTrouble,
}

/// Why an attempt was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The device had no connection, so nothing has left it.
    Offline,
    /// It takes no body of that size (413).
    TooLarge,
    /// An earlier version is stored under this id (409), with its reference where the receiver says it.
    EarlierVersionArrived(String),
    /// It found problems with single answers (422), which are shown at their questions.
    ProblemsFound,
    /// It found problems (422) with questions that this page does not ask: there is newer content.
    OtherForm,
    /// It could not be sealed, and is never sent in the clear.
    NotSealed(NotSealed),
    /// Any other answer; trying again changes nothing.
    NotSaid,
}

const OFFLINE: &str = "offline";
const NO_RECEIPT: &str = "no-receipt";
const TROUBLE: &str = "trouble";
const TOO_LARGE: &str = "too-large";
const NOT_SAID: &str = "refused";

impl Delivery {
    /// The attempt that it is about.
    pub fn attempt(&self) -> Option<&Arc<Attempt>> {
        match self {
            Self::Idle => None,
            Self::InFlight { attempt, .. }
            | Self::Unknown { attempt, .. }
            | Self::Refused { attempt, .. }
            | Self::Accepted { attempt, .. }
            | Self::Received { attempt, .. } => Some(attempt),
        }
    }

    /// The same, to be sealed.
    pub fn attempt_mut(&mut self) -> Option<&mut Arc<Attempt>> {
        match self {
            Self::Idle => None,
            Self::InFlight { attempt, .. }
            | Self::Unknown { attempt, .. }
            | Self::Refused { attempt, .. }
            | Self::Accepted { attempt, .. }
            | Self::Received { attempt, .. } => Some(attempt),
        }
    }

    /// Whether the attempt may have arrived.
    pub fn may_have_arrived(&self) -> bool {
        matches!(self, Self::InFlight { in_doubt: true, .. } | Self::Unknown { .. })
    }

    /// What is to be tried again as it is: it may have arrived, or was not taken for the moment.
    pub fn unsent(&self) -> Option<&Arc<Attempt>> {
        match self {
            Self::Unknown { attempt, .. } => Some(attempt),
            Self::Refused { attempt, because } if because.passes() => Some(attempt),
            _ => None,
        }
    }

    /// What the person still holds the words of: what is to be tried again, what was taken without a receipt, and what was
    /// refused for a reason that checking it once more does not show.
    pub fn held(&self) -> Option<&Arc<Attempt>> {
        match self {
            Self::Accepted { attempt, .. } => Some(attempt),
            Self::Refused { attempt, because: Reason::TooLarge | Reason::NotSaid } if !attempt.is_withdrawal() => {
                Some(attempt)
            }
            _ => self.unsent(),
        }
    }

    /// What a service calls what it has taken without a receipt; empty where it does not say.
    pub fn accepted_as(&self) -> Option<&str> {
        match self {
            Self::Accepted { reference, .. } => Some(reference),
            _ => None,
        }
    }

    /// What is known of an attempt of before, by the name under which a record has it.
    pub fn of_before(attempt: Arc<Attempt>, known: &str) -> Self {
        let because = match known {
            OFFLINE => return Self::Refused { attempt, because: Reason::Offline },
            TOO_LARGE => return Self::Refused { attempt, because: Reason::TooLarge },
            NOT_SAID => return Self::Refused { attempt, because: Reason::NotSaid },
            NO_RECEIPT => Doubt::NoReceipt,
            TROUBLE => Doubt::ReceiverTrouble,
            _ => Doubt::NoAnswer,
        };
        Self::Unknown { attempt, because }
    }

    /// The name of what is known of what the person holds; empty where that is no more than that no answer came.
    pub fn known(&self) -> &'static str {
        match self {
            Self::Refused { because: Reason::Offline, .. } => OFFLINE,
            Self::Refused { because: Reason::TooLarge, .. } => TOO_LARGE,
            Self::Refused { because: Reason::NotSaid, .. } => NOT_SAID,
            Self::Unknown { because: Doubt::NoReceipt, .. } => NO_RECEIPT,
            Self::Unknown { because: Doubt::ReceiverTrouble, .. } => TROUBLE,
            _ => "",
        }
    }

    /// Whether the same is known, and for the same reason: what is known of one attempt looks alike then.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown { because, .. }, Self::Unknown { because: other, .. }) => because == other,
            (Self::Refused { because, .. }, Self::Refused { because: other, .. }) => because == other,
            _ => false,
        }
    }

    /// Whether something is on its way, or may have arrived.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::InFlight { .. } | Self::Unknown { .. })
    }
}

impl Doubt {
    /// Whether waiting may settle it. An answer that is no receipt stays one: a network's sign-in page, or an endpoint that is
    /// not set up rightly.
    pub fn passes(self) -> bool {
        matches!(self, Self::NoAnswer | Self::ReceiverTrouble)
    }
}

impl Reason {
    /// Whether waiting is all that it takes.
    pub fn passes(&self) -> bool {
        *self == Self::Offline
    }

    /// Whether it is the receiver's word about this very attempt. Anything in between may say the rest, and then nothing is
    /// known of an earlier try.
    pub fn is_about_the_attempt(&self) -> bool {
        matches!(self, Self::EarlierVersionArrived(_) | Self::ProblemsFound | Self::OtherForm)
    }
}
