//! The table of what others are still to be told.

use sqlx::Row;
use sqlx::postgres::PgConnection;

use super::Postgres;
use super::connections::FEW_ROWS;
use crate::clock::unix_milliseconds;
use crate::store::StoreFuture;
use crate::store::error::StoreError;
use crate::store::group_commit::Row as NewRow;
use crate::store::outbox::{Channel, Left, Outbox, Task};

/// Adds what is to be told of a submission, in the transaction that has just stored it.
///
/// # Errors
/// [`StoreError`].
pub async fn add(connection: &mut PgConnection, row: &NewRow) -> Result<(), StoreError> {
    const ADD: &str = "INSERT INTO outbox (submission, channel, added_at, next_at) VALUES ($1, $2, $3, $3)";
    for channel in &row.to_tell {
        let query = sqlx::query(ADD).bind(row.id.as_str()).bind(channel.name()).bind(unix_milliseconds());
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

impl Outbox for Postgres {
    /// Of several receivers that ask at once, each gets another one.
    fn take(&self, channel: Channel, now: i64, until: i64) -> StoreFuture<'_, Option<Task>> {
        const TAKE: &str = "UPDATE outbox SET next_at = $3, tries = tries + 1 WHERE number =
                (SELECT number FROM outbox WHERE channel = $1 AND next_at <= $2
                    ORDER BY next_at, number LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING number, submission, added_at, tries - 1 AS tries";
        Box::pin(self.connections.within(FEW_ROWS, async move |connection| {
            let query = sqlx::query(TAKE).bind(channel.name()).bind(now).bind(until);
            let Some(row) = query.fetch_optional(connection).await? else { return Ok(None) };
            let submission: String = row.try_get("submission")?;
            let submission = submission.try_into().map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
            let tries: i32 = row.try_get("tries")?;
            let tries = tries.try_into().map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
            Ok(Some(Task { number: row.try_get("number")?, submission, added_at: row.try_get("added_at")?, tries }))
        }))
    }

    fn done(&self, number: i64) -> StoreFuture<'_, ()> {
        Box::pin(self.connections.within(FEW_ROWS, async move |connection| {
            sqlx::query("DELETE FROM outbox WHERE number = $1").bind(number).execute(connection).await?;
            Ok(())
        }))
    }

    fn put_off(&self, number: i64, until: Option<i64>) -> StoreFuture<'_, ()> {
        Box::pin(self.connections.within(FEW_ROWS, async move |connection| {
            let put_off = sqlx::query("UPDATE outbox SET next_at = $1 WHERE number = $2").bind(until).bind(number);
            put_off.execute(connection).await?;
            Ok(())
        }))
    }

    fn left(&self, channel: Channel) -> StoreFuture<'_, Left> {
        const LEFT: &str = "SELECT count(next_at), count(*) - count(next_at) FROM outbox WHERE channel = $1";
        Box::pin(self.connections.within(FEW_ROWS, async move |connection| {
            let (waiting, given_up) = sqlx::query_as(LEFT).bind(channel.name()).fetch_one(connection).await?;
            Ok(Left { waiting, given_up })
        }))
    }
}
