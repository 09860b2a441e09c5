//! The connections to the server. Each is lent for one piece of work, and kept only when that work went well: after an error,
//! or when nobody waits for the work any more, it is cut off, and the next work gets another. The server may be silent for
//! ever, so nothing waits for its goodbye.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::{Connection, Executor, Postgres};
use tokio::time::timeout;

use super::private_log;
use crate::store::error::StoreError;

/// One commits, the others read. A server has a hundred for all, unless it is told otherwise.
const MOST: u32 = 5;

/// How long to wait for a connection, below what anybody waits for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a connection may take to show that its server is still there, before and after each work: below [`PATIENCE`], so
/// that there is time for a new one.
const LONGEST_PING: Duration = Duration::from_secs(2);

/// How long the answer to a question may take that needs a row or two.
pub const FEW_ROWS: Duration = Duration::from_secs(10);

/// How long it may take to read many rows, above what the server itself gives it.
pub const MANY_ROWS: Duration = Duration::from_secs(35);

/// How long the server may take to take leave.
const LONGEST_GOODBYE: Duration = Duration::from_secs(2);

/// The connections, while nobody has them.
#[derive(Clone, Debug)]
pub struct Connections(PgPool);

/// One of them, lent. It is cut off unless it is given back.
#[derive(Debug)]
pub struct Lent(Option<PoolConnection<Postgres>>);

impl Connections {
    /// Connects to the server.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(options: PgConnectOptions) -> Result<Self, StoreError> {
        let pool = PgPoolOptions::new().max_connections(MOST).acquire_timeout(PATIENCE);
        let pool = pool.after_connect(|connection, _| Box::pin(set_up(connection)));
        let pool = pool.test_before_acquire(false).before_acquire(|connection, _| Box::pin(is_alive(connection)));
        let pool = pool.after_release(|connection, _| Box::pin(is_alive(connection)));
        Ok(Self(pool.connect_with(options).await?))
    }

    /// Lends one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn lend(&self) -> Result<Lent, StoreError> {
        Ok(Lent(Some(self.0.acquire().await?)))
    }

    /// Does a piece of work that may take so long.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn within<T>(
        &self,
        longest: Duration,
        work: impl AsyncFnOnce(&mut PgConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let done = async {
            let mut lent = self.lend().await?;
            let done = work(&mut lent).await?;
            lent.give_back();
            Ok(done)
        };
        timeout(longest, done).await.unwrap_or(Err(StoreError::NoAnswer))
    }

    /// Lets go of all.
    pub async fn close(&self) {
        // Whatever is still lent is cut off with the program.
        let _ = timeout(LONGEST_GOODBYE, self.0.close()).await;
    }
}

/// A receipt may be given only for what is on disk, whatever the server is told for others. Whose machine dies in the middle
/// of a commit holds up the other receivers no longer than these seconds.
///
/// # Errors
/// The database's.
pub async fn set_up(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    const SETTINGS: &str = "SET lock_timeout = '5s'; SET statement_timeout = '30s';
        SET idle_in_transaction_session_timeout = '5s';
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
    connection.execute(private_log::SETTINGS).await?;
    connection.execute(SETTINGS).await.map(drop)
}

/// An error cuts it off.
async fn is_alive(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let ping = timeout(LONGEST_PING, connection.ping());
    ping.await.unwrap_or(Err(sqlx::Error::PoolTimedOut)).map(|()| true)
}

impl Lent {
    /// Ends the work well.
    pub fn give_back(mut self) {
        drop(self.0.take());
    }
}

/// The pool would wait for the server's word that the transaction is taken back.
impl Drop for Lent {
    fn drop(&mut self) {
        drop(self.0.take().map(PoolConnection::detach));
    }
}

impl Deref for Lent {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        self.0.as_ref().expect("it is there until it is given back")
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut PgConnection {
        self.0.as_mut().expect("it is there until it is given back")
    }
}
