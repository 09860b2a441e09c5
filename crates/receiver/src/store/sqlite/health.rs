//! Proves that words can be stored, by storing: on a full disk, an insert that is rolled back succeeds.

use sqlx::Executor;

use super::connection::{BEGIN, COMMIT, Connection};
use crate::store::error::StoreError;

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
