//! The database: the only file that speaks SQL. A submission is stored whole, once, or not at all.

mod address;
mod entry;
mod file;

pub use address::{DatabaseAddress, NotADatabaseAddress};
pub use entry::{Arrival, Entry, PostedAs};

use std::time::Duration;

use consultation::submission::SubmissionId;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection, SqlitePool};

use crate::digest::Sha256Digest;
use crate::purpose::Purpose;
use crate::random::NoRandomness;
use crate::reference;
use file::DatabaseFile;

/// How long to wait for another program that is writing to the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a request waits for its turn, above [`PATIENCE`] so that the cause is what gets logged.
const LONGEST_QUEUE: Duration = Duration::from_secs(10);

/// With 4 billion references, even one clash is rare.
const REFERENCES_TRIED: usize = 5;

/// How many rows an export holds in memory at once.
const ROWS_AT_ONCE: i64 = 100;

/// An open database.
///
/// It has one connection: SQLite takes one writer at a time anyway, and a queue in here is fair,
/// where connections that compete for the file's lock can starve.
#[derive(Debug)]
pub struct Store {
    pool: SqlitePool,
    file: DatabaseFile,
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
    /// The file was moved or deleted while it was open; what is written now would be lost.
    #[error("the database file was moved or deleted")]
    FileGone,
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
    /// Opens the database for the receiver: makes the file and the tables where they are missing.
    ///
    /// # Errors
    /// [`StoreError`]: also when it can be read, but not written.
    pub async fn open(address: &DatabaseAddress) -> Result<Self, StoreError> {
        let options = (address.options().clone().create_if_missing(true))
            .journal_mode(SqliteJournalMode::Wal)
            // With WAL, anything less may lose the last commits when the power fails, after a receipt was given.
            .synchronous(SqliteSynchronous::Full);
        let store = Self::connect(options, address).await?;
        sqlx::migrate!().run(&store.pool).await?;
        store.pool.begin_with("BEGIN IMMEDIATE").await?.rollback().await?;
        Ok(store)
    }

    /// Opens the database for reading only; never makes one.
    ///
    /// # Errors
    /// [`StoreError`]: also when it is not a receiver's database.
    pub async fn open_to_read(address: &DatabaseAddress) -> Result<Self, StoreError> {
        let store = Self::connect(address.options().clone().create_if_missing(false).read_only(true), address).await?;
        store.is_well().await?;
        Ok(store)
    }

    async fn connect(options: SqliteConnectOptions, address: &DatabaseAddress) -> Result<Self, StoreError> {
        let options = options.busy_timeout(PATIENCE).foreign_keys(true).disable_statement_logging();
        let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(LONGEST_QUEUE);
        // A file needs no fresh connections. The task that sqlx would make them with can also run forever once the pool
        // is closed, and then the program never ends: github.com/transact-rs/sqlx/issues/3645, seen with 0.9.0.
        let pool = pool.idle_timeout(None).max_lifetime(None);
        let pool = pool.connect_with(options).await?;
        let file = DatabaseFile::at(address.path()).map_err(|_| StoreError::FileGone)?;
        Ok(Self { pool, file })
    }

    /// Whether the database answers and its file is still in place.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn is_well(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM submissions LIMIT 1").fetch_optional(&self.pool).await?;
        self.file.is_in_place().then_some(()).ok_or(StoreError::FileGone)
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
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let is_new = insert(&mut transaction, arrival, reference).await?;
        let found = find(&mut transaction, arrival.id).await?;
        let (entry, digest) = found.ok_or(sqlx::Error::RowNotFound)?;
        if !self.file.is_in_place() {
            return Err(StoreError::FileGone);
        }
        transaction.commit().await?;
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
        find(&mut *self.pool.acquire().await?, id).await
    }

    /// The number of the last row; an export that reads up to it does not change while submissions arrive.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn last(&self) -> Result<i64, StoreError> {
        let last = sqlx::query_scalar("SELECT coalesce(max(sequence), 0) FROM submissions");
        Ok(last.fetch_one(&self.pool).await?)
    }

    /// The next rows of one form in the order of arrival, after the row `after` and up to the row `last`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next(&self, purpose: Purpose, after: i64, last: i64) -> Result<Vec<Entry>, StoreError> {
        const NEXT: &str = "SELECT * FROM submissions WHERE form = ? AND sequence > ? AND sequence <= ?
            ORDER BY sequence LIMIT ?";
        let query = sqlx::query(NEXT).bind(purpose.name()).bind(after).bind(last).bind(ROWS_AT_ONCE);
        query.fetch_all(&self.pool).await?.iter().map(Entry::read).collect()
    }

    /// Finishes what is being written, and closes the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Whether a row was added.
async fn insert(connection: &mut SqliteConnection, arrival: &Arrival<'_>, reference: &str) -> Result<bool, StoreError> {
    const INSERT: &str = "INSERT INTO submissions
        (id, reference, form, revision, content_sha256, received_at, late, posted_as, digest, answers)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
    let query = sqlx::query(INSERT)
        .bind(arrival.id.as_str())
        .bind(reference)
        .bind(arrival.purpose.name())
        .bind(arrival.revision)
        .bind(arrival.content_sha256)
        .bind(arrival.received_at.to_string())
        .bind(arrival.late)
        .bind(arrival.posted_as.name())
        .bind(arrival.digest.as_slice())
        .bind(arrival.answers_as_json());
    Ok(query.execute(connection).await?.rows_affected() == 1)
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
