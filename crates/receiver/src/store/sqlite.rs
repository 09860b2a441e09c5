//! Submissions in one SQLite file. The files in this folder alone speak SQL.

mod address;
mod checkpoint;
mod connection;
mod copy;
mod files;
mod health;
mod insert;
mod permissions;
mod rows;

pub use address::{DatabaseAddress, NotADatabaseAddress};

use std::sync::Arc;

use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use futures_util::future::BoxFuture;
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use super::error::StoreError;
use super::submission::{Inserted, NewSubmission, StoredReceipt, StoredSubmission};
use super::{NotWritable, Store, StoreFuture, reference};
use connection::{Connection, PATIENCE};
use health::Health;

/// With 4 billion references, even one clash is rare.
const REFERENCES_TRIED: usize = 5;

/// How many rows an export holds in memory at once.
const ROWS_AT_ONCE: i64 = 100;

/// An open database.
///
/// It has one connection: SQLite takes one writer at a time anyway, and a queue in here is fair,
/// where connections that compete for the file's lock can starve.
#[derive(Debug)]
pub struct Sqlite {
    connection: Arc<Connection>,
    health: Health,
}

impl Sqlite {
    /// Opens the database for the receiver: makes the file and the tables where they are missing, and writes to it.
    /// Its files are their owner's alone from then on.
    ///
    /// # Errors
    /// [`StoreError`]: also when it can be read, but not written.
    pub async fn open(address: &DatabaseAddress) -> Result<Self, StoreError> {
        // What makes this fail is said better by SQLite, which is asked to make the file next.
        let _ = permissions::make(address.path());
        let options = (address.options().clone().create_if_missing(true))
            .journal_mode(SqliteJournalMode::Wal)
            // With WAL, anything less may lose the last commits when the power fails, after a receipt was given.
            .synchronous(SqliteSynchronous::Full);
        let sqlite = Self::connect(options).await?;
        let mut lent = sqlite.connection.lend().await?;
        sqlx::migrate!().run(&mut *lent).await?;
        lent.give_back()?;
        health::write(&sqlite.connection).await?;
        permissions::keep(address.path()).map_err(StoreError::NotPrivate)?;
        checkpoint::empty_log(&sqlite.connection).await?;
        checkpoint::whenever_idle(&sqlite.connection);
        Ok(sqlite)
    }

    /// Opens the database for reading only; never makes one.
    ///
    /// # Errors
    /// [`StoreError`]: also when it is not a receiver's database.
    pub async fn open_to_read(address: &DatabaseAddress) -> Result<Self, StoreError> {
        let sqlite = Self::connect(address.options().clone().create_if_missing(false).read_only(true)).await?;
        sqlite.last().await?;
        Ok(sqlite)
    }

    async fn connect(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        let options = options.busy_timeout(PATIENCE).foreign_keys(true).disable_statement_logging();
        Ok(Self { connection: Arc::new(Connection::open(options).await?), health: Health::default() })
    }
}

impl Store for Sqlite {
    fn insert<'a>(&'a self, new: &'a NewSubmission<'_>) -> StoreFuture<'a, Inserted> {
        Box::pin(async move {
            for _ in 0..REFERENCES_TRIED {
                match insert::insert(&self.connection, new, &reference::random()?).await {
                    Err(StoreError::Database(error)) if insert::is_reference_taken(&error) => {}
                    outcome => return outcome,
                }
            }
            Err(StoreError::NoFreeReference)
        })
    }

    fn receipt<'a>(&'a self, id: &'a SubmissionId) -> StoreFuture<'a, Option<StoredReceipt>> {
        Box::pin(async move {
            let mut lent = self.connection.lend().await?;
            let found = rows::receipt(&mut lent, id).await?;
            lent.give_back()?;
            Ok(found)
        })
    }

    fn submission<'a>(&'a self, id: &'a SubmissionId) -> StoreFuture<'a, Option<StoredSubmission>> {
        Box::pin(async move {
            let mut lent = self.connection.lend().await?;
            let found = rows::of_id(&mut lent, id).await?;
            lent.give_back()?;
            Ok(found)
        })
    }

    fn last(&self) -> StoreFuture<'_, i64> {
        Box::pin(async move {
            let mut lent = self.connection.lend().await?;
            let last = rows::last(&mut lent).await?;
            lent.give_back()?;
            Ok(last)
        })
    }

    fn next(&self, purpose: Purpose, after: i64, last: i64) -> StoreFuture<'_, Vec<StoredSubmission>> {
        Box::pin(async move {
            let mut lent = self.connection.lend().await?;
            let rows = rows::next(&mut lent, purpose, after..last, ROWS_AT_ONCE).await?;
            lent.give_back()?;
            rows.iter().map(rows::submission).collect()
        })
    }

    fn check_writable(&self) -> BoxFuture<'_, Result<(), NotWritable>> {
        Box::pin(self.health.check(&self.connection))
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.connection.close())
    }
}
