//! The table of what others are still to be told.

use sqlx::{Row, SqliteConnection};

use super::Sqlite;
use crate::clock::unix_milliseconds;
use crate::store::StoreFuture;
use crate::store::error::StoreError;
use crate::store::group_commit::Row as NewRow;
use crate::store::outbox::{Channel, Left, Outbox, Task};

/// Adds what is to be told of a submission, in the transaction that has just stored it.
///
/// # Errors
/// [`StoreError`].
pub async fn add(connection: &mut SqliteConnection, row: &NewRow) -> Result<(), StoreError> {
    const ADD: &str = "INSERT INTO outbox (submission, channel, added_at, next_at) VALUES (?1, ?2, ?3, ?3)";
    for channel in &row.to_tell {
        let query = sqlx::query(ADD).bind(row.id.as_str()).bind(channel.name()).bind(unix_milliseconds());
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

impl Outbox for Sqlite {
    fn take(&self, channel: Channel, now: i64, until: i64) -> StoreFuture<'_, Option<Task>> {
        const TURN: &str =
            "SELECT number FROM outbox WHERE channel = ? AND next_at <= ? ORDER BY next_at, number LIMIT 1";
        const TAKE: &str = "UPDATE outbox SET next_at = ?, tries = tries + 1 WHERE number = ? AND next_at <= ?
            RETURNING number, submission, added_at, tries - 1 AS tries";
        Box::pin(async move {
            let mut lent = self.connection.lend().await?;
            // Most often there is nothing, and then nothing is written.
            let turn: Option<i64> =
                sqlx::query_scalar(TURN).bind(channel.name()).bind(now).fetch_optional(&mut *lent).await?;
            let row = match turn {
                Some(number) => sqlx::query(TAKE).bind(until).bind(number).bind(now).fetch_optional(&mut *lent).await?,
                None => None,
            };
            lent.give_back()?;
            let Some(row) = row else { return Ok(None) };
            let submission: String = row.try_get("submission")?;
            let submission = submission.try_into().map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
            let (number, added_at, tries) = (row.try_get("number")?, row.try_get("added_at")?, row.try_get("tries")?);
            Ok(Some(Task { number, submission, added_at, tries }))
        })
    }

    fn done(&self, number: i64) -> StoreFuture<'_, ()> {
        Box::pin(async move {
            let mut lent = self.connection.lend().await?;
            sqlx::query("DELETE FROM outbox WHERE number = ?").bind(number).execute(&mut *lent).await?;
            lent.give_back()
        })
    }

    fn put_off(&self, number: i64, until: Option<i64>) -> StoreFuture<'_, ()> {
        Box::pin(async move {
            let put_off = sqlx::query("UPDATE outbox SET next_at = ? WHERE number = ?").bind(until).bind(number);
            let mut lent = self.connection.lend().await?;
            put_off.execute(&mut *lent).await?;
            lent.give_back()
        })
    }

    /// A copy of an earlier receiver has no such table, and nothing to tell.
    fn left(&self, channel: Channel) -> StoreFuture<'_, Left> {
        const HAS_TABLE: &str = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'outbox'";
        const LEFT: &str = "SELECT count(next_at), count(*) - count(next_at) FROM outbox WHERE channel = ?";
        Box::pin(async move {
            let mut lent = self.connection.lend().await?;
            let has_table: i64 = sqlx::query_scalar(HAS_TABLE).fetch_one(&mut *lent).await?;
            let (waiting, given_up) = match has_table {
                0 => (0, 0),
                _ => sqlx::query_as(LEFT).bind(channel.name()).fetch_one(&mut *lent).await?,
            };
            lent.give_back()?;
            Ok(Left { waiting, given_up })
        })
    }
}
