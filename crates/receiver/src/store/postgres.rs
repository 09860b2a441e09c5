//! Submissions in a PostgreSQL database, which any number of receivers may share: each keeps nothing of its own.

mod address;
mod insert;
mod outbox;
mod private_log;
pub mod purge;
mod rows;

pub use address::{NotAPostgresAddress, PostgresAddress};

use std::time::Duration;

use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use futures_util::future::BoxFuture;
use sqlx::Executor;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};

use super::error::StoreError;
use super::group_commit::Queue;
use super::health::Health;
use super::rows::{ROWS_AT_ONCE, submission};
use super::submission::{Inserted, NewSubmission, StoredReceipt, StoredSubmission};
use super::{NotWritable, Store, StoreFuture};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// One commits, the others read. A server has a hundred for all, unless it is told otherwise.
const CONNECTIONS: u32 = 5;

/// How long to wait for a connection, below what anybody waits for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open database.
#[derive(Debug)]
pub struct Postgres {
    pool: PgPool,
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
        MIGRATIONS.run(&postgres.pool).await?;
        write(&postgres.pool).await?;
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
        let options = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE);
        let options = options.after_connect(|connection, _| Box::pin(set_up(connection)));
        let pool = options.connect_with(address.options().clone()).await?;
        Ok(Self { queue: Queue::of(pool.clone()), pool, health: Health::default() })
    }
}

/// A receipt may be given only for what is on disk, whatever the server is told for others. Whose machine dies in the middle
/// of a commit holds up the other receivers no longer than these seconds.
async fn set_up(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    const SETTINGS: &str = "SET lock_timeout = '5s'; SET statement_timeout = '30s';
        SET idle_in_transaction_session_timeout = '5s';
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
    connection.execute(private_log::SETTINGS).await?;
    connection.execute(SETTINGS).await.map(drop)
}

async fn write(pool: &PgPool) -> Result<(), StoreError> {
    const WRITE: &str = "INSERT INTO health (only_row, written_at) VALUES (1, now())
        ON CONFLICT (only_row) DO UPDATE SET written_at = excluded.written_at";
    pool.execute(WRITE).await?;
    pool.execute("SELECT 1 FROM submissions LIMIT 1").await?;
    Ok(())
}

impl Store for Postgres {
    fn insert<'a>(&'a self, new: &'a NewSubmission<'_>) -> StoreFuture<'a, Inserted> {
        Box::pin(self.queue.insert(new))
    }

    fn receipt<'a>(&'a self, id: &'a SubmissionId) -> StoreFuture<'a, Option<StoredReceipt>> {
        Box::pin(rows::receipt(&self.pool, id))
    }

    fn submission<'a>(&'a self, id: &'a SubmissionId) -> StoreFuture<'a, Option<StoredSubmission>> {
        Box::pin(rows::of_id(&self.pool, id))
    }

    fn last(&self) -> StoreFuture<'_, i64> {
        Box::pin(rows::last(&self.pool))
    }

    fn next(&self, purpose: Purpose, after: i64, last: i64) -> StoreFuture<'_, Vec<StoredSubmission>> {
        Box::pin(async move {
            let rows = rows::next(&self.pool, purpose, after..last, ROWS_AT_ONCE).await?;
            rows.iter().map(submission).collect()
        })
    }

    fn check_writable(&self) -> BoxFuture<'_, Result<(), NotWritable>> {
        Box::pin(self.health.check(write(&self.pool)))
    }

    /// PostgreSQL has no such question: what it reads is right, or an error.
    fn verdict(&self) -> StoreFuture<'_, String> {
        Box::pin(async move {
            sqlx::query("SELECT count(answers) FROM submissions").fetch_one(&self.pool).await?;
            Ok("ok".to_owned())
        })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.pool.close())
    }
}
