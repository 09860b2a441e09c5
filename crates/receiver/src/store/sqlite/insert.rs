//! Stores a submission in one transaction. The database alone decides whether its id is new, so that no two requests
//! can both store it.

use consultation::delivery::submission::Amendment;
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
    let earlier = earlier(&mut lent, new).await?;
    let inserted = match insert_row(&mut lent, new, reference, earlier.as_ref()).await? {
        Some(true) => Inserted::New(new.receipt(reference, earlier.map(|earlier| earlier.reference))),
        Some(false) => Inserted::IdTaken(rows::receipt(&mut lent, new.id).await?.ok_or(sqlx::Error::RowNotFound)?),
        None => Inserted::NothingToWithdraw,
    };
    lent.execute(COMMIT).await?;
    lent.give_back()?;
    connection.count();
    Ok(inserted)
}

/// What a submission amends.
struct Earlier {
    reference: String,
    first: String,
}

async fn earlier(connection: &mut SqliteConnection, new: &NewSubmission<'_>) -> Result<Option<Earlier>, StoreError> {
    const EARLIER: &str =
        "SELECT reference, coalesce(first, reference) FROM submissions WHERE id = ? AND form = ? AND NOT withdraws";
    let Some(amendment) = new.amendment else { return Ok(None) };
    let query = sqlx::query_as(EARLIER).bind(amendment.earlier().as_str()).bind(new.purpose.name());
    let found: Option<(String, String)> = query.fetch_optional(connection).await?;
    Ok(found.map(|(reference, first)| Earlier { reference, first }))
}

/// Whether a row was added; none where there is nothing to withdraw.
async fn insert_row(
    connection: &mut SqliteConnection,
    new: &NewSubmission<'_>,
    reference: &str,
    earlier: Option<&Earlier>,
) -> Result<Option<bool>, StoreError> {
    const INSERT: &str = "INSERT INTO submissions (id, reference, form, revision, content_sha256, received_at, early,
            late, unknown_revision, unstated_origin, likely_repeat_of, amends, withdraws, unknown_earlier, first,
            posted_as, digest, body_digest, answers)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
    let withdraws = matches!(new.amendment, Some(Amendment::Withdraws(_)));
    if withdraws && earlier.is_none() {
        return Ok(None);
    }
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
        .bind(earlier.map(|earlier| &earlier.reference))
        .bind(withdraws)
        .bind(new.amendment.is_some() && earlier.is_none())
        .bind(earlier.map(|earlier| &earlier.first))
        .bind(new.posted_as.name())
        .bind(new.digest.as_slice())
        .bind(new.body_digest.as_slice())
        .bind(serde_json::to_string(new.answers.answers()).expect("strings, lists and booleans are always JSON"));
    Ok(Some(query.execute(connection).await?.rows_affected() == 1))
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
