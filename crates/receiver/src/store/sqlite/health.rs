//! Whether words can be stored now, proved by storing: on a full disk, an insert that is rolled back succeeds.

use std::time::{Duration, Instant};

use sqlx::Executor;
use tokio::sync::Mutex;

use super::connection::{BEGIN, COMMIT, Connection};
use crate::store::NotWritable;
use crate::store::error::StoreError;

/// How long an answer stands, so that asking often costs nothing.
const STANDS_FOR: Duration = Duration::from_secs(2);

/// The last answer, and when it was found.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<(Instant, Result<(), NotWritable>)>>);

impl Health {
    /// Whether a row can be committed, as found now or moments ago. Who asks meanwhile waits for the same answer.
    ///
    /// # Errors
    /// [`NotWritable`].
    pub async fn check(&self, connection: &Connection) -> Result<(), NotWritable> {
        let mut last = self.0.lock().await;
        if let Some((_, answer)) = last.as_ref().filter(|(found, _)| found.elapsed() < STANDS_FOR) {
            return answer.clone();
        }
        let answer = write(connection).await.map_err(|error| NotWritable(error.to_string()));
        *last = Some((Instant::now(), answer.clone()));
        answer
    }
}

/// Commits the table's one row anew, and reads what submissions need.
///
/// # Errors
/// [`StoreError`].
pub async fn write(connection: &Connection) -> Result<(), StoreError> {
    // As much room as several submissions take: on a full disk, SQLite may have a page or two of its own left. The bytes
    // are others each time, because SQLite does not write a page that stays the same.
    const WRITE: &str = "INSERT INTO health (only_row, written_at, room) VALUES (1, datetime('now'), randomblob(65536))
        ON CONFLICT (only_row) DO UPDATE SET written_at = excluded.written_at, room = excluded.room";
    let mut lent = connection.lend().await?;
    lent.execute(BEGIN).await?;
    lent.execute(WRITE).await?;
    lent.execute("SELECT 1 FROM submissions LIMIT 1").await?;
    lent.execute(COMMIT).await?;
    lent.give_back()
}
