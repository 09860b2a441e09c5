//! Submissions in a PostgreSQL database, which any number of receivers may share: each keeps nothing of its own.

mod address;
mod connections;
mod insert;
mod outbox;
mod private_log;
pub mod purge;
mod rows;

pub use address::{NotAPostgresAddress, PostgresAddress};

use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use futures_util::future::BoxFuture;
use sqlx::Executor;
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnection;

use super::error::StoreError;
use super::group_commit::Queue;
use super::health::Health;
use super::rows::{ROWS_AT_ONCE, perhaps_damaged};
use super::submission::{Inserted, NewSubmission, ReadRow, StoredReceipt, StoredSubmission};
use super::{NotWritable, Store, StoreFuture, Verdict};
use connections::{Connections, FEW_ROWS, MANY_ROWS};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// An open database.
#[derive(Debug)]
pub struct Postgres {
    connections: Connections,
    health: Health,
    queue: Queue,
}

impl Postgres {
    /// Opens the database for the receiver: makes the tables where they are missing, and writes to it.
    ///
    /// # Errors
    /// [`StoreError`]: also when it can be read, but not written.
    pub async fn open(address: &PostgresAddress) -> Result<Self, StoreError> {
        let postgres = Self::connect(address).await?;
        let mut lent = postgres.connections.lend().await?;
        MIGRATIONS.run(&mut *lent).await?;
        write(&mut lent).await?;
        lent.give_back();
        Ok(postgres)
    }

    /// Opens the database of a receiver for reading.
    ///
    /// # Errors
    /// [`StoreError`]: also when it is not a receiver's database.
    pub async fn open_to_read(address: &PostgresAddress) -> Result<Self, StoreError> {
        let postgres = Self::connect(address).await?;
        postgres.last().await?;
        Ok(postgres)
    }

    async fn connect(address: &PostgresAddress) -> Result<Self, StoreError> {
        let connections = Connections::open(address.options().clone()).await?;
        Ok(Self { queue: Queue::of(connections.clone()), connections, health: Health::default() })
    }
}

async fn write(connection: &mut PgConnection) -> Result<(), StoreError> {
    const WRITE: &str = "INSERT INTO health (only_row, written_at) VALUES (1, now())
        ON CONFLICT (only_row) DO UPDATE SET written_at = excluded.written_at";
    // As much room as several submissions take, in a file that nothing stays of: on a full disk a row that is written anew
    // finds room where an older one was.
    const ROOM: &str = "BEGIN;
        CREATE TABLE health_room AS SELECT repeat('.', 1000) AS room FROM generate_series(1, 64);
        ROLLBACK";
    for question in [ROOM, WRITE, "SELECT 1 FROM submissions LIMIT 1"] {
        connection.execute(question).await?;
    }
    Ok(())
}

impl Store for Postgres {
    fn insert<'a>(&'a self, new: &'a NewSubmission<'_>) -> StoreFuture<'a, Inserted> {
        Box::pin(self.queue.insert(new))
    }

    fn receipt<'a>(&'a self, id: &'a SubmissionId) -> StoreFuture<'a, Option<StoredReceipt>> {
        Box::pin(self.connections.within(FEW_ROWS, async |connection| rows::receipt(connection, id).await))
    }

    fn submission<'a>(&'a self, id: &'a SubmissionId) -> StoreFuture<'a, Option<StoredSubmission>> {
        Box::pin(self.connections.within(FEW_ROWS, async |connection| rows::of_id(connection, id).await))
    }

    fn last(&self) -> StoreFuture<'_, i64> {
        Box::pin(self.connections.within(FEW_ROWS, async |connection| rows::last(connection).await))
    }

    fn next(&self, purpose: Purpose, after: i64, last: i64) -> StoreFuture<'_, Vec<ReadRow>> {
        Box::pin(self.connections.within(MANY_ROWS, async move |connection| {
            let rows = rows::next(connection, purpose, after..last, ROWS_AT_ONCE).await?;
            rows.iter().map(perhaps_damaged).collect()
        }))
    }

    fn check_writable(&self) -> BoxFuture<'_, Result<(), NotWritable>> {
        Box::pin(self.health.check(&self.queue, self.connections.within(FEW_ROWS, write)))
    }

    /// PostgreSQL has no question that every account may ask. What it cannot read is an error to whoever reads the rows; what it
    /// reads wrongly beside them, only a server with checksums notices (`initdb --data-checksums`).
    fn verdict(&self) -> StoreFuture<'_, Verdict> {
        Box::pin(async {
            Ok(Verdict::NotAsked { unchecked: "the server’s own files and indexes", checked_by: "pg_amcheck" })
        })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.connections.close())
    }
}
