//! Why somebody could not be told. Its words go into the log, so they have nobody's address, and nothing that another
//! machine has said but a number.

use crate::store::error::StoreError;

/// Why somebody could not be told.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The submission cannot be read.
    #[error(transparent)]
    Storage(#[from] StoreError),
    /// Nothing answers there, or not in the way that was asked for.
    #[error("no connection, or no certificate that this machine trusts")]
    NoConnection,
    /// It took too long.
    #[error("no answer in time")]
    Slow,
    /// It answered that it does not take it.
    #[error("answered {0}")]
    Answered(u16),
    /// The mail server does not take mail to that address.
    #[error("answered {0}: no mail can be sent to that address")]
    Refused(u16),
    /// A mailbox gets no more of them today.
    #[error("too many: that mailbox was written to as often as one is in a day")]
    TooMany,
    /// It is no address that mail can be sent to.
    #[error("the address is none that mail can be sent to")]
    NoAddress,
}

impl Failed {
    /// Whether another try would end the same.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::TooMany | Self::NoAddress)
    }
}
