//! The database: the only file that speaks SQL. A submission is stored whole, once, or not at all.

mod address;
mod connection;
mod entry;
mod files;
mod health;
mod private;
mod rest;

pub use address::{DatabaseAddress, NotADatabaseAddress};
pub use entry::{Arrival, Entry, Noticed, PostedAs};

use std::sync::Arc;
use std::time::Duration;

use consultation::submission::SubmissionId;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Executor, SqliteConnection};

use crate::digest::Sha256Digest;
use crate::purpose::Purpose;
use crate::random::NoRandomness;
use crate::reference;
use connection::Connection;
use health::Health;

/// How long to wait for another program that is writing to the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// With 4 billion references, even one clash is rare.
const REFERENCES_TRIED: usize = 5;

/// How many rows an export holds in memory at once.
const ROWS_AT_ONCE: i64 = 100;

/// The same words so soon after the last time are likely sent by the same person: they went back, or were unsure.
/// People who send the same letter of a campaign within it are marked too, and lose nothing by that.
const REPEATS_WITHIN_SECONDS: i64 = 60 * 60;

/// A transaction that writes from its start, so that it waits for others before it has read anything.
const BEGIN: &str = "BEGIN IMMEDIATE";
const COMMIT: &str = "COMMIT";

/// An open database.
///
/// It has one connection: SQLite takes one writer at a time anyway, and a queue in here is fair,
/// where connections that compete for the file's lock can starve.
#[derive(Debug)]
pub struct Store {
    connection: Arc<Connection>,
    health: Health,
}

/// Why the database did not do what it was asked. For the deployer's log; it carries nobody's words.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite says no: locked, full, read-only, damaged.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables cannot be brought up to date.
    #[error("the tables cannot be made: {0}")]
    Tables(#[from] MigrateError),
    /// Others write for so long that the turn never came.
    #[error("the turn to write never came")]
    QueueTooLong,
    /// A file was moved, deleted or cut while it was open; what was written may be lost.
    #[error("the database’s files were moved, deleted or cut while they were open")]
    FilesChanged,
    /// What is there since then is not whole.
    #[error("the database’s file is damaged: put a backup in its place")]
    FilesDamaged,
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

/// What became of an arrival.
#[derive(Debug)]
pub enum Kept {
    /// It was stored now.
    New(Entry),
    /// The same was stored before.
    Before(Entry),
    /// Other words were stored before under the same id.
    OtherWords {
        /// Their reference.
        reference: String,
    },
}

impl Store {
    /// Opens the database for the receiver: makes the file and the tables where they are missing, and writes to it.
    /// Its files are their owner's alone from then on.
    ///
    /// # Errors
    /// [`StoreError`]: also when it can be read, but not written.
    pub async fn open(address: &DatabaseAddress) -> Result<Self, StoreError> {
        // What makes this fail is said better by SQLite, which is asked to make the file next.
        let _ = private::make(address.path());
        let options = (address.options().clone().create_if_missing(true))
            .journal_mode(SqliteJournalMode::Wal)
            // With WAL, anything less may lose the last commits when the power fails, after a receipt was given.
            .synchronous(SqliteSynchronous::Full);
        let store = Self::connect(options).await?;
        let mut lent = store.connection.lend().await?;
        sqlx::migrate!().run(&mut *lent).await?;
        lent.give_back()?;
        health::write(&store.connection).await?;
        private::keep(address.path()).map_err(StoreError::NotPrivate)?;
        rest::empty_log(&store.connection).await?;
        rest::whenever_idle(&store.connection);
        Ok(store)
    }

    /// Opens the database for reading only; never makes one.
    ///
    /// # Errors
    /// [`StoreError`]: also when it is not a receiver's database.
    pub async fn open_to_read(address: &DatabaseAddress) -> Result<Self, StoreError> {
        let store = Self::connect(address.options().clone().create_if_missing(false).read_only(true)).await?;
        store.last().await?;
        Ok(store)
    }

    async fn connect(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        let options = options.busy_timeout(PATIENCE).foreign_keys(true).disable_statement_logging();
        Ok(Self { connection: Arc::new(Connection::open(options).await?), health: Health::default() })
    }

    /// Whether words can be stored now.
    ///
    /// # Errors
    /// Why not, for the deployer's log.
    pub async fn is_well(&self) -> Result<(), String> {
        self.health.check(&self.connection).await
    }

    /// Stores what arrived, unless something was stored before under its id.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is stored then.
    pub async fn keep(&self, arrival: &Arrival<'_>) -> Result<Kept, StoreError> {
        for _ in 0..REFERENCES_TRIED {
            match self.keep_as(arrival, &reference::random()?).await {
                Err(StoreError::Database(error)) if is_reference_taken(&error) => {}
                outcome => return outcome,
            }
        }
        Err(StoreError::NoFreeReference)
    }

    /// One transaction. The database alone decides whether the id is new, so that no two requests can both store it.
    async fn keep_as(&self, arrival: &Arrival<'_>, reference: &str) -> Result<Kept, StoreError> {
        let mut lent = self.connection.lend().await?;
        lent.execute(BEGIN).await?;
        let is_new = insert(&mut lent, arrival, reference).await?;
        let found = find(&mut lent, arrival.id).await?;
        let (entry, digest) = found.ok_or(sqlx::Error::RowNotFound)?;
        lent.execute(COMMIT).await?;
        lent.give_back()?;
        self.connection.count();
        Ok(match is_new {
            true => Kept::New(entry),
            false if digest == arrival.digest => Kept::Before(entry),
            false => Kept::OtherWords { reference: entry.reference },
        })
    }

    /// What was stored under an id, with its digest.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, id: &SubmissionId) -> Result<Option<(Entry, Sha256Digest)>, StoreError> {
        let mut lent = self.connection.lend().await?;
        let found = find(&mut lent, id).await?;
        lent.give_back()?;
        Ok(found)
    }

    /// The number of the last row; an export that reads up to it does not change while submissions arrive.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn last(&self) -> Result<i64, StoreError> {
        let mut lent = self.connection.lend().await?;
        let last = sqlx::query_scalar("SELECT coalesce(max(sequence), 0) FROM submissions");
        let last = last.fetch_one(&mut *lent).await?;
        lent.give_back()?;
        Ok(last)
    }

    /// The next rows of one form in the order of arrival, after the row `after` and up to the row `last`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next(&self, purpose: Purpose, after: i64, last: i64) -> Result<Vec<Entry>, StoreError> {
        const NEXT: &str = "SELECT * FROM submissions WHERE form = ? AND sequence > ? AND sequence <= ?
            ORDER BY sequence LIMIT ?";
        let query = sqlx::query(NEXT).bind(purpose.name()).bind(after).bind(last).bind(ROWS_AT_ONCE);
        let mut lent = self.connection.lend().await?;
        let rows = query.fetch_all(&mut *lent).await?;
        lent.give_back()?;
        rows.iter().map(Entry::read).collect()
    }

    /// Finishes what is being written, and closes the file.
    pub async fn close(&self) {
        self.connection.close().await;
    }
}

