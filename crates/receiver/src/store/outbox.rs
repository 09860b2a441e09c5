//! What a store keeps of the things that others are still to be told: what the rest of the receiver asks of it.

use consultation::delivery::submission::SubmissionId;
use serde::Serialize;

use super::StoreFuture;

/// How somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// An acknowledgement to the address that the person gave.
    Mail,
    /// A post to a system of the agency.
    Webhook,
}

/// One thing to tell, whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub number: i64,
    /// The submission that it is about.
    pub submission: SubmissionId,
    /// When that was stored, in milliseconds since 1970.
    pub added_at: i64,
    /// How often it was tried before.
    pub tries: u32,
}

/// How many are left of one channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Left {
    /// Still to be tried.
    pub waiting: i64,
    /// Nobody tries any more.
    pub given_up: i64,
}

/// Keeps what others are to be told. [`super::Store::insert`] adds it, with the submission or not at all; what is taken out
/// with a submission is told to nobody. Moments are milliseconds since 1970.
pub trait Outbox {
    /// The next task of a channel whose turn it is at the moment `now`. Nobody else gets it before the moment `until`, and
    /// who gets it then finds one try more.
    fn take(&self, channel: Channel, now: i64, until: i64) -> StoreFuture<'_, Option<Task>>;

    /// It was told: it is gone.
    fn done(&self, number: i64) -> StoreFuture<'_, ()>;

    /// It is tried again at that moment; never, where there is none.
    fn put_off(&self, number: i64, until: Option<i64>) -> StoreFuture<'_, ()>;

    /// How many are left.
    fn left(&self, channel: Channel) -> StoreFuture<'_, Left>;
}

impl Channel {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Mail, Self::Webhook];

    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Webhook => "webhook",
        }
    }
}
