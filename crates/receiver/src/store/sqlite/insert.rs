//! Stores a submission in one transaction. The database alone decides whether its id is new, so that no two requests
//! can both store it.

use sqlx::{Executor, SqliteConnection};

use super::connection::{BEGIN, COMMIT, Connection};
use super::rows;
use crate::store::error::StoreError;
use crate::store::submission::{Inserted, NewSubmission};

/// The same words so soon after the last time are likely sent by the same person: they went back, or were unsure.
/// People who send the same letter of a campaign within it are marked too, and lose nothing by that.
const REPEATS_WITHIN_SECONDS: i64 = 60 * 60;

/// Stores it under a reference, and makes the receipt of what was bound: only where the id is taken is a row read.
///
/// # Errors
/// [`StoreError`]; nothing is stored then.
pub async fn insert(connection: &Connection, new: &NewSubmission<'_>, reference: &str) -> Result<Inserted, StoreError> {
    let mut lent = connection.lend().await?;
    lent.execute(BEGIN).await?;
    let inserted = match insert_row(&mut lent, new, reference).await? {
        true => Inserted::New(new.receipt(reference)),
        false => Inserted::IdTaken(rows::receipt(&mut lent, new.id).await?.ok_or(sqlx::Error::RowNotFound)?),
    };
    lent.execute(COMMIT).await?;
    lent.give_back()?;
    connection.count();
    Ok(inserted)
}

/// Whether a row was added.
async fn insert_row(
    connection: &mut SqliteConnection,
    new: &NewSubmission<'_>,
    reference: &str,
) -> Result<bool, StoreError> {
    const INSERT: &str = "INSERT INTO submissions (id, reference, form, revision, content_sha256, received_at, early,
            late, unknown_revision, unstated_origin, likely_repeat_of, posted_as, digest, body_digest, answers)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
    let likely_repeat_of = first_with_the_same_words(connection, new).await?;
    let query = sqlx::query(INSERT)
        .bind(new.id.as_str())
        .bind(reference)
        .bind(new.purpose.name())
        .bind(new.revision)
        .bind(new.content_sha256)
        .bind(new.received_at.to_string())
        .bind(new.marks.early)
        .bind(new.marks.late)
        .bind(new.marks.unknown_revision)
        .bind(new.marks.unstated_origin)
        .bind(likely_repeat_of)
        .bind(new.posted_as.name())
        .bind(new.digest.as_slice())
        .bind(new.body_digest.as_slice())
        .bind(serde_json::to_string(new.answers.answers()).expect("strings, lists and booleans are always JSON"));
    Ok(query.execute(connection).await?.rows_affected() == 1)
}

/// The reference that a likely repeat is marked with. Only the last row of the same words is looked at: it knows the
/// first, and a letter of a campaign may have thousands.
async fn first_with_the_same_words(
    connection: &mut SqliteConnection,
    new: &NewSubmission<'_>,
) -> Result<Option<String>, StoreError> {
    const LAST: &str = "SELECT coalesce(likely_repeat_of, reference), unixepoch(received_at) FROM submissions
        WHERE digest = ? ORDER BY sequence DESC LIMIT 1";
    let last = sqlx::query_as(LAST).bind(new.digest.as_slice()).fetch_optional(connection).await?;
    let is_recent = |received: i64| new.received_at.unix_seconds() - received < REPEATS_WITHIN_SECONDS;
    Ok(last.filter(|(_, received)| is_recent(*received)).map(|(first, _): (String, i64)| first))
}

/// Whether an insert failed only because another submission has the reference.
pub fn is_reference_taken(error: &sqlx::Error) -> bool {
    let error = error.as_database_error();
    error.is_some_and(|error| error.is_unique_violation() && error.message().contains("submissions.reference"))
}
