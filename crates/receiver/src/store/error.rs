//! Why a store did not do what it was asked. For the deployer's log; it carries nobody's words.

use std::sync::Arc;

use sqlx::migrate::MigrateError;

use crate::random::NoRandomness;

/// Why a store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database says no: locked, full, read-only, damaged.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables cannot be brought up to date.
    #[error("the tables cannot be made: {0}")]
    Tables(#[from] MigrateError),
    /// Nothing says yet which submissions amend which.
    #[error(
        "its tables are of an earlier release: copy it (`receiver backup`), start `receiver serve` once with the copy, which \
        adds what they lack, and read the copy"
    )]
    TablesTooOld,
    /// The commit failed that several submissions shared.
    #[error(transparent)]
    Together(Arc<StoreError>),
    /// Others write for so long that the turn never came.
    #[error("the turn to write never came")]
    QueueTooLong,
    /// A server that says nothing any more, or a disk.
    #[error("the database did not answer in time; whether it did what it was asked is not known")]
    NoAnswer,
    /// A file was moved, deleted or cut while it was open; what was written may be lost.
    #[error("the database’s files were moved, deleted or cut while they were open")]
    FilesChanged,
    /// What is there since then is not whole.
    #[error("the database’s file is damaged: put a backup in its place")]
    FilesDamaged,
    /// Another program does the same at this moment.
    #[error("another purge of it is under way")]
    PurgeUnderWay,
    /// The log still has the bytes of rows that were taken out, because others are reading it.
    #[error("the log beside the database is being read by another program, such as an export or a backup")]
    LogInUse,
    /// Others on this machine could read what people sent.
    #[error("the database’s files cannot be made private: {0}")]
    NotPrivate(std::io::Error),
    /// A row cannot be read back.
    #[error("the row of the reference {reference} is damaged")]
    Damaged {
        /// Which row.
        reference: String,
    },
    /// No reference can be made.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// Every reference that was tried is taken.
    #[error("every reference that was tried is taken")]
    NoFreeReference,
}
