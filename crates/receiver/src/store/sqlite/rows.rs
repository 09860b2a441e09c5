//! Finds rows in the database.

use std::ops::Range;

use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

use crate::store::error::StoreError;
use crate::store::rows;
use crate::store::submission::{StoredReceipt, StoredSubmission};

/// Everything of a row, with the reference of the one that decides among all that amend one another, and whether that
/// withdraws them: the last in time, or the last where none was in time, up to a number of rows.
macro_rules! select_standing {
    () => {
        "SELECT submissions.*, deciding.reference AS decided_by, deciding.withdraws AS is_withdrawn FROM submissions
            JOIN submissions AS deciding ON deciding.sequence = (SELECT sequence FROM submissions AS others
                WHERE coalesce(others.first, others.reference) = coalesce(submissions.first, submissions.reference)
                    AND others.sequence <= ?
                ORDER BY others.late, others.sequence DESC LIMIT 1) "
    };
}

/// The receipt of what was stored under an id.
///
/// # Errors
/// [`StoreError`].
pub async fn receipt(
    connection: &mut SqliteConnection,
    id: &SubmissionId,
) -> Result<Option<StoredReceipt>, StoreError> {
    const RECEIPT: &str =
        "SELECT reference, received_at, late, form, digest, body_digest, amends FROM submissions WHERE id = ?";
    let row = sqlx::query(RECEIPT).bind(id.as_str()).fetch_optional(connection).await?;
    row.map(|row| rows::receipt(&row, id)).transpose()
}

/// What was stored under an id.
///
/// # Errors
/// [`StoreError`].
pub async fn of_id(
    connection: &mut SqliteConnection,
    id: &SubmissionId,
) -> Result<Option<StoredSubmission>, StoreError> {
    const OF_ID: &str = concat!(select_standing!(), "WHERE submissions.id = ?");
    let row = sqlx::query(OF_ID).bind(i64::MAX).bind(id.as_str()).fetch_optional(connection).await?;
    row.as_ref().map(rows::submission).transpose()
}

/// Whether rows say which ones they amend: without that, nobody can tell which count.
///
/// # Errors
/// [`StoreError`].
pub async fn have_amendments(connection: &mut SqliteConnection) -> Result<bool, StoreError> {
    let column = sqlx::query_scalar("SELECT count(*) FROM pragma_table_info('submissions') WHERE name = 'first'");
    Ok(column.fetch_one(connection).await?)
}

/// The number of the last row; 0 where there is none.
///
/// # Errors
/// [`StoreError`].
pub async fn last(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let last = sqlx::query_scalar("SELECT coalesce(max(sequence), 0) FROM submissions");
    Ok(last.fetch_one(connection).await?)
}

/// The first rows of one form after the start of a range of numbers, up to its end.
///
/// # Errors
/// [`StoreError`].
pub async fn next(
    connection: &mut SqliteConnection,
    purpose: Purpose,
    numbers: Range<i64>,
    at_most: i64,
) -> Result<Vec<SqliteRow>, StoreError> {
    const NEXT: &str = concat!(
        select_standing!(),
        "WHERE submissions.form = ? AND submissions.sequence > ? AND submissions.sequence <= ?
            ORDER BY submissions.sequence LIMIT ?"
    );
    let query =
        sqlx::query(NEXT).bind(numbers.end).bind(purpose.name()).bind(numbers.start).bind(numbers.end).bind(at_most);
    Ok(query.fetch_all(connection).await?)
}