/// Whether a row was added.
async fn insert(connection: &mut SqliteConnection, arrival: &Arrival<'_>, reference: &str) -> Result<bool, StoreError> {
    const INSERT: &str = "INSERT INTO submissions (id, reference, form, revision, content_sha256, received_at, early,
            late, unknown_revision, unstated_origin, likely_repeat_of, posted_as, digest, answers)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
    let likely_repeat_of = first_with_the_same_words(connection, arrival).await?;
    let query = sqlx::query(INSERT)
        .bind(arrival.id.as_str())
        .bind(reference)
        .bind(arrival.purpose.name())
        .bind(arrival.revision)
        .bind(arrival.content_sha256)
        .bind(arrival.received_at.to_string())
        .bind(arrival.noticed.early)
        .bind(arrival.noticed.late)
        .bind(arrival.noticed.unknown_revision)
        .bind(arrival.noticed.unstated_origin)
        .bind(likely_repeat_of)
        .bind(arrival.posted_as.name())
        .bind(arrival.digest.as_slice())
        .bind(arrival.answers_as_json());
    Ok(query.execute(connection).await?.rows_affected() == 1)
}

/// The reference that a likely repeat is marked with. Only the last row of the same words is looked at: it knows the
/// first, and a letter of a campaign may have thousands.
async fn first_with_the_same_words(
    connection: &mut SqliteConnection,
    arrival: &Arrival<'_>,
) -> Result<Option<String>, StoreError> {
    const LAST: &str = "SELECT coalesce(likely_repeat_of, reference), unixepoch(received_at) FROM submissions
        WHERE digest = ? ORDER BY sequence DESC LIMIT 1";
    let last = sqlx::query_as(LAST).bind(arrival.digest.as_slice()).fetch_optional(connection).await?;
    let is_recent = |received: i64| arrival.received_at.unix_seconds() - received < REPEATS_WITHIN_SECONDS;
    Ok(last.filter(|(_, received)| is_recent(*received)).map(|(first, _): (String, i64)| first))
}

async fn find(
    connection: &mut SqliteConnection,
    id: &SubmissionId,
) -> Result<Option<(Entry, Sha256Digest)>, StoreError> {
    let row = sqlx::query("SELECT * FROM submissions WHERE id = ?").bind(id.as_str());
    let row = row.fetch_optional(connection).await?;
    row.map(|row| Ok((Entry::read(&row)?, entry::digest(&row)?))).transpose()
}

fn is_reference_taken(error: &sqlx::Error) -> bool {
    let error = error.as_database_error();
    error.is_some_and(|error| error.is_unique_violation() && error.message().contains("submissions.reference"))
}
