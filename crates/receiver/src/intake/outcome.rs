//! What becomes of a submission: it is accepted and has a receipt, or it is rejected and the sender learns why.

use consultation::delivery::receipt::Receipt;
use consultation::form::problem::Problem;

use crate::store::error::StoreError;

/// A submission that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// Stored now.
    New(Receipt),
    /// Sent again; the receipt is the very one of the first time.
    Again(Receipt),
}

/// Why a submission is not stored.
#[derive(Debug)]
pub enum Rejected {
    /// The content has no such form.
    NoSuchForm,
    /// Its answers break the rules.
    ProblemsFound(Vec<Problem>),
    /// Other words are stored under its id.
    OtherWords {
        /// Their reference.
        reference: String,
    },
    /// It withdraws what is not stored.
    NothingToWithdraw,
    /// The database failed.
    Storage(StoreError),
}

impl Accepted {
    /// The receipt, of the first time or the second.
    pub fn receipt(&self) -> &Receipt {
        match self {
            Accepted::New(receipt) | Accepted::Again(receipt) => receipt,
        }
    }
}

impl From<StoreError> for Rejected {
    fn from(error: StoreError) -> Self {
        Self::Storage(error)
    }
}
