//! What keeps submissions: what the rest of the receiver asks of it, and nothing of how it is done. The folders of the two
//! databases alone speak SQL.

pub mod address;
pub mod error;
mod group_commit;
mod health;
pub mod outbox;
pub mod postgres;
pub mod purge;
mod reference;
mod rows;
pub mod sqlite;
pub mod submission;

use std::fmt::Debug;

use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use futures_util::future::BoxFuture;

use error::StoreError;
use outbox::Outbox;
use submission::{Inserted, NewSubmission, ReadRow, StoredReceipt, StoredSubmission};

/// What comes of asking a store.
pub type StoreFuture<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// Keeps submissions, each whole, once, or not at all. Which one is used is known only once the address of the database
/// is read, so it is used as `dyn Store`. `tests/behaviour/store_contract.rs` says what each has to keep to.
///
/// Every error is a [`StoreError`]. A submission that ended in one was most likely not stored; by its id that can be asked,
/// and sending it again is safe.
pub trait Store: Outbox + Debug + Send + Sync {
    /// Stores a submission, unless something was stored before under its id. When it comes back, it is on disk.
    /// Of any number that come with one id at once, one is stored.
    fn insert<'a>(&'a self, new: &'a NewSubmission<'_>) -> StoreFuture<'a, Inserted>;

    /// The receipt of what was stored under an id. It reads no answers.
    fn receipt<'a>(&'a self, id: &'a SubmissionId) -> StoreFuture<'a, Option<StoredReceipt>>;

    /// What was stored under an id, for whoever knows it.
    fn submission<'a>(&'a self, id: &'a SubmissionId) -> StoreFuture<'a, Option<StoredSubmission>>;

    /// The number of the last submission, 0 where there is none; an export that reads up to it does not change while
    /// submissions arrive.
    fn last(&self) -> StoreFuture<'_, i64>;

    /// The next submissions to one form in the order of arrival, after the number `after` and up to the number `last`:
    /// at most so many as fit into memory, and none only where there are no more. One that is damaged keeps no other from
    /// being read.
    fn next(&self, purpose: Purpose, after: i64, last: i64) -> StoreFuture<'_, Vec<ReadRow>>;

    /// Whether submissions can be stored now, as found at most some seconds ago.
    fn check_writable(&self) -> BoxFuture<'_, Result<(), NotWritable>>;

    /// What the database says of itself. It says nothing of whether the rows are as they were stored.
    fn verdict(&self) -> StoreFuture<'_, Verdict>;

    /// Finishes what is being written, and lets go of the database.
    fn close(&self) -> BoxFuture<'_, ()>;
}

/// What a database says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has looked at all of itself, and found nothing.
    Sound,
    /// The first thing that is wrong, in its own words.
    Damaged(String),
    /// It has no such question.
    NotAsked {
        /// What nobody has looked at.
        unchecked: &'static str,
        /// The program that does.
        checked_by: &'static str,
    },
}

/// Submissions cannot be stored now. Several who ask get the same answer, so it has the error's words alone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotWritable(pub String);
