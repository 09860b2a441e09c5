//! Takes submissions out of the database for good: afterwards none of its files has a byte of them. What amends one another
//! goes together, so that a version that was replaced or withdrawn never counts again.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, SqliteConnection};

use super::SqliteAddress;
use super::connection::{BEGIN, COMMIT, of_the_receiver};
use crate::store::error::StoreError;
use crate::store::purge::{Counted, Doomed, PurgeError, Rewrite};

/// How many there are to go.
///
/// # Errors
/// [`StoreError`].
pub async fn count(address: &SqliteAddress, doomed: &Doomed) -> Result<Counted, StoreError> {
    let mut connection = open(address.options().clone().read_only(true)).await?;
    let rows = find(&mut connection, doomed).await?;
    connection.close().await?;
    Ok(Counted::of(rows.iter().map(|(_, form)| form.as_str())))
}

/// Takes them out in one transaction, and then their bytes out of the files. A receiver may run meanwhile: it finds its files
/// changed, looks into them, and goes on.
///
/// # Errors
/// [`PurgeError`].
pub async fn purge(address: &SqliteAddress, doomed: &Doomed, rewrite: Rewrite) -> Result<Counted, PurgeError> {
    let mut connection = open(address.options().clone().pragma("secure_delete", "ON")).await?;
    let rows = delete(&mut connection, doomed).await?;
    if rewrite.is_due(rows.len()) {
        overwrite(&mut connection).await.map_err(PurgeError::Unfinished)?;
    }
    connection.close().await.map_err(|error| PurgeError::Unfinished(error.into()))?;
    Ok(Counted::of(rows.iter().map(|(_, form)| form.as_str())))
}

async fn open(options: SqliteConnectOptions) -> Result<SqliteConnection, StoreError> {
    Ok(of_the_receiver(options.create_if_missing(false)).connect().await?)
}

async fn delete(connection: &mut SqliteConnection, doomed: &Doomed) -> Result<Vec<(i64, String)>, StoreError> {
    connection.execute(BEGIN).await?;
    let rows = find(connection, doomed).await?;
    for (sequence, _) in &rows {
        sqlx::query("DELETE FROM submissions WHERE sequence = ?").bind(sequence).execute(&mut *connection).await?;
    }
    connection.execute(COMMIT).await?;
    Ok(rows)
}

/// Number and form of each, those that amend before what they amend.
async fn find(connection: &mut SqliteConnection, doomed: &Doomed) -> Result<Vec<(i64, String)>, StoreError> {
    const OF_THOSE: &str = "SELECT sequence, form FROM submissions WHERE coalesce(first, reference) IN";
    const BEFORE: &str = "(SELECT coalesce(first, reference) FROM submissions GROUP BY coalesce(first, reference)
        HAVING max(substr(received_at, 1, 10)) < ?)";
    const REFERENCE: &str = "(SELECT coalesce(first, reference) FROM submissions WHERE reference = ?)";
    let (which, value) = match doomed {
        Doomed::Before(day) => (BEFORE, day.to_string()),
        Doomed::Reference(reference) => (REFERENCE, reference.clone()),
    };
    let query = format!("{OF_THOSE} {which} ORDER BY sequence DESC");
    Ok(sqlx::query_as(AssertSqlSafe(query)).bind(value).fetch_all(connection).await?)
}

/// Rows that were moved when SQLite split a page may have left copies that no deletion finds, so the whole file is written
/// anew; then the log, which has everything once more, is cut to nothing.
async fn overwrite(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    connection.execute("VACUUM").await?;
    let (is_busy, ..): (bool, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await?;
    if is_busy { Err(StoreError::LogInUse) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::store::sqlite::Sqlite;

    /// What SQLite asks of its own for each row that goes: sqlite.org/foreignkeys.html#fk_indexes
    const OF_EACH_ROW: [&str; 2] =
        ["SELECT rowid FROM submissions WHERE amends = ?", "SELECT rowid FROM outbox WHERE submission = ?"];

    #[tokio::test]
    async fn no_row_that_goes_makes_sqlite_read_all_others() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let address = format!("sqlite://{}", folder.path().join("s.db").display()).parse().expect("the path is plain");
        Sqlite::open(&address).await.expect("it opens").close().await;
        let mut connection = open(address.options().clone()).await.expect("it opens");
        for question in OF_EACH_ROW {
            let plan = sqlx::query_as(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {question}"))).bind("CFHK-7394");
            let (_, _, _, step): (i64, i64, i64, String) = plan.fetch_one(&mut connection).await.expect("it is told");
            assert!(step.starts_with("SEARCH") && step.contains("INDEX"), "{question}: {step}");
        }
    }

    /// The whole database is written anew, and beyond some megabytes not in the cache: in memory, or in a file elsewhere.
    #[tokio::test]
    async fn what_is_temporary_stays_in_memory() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let options = SqliteConnectOptions::new().filename(folder.path().join("s.db"));
        options.clone().create_if_missing(true).connect().await.expect("it is made").close().await.expect("it can");
        let mut connection = open(options).await.expect("it opens");
        let kept: i64 = sqlx::query_scalar("PRAGMA temp_store").fetch_one(&mut connection).await.expect("it is told");
        assert_eq!(kept, 2, "sqlite.org/pragma.html#pragma_temp_store");
    }
}
