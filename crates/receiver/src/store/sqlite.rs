//! Submissions in one SQLite file.

mod address;
mod checkpoint;
mod connection;
mod copy;
mod files;
mod health;
mod insert;
mod outbox;
mod permissions;
pub mod purge;
mod rows;

pub use address::{NotASqliteAddress, SqliteAddress};

use std::sync::Arc;

use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use futures_util::future::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use super::error::StoreError;
use super::group_commit::Queue;
use super::health::Health;
use super::rows::{ROWS_AT_ONCE, perhaps_damaged};
use super::submission::{Inserted, NewSubmission, ReadRow, StoredReceipt, StoredSubmission};
use super::{NotWritable, Store, StoreFuture, Verdict};
use connection::{Connection, of_the_receiver};

/// An open database.
///
/// It has one connection: SQLite takes one writer at a time anyway, and a queue in here is fair,
/// where connections that compete for the file's lock can starve.
#[derive(Debug)]
pub struct Sqlite {
    connection: Arc<Connection>,
    health: Health,
    queue: Queue,
}

impl Sqlite {
    /// Opens the database for the receiver: makes the file and the tables where they are missing, and writes to it.
    /// Its files are their owner's alone from then on.
    ///
    /// # Errors
    /// [`StoreError`]: also when it can be read, but not written.
    pub async fn open(address: &SqliteAddress) -> Result<Self, StoreError> {
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
    pub async fn open_to_read(address: &SqliteAddress) -> Result<Self, StoreError> {
        let sqlite = Self::connect(address.options().clone().create_if_missing(false).read_only(true)).await?;
        sqlite.last().await?;
        Ok(sqlite)
    }

    /// Whether its submissions can be read; a copy of an early release may lack too much.
    ///
    /// # Errors
    /// [`StoreError::TablesTooOld`].
    pub async fn check_tables(&self) -> Result<(), StoreError> {
        let mut lent = self.connection.lend().await?;
        let has_amendments = rows::have_amendments(&mut lent).await?;
        lent.give_back()?;
        if has_amendments { Ok(()) } else { Err(StoreError::TablesTooOld) }
    }

    async fn connect(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        let connection = Arc::new(Connection::open(of_the_receiver(options)).await?);
        Ok(Self { queue: Queue::of(Arc::clone(&connection)), connection, health: Health::default() })
    }
}

impl Store for Sqlite {
    fn insert<'a>(&'a self, new: &'a NewSubmission<'_>) -> StoreFuture<'a, Inserted> {
        Box::pin(self.queue.insert(new))
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

    fn next(&self, purpose: Purpose, after: i64, last: i64) -> StoreFuture<'_, Vec<ReadRow>> {
        Box::pin(async move {
            let mut lent = self.connection.lend().await?;
            let rows = rows::next(&mut lent, purpose, after..last, ROWS_AT_ONCE).await?;
            lent.give_back()?;
            rows.iter().map(perhaps_damaged).collect()
        })
    }

    fn check_writable(&self) -> BoxFuture<'_, Result<(), NotWritable>> {
        Box::pin(self.health.check(&self.queue, health::write(&self.connection)))
    }

    fn verdict(&self) -> StoreFuture<'_, Verdict> {
        Box::pin(Sqlite::verdict(self))
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.connection.close())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_temporary_stays_in_memory() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let address = format!("sqlite://{}", folder.path().join("s.db").display()).parse().expect("the path is plain");
        let sqlite = Sqlite::open(&address).await.expect("it opens");
        let mut lent = sqlite.connection.lend().await.expect("it is there");
        let kept: i64 = sqlx::query_scalar("PRAGMA temp_store").fetch_one(&mut *lent).await.expect("it is told");
        assert_eq!(kept, 2, "sqlite.org/pragma.html#pragma_temp_store");
    }
}
