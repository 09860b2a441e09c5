//! Whether words can be stored now, proved by storing: on a full disk, an insert that is rolled back succeeds.

use std::time::{Duration, Instant};

use sqlx::Executor;
use tokio::sync::Mutex;

use super::connection::Connection;
use super::{BEGIN, COMMIT, StoreError};

/// How long an answer stands, so that asking often costs nothing.
const STANDS_FOR: Duration = Duration::from_secs(2);

/// The last answer, and when it was found.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<(Instant, Result<(), String>)>>);

impl Health {
    /// Whether a row can be committed, as found now or moments ago. Who asks meanwhile waits for the same answer.
    ///
    /// # Errors
    /// Why not, for the deployer's log.
    pub async fn check(&self, connection: &Connection) -> Result<(), String> {
        let mut last = self.0.lock().await;
        if let Some((_, answer)) = last.as_ref().filter(|(found, _)| found.elapsed() < STANDS_FOR) {
            return answer.clone();
        }
        let answer = write(connection).await.map_err(|error| error.to_string());
        *last = Some((Instant::now(), answer.clone()));
        answer
    }
}

/// Commits the table's one row anew, and reads what submissions need.
///
/// # Errors
/// [`StoreError`].
pub async fn write(connection: &Connection) -> Result<(), StoreError> {
    const WRITE: &str = "INSERT INTO health (only_row, written_at) VALUES (1, datetime('now'))
        ON CONFLICT (only_row) DO UPDATE SET written_at = excluded.written_at";
    let mut lent = connection.lend().await?;
    lent.execute(BEGIN).await?;
    lent.execute(WRITE).await?;
    lent.execute("SELECT 1 FROM submissions LIMIT 1").await?;
    lent.execute(COMMIT).await?;
    lent.give_back()
}
