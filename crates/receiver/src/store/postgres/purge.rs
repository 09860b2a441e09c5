//! Takes submissions out of the database for good. Afterwards the table's files have no byte of them; the server's write-ahead
//! log has, until it goes round, and so have its backups. What amends one another goes together.

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};

use super::PostgresAddress;
use super::connections::set_up;
use super::insert::TAKE_TURN;
use crate::store::error::StoreError;
use crate::store::purge::{Counted, Doomed, PurgeError, Rewrite};

/// Of receivers that purge one database at the same hour, one does: the others would each write it anew. The key is this
/// program's own: “receivep” in ASCII. The lock ends with the connection.
const ONE_AT_A_TIME: &str = "SELECT pg_try_advisory_lock(x'7265636569766570'::bigint)";

/// How many there are to go.
///
/// # Errors
/// [`StoreError`].
pub async fn count(address: &PostgresAddress, doomed: &Doomed) -> Result<Counted, StoreError> {
    let mut connection = open(address).await?;
    let forms = on_doomed(&mut connection, "SELECT form FROM submissions", "", doomed).await?;
    connection.close().await?;
    Ok(Counted::of(forms.iter().map(String::as_str)))
}

/// Takes them out in one transaction, and then their bytes out of the table's files. Receivers may run meanwhile; who sends
/// while the table is written anew waits, and may have to send again.
///
/// # Errors
/// [`PurgeError`].
pub async fn purge(address: &PostgresAddress, doomed: &Doomed, rewrite: Rewrite) -> Result<Counted, PurgeError> {
    let mut connection = open(address).await?;
    let forms = delete(&mut connection, doomed).await?;
    let unfinished = |error: sqlx::Error| PurgeError::Unfinished(error.into());
    if rewrite.is_due(forms.len()) {
        connection.execute("SET statement_timeout = 0").await.map_err(unfinished)?;
        connection.execute("VACUUM FULL submissions").await.map_err(unfinished)?;
    }
    connection.close().await.map_err(unfinished)?;
    Ok(Counted::of(forms.iter().map(String::as_str)))
}

async fn open(address: &PostgresAddress) -> Result<PgConnection, StoreError> {
    let mut connection = PgConnection::connect_with(address.options()).await?;
    set_up(&mut connection).await?;
    Ok(connection)
}

async fn delete(connection: &mut PgConnection, doomed: &Doomed) -> Result<Vec<String>, StoreError> {
    let is_alone: bool = sqlx::query_scalar(ONE_AT_A_TIME).fetch_one(&mut *connection).await?;
    if !is_alone {
        return Err(StoreError::PurgeUnderWay);
    }
    let mut transaction = connection.begin().await?;
    transaction.execute(TAKE_TURN).await?;
    let forms = on_doomed(&mut transaction, "DELETE FROM submissions", "RETURNING form", doomed).await?;
    transaction.commit().await?;
    Ok(forms)
}

/// Does something with them; gives their forms.
async fn on_doomed(
    connection: &mut PgConnection,
    what: &str,
    returning: &str,
    doomed: &Doomed,
) -> Result<Vec<String>, StoreError> {
    const BEFORE: &str = "(SELECT coalesce(first, reference) FROM submissions GROUP BY coalesce(first, reference)
        HAVING max(left(received_at, 10)) < $1)";
    const REFERENCE: &str = "(SELECT coalesce(first, reference) FROM submissions WHERE reference = $1)";
    let (which, value) = match doomed {
        Doomed::Before(day) => (BEFORE, day.to_string()),
        Doomed::Reference(reference) => (REFERENCE, reference.clone()),
    };
    let query = format!("{what} WHERE coalesce(first, reference) IN {which} {returning}");
    Ok(sqlx::query_scalar(AssertSqlSafe(query)).bind(value).fetch_all(connection).await?)
}
