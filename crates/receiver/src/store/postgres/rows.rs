//! Finds rows in the database.

use std::ops::Range;

use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use sqlx::PgExecutor;
use sqlx::postgres::PgRow;

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
                    AND others.sequence <= $1
                ORDER BY others.late, others.sequence DESC LIMIT 1) "
    };
}

/// The receipt of what was stored under an id.
///
/// # Errors
/// [`StoreError`].
pub async fn receipt(database: impl PgExecutor<'_>, id: &SubmissionId) -> Result<Option<StoredReceipt>, StoreError> {
    const RECEIPT: &str =
        "SELECT reference, received_at, late, form, digest, body_digest, amends FROM submissions WHERE id = $1";
    let row = sqlx::query(RECEIPT).bind(id.as_str()).fetch_optional(database).await?;
    row.map(|row| rows::receipt(&row, id)).transpose()
}

/// What was stored under an id.
///
/// # Errors
/// [`StoreError`].
pub async fn of_id(database: impl PgExecutor<'_>, id: &SubmissionId) -> Result<Option<StoredSubmission>, StoreError> {
    const OF_ID: &str = concat!(select_standing!(), "WHERE submissions.id = $2");
    let row = sqlx::query(OF_ID).bind(i64::MAX).bind(id.as_str()).fetch_optional(database).await?;
    row.as_ref().map(rows::submission).transpose()
}

/// The number of the last row; 0 where there is none.
///
/// # Errors
/// [`StoreError`].
pub async fn last(database: impl PgExecutor<'_>) -> Result<i64, StoreError> {
    let last = sqlx::query_scalar("SELECT coalesce(max(sequence), 0) FROM submissions");
    Ok(last.fetch_one(database).await?)
}

/// The first rows of one form after the start of a range of numbers, up to its end.
///
/// # Errors
/// [`StoreError`].
pub async fn next(
    database: impl PgExecutor<'_>,
    purpose: Purpose,
    numbers: Range<i64>,
    at_most: i64,
) -> Result<Vec<PgRow>, StoreError> {
    const NEXT: &str = concat!(
        select_standing!(),
        "WHERE submissions.form = $2 AND submissions.sequence > $3 AND submissions.sequence <= $1
            ORDER BY submissions.sequence LIMIT $4"
    );
    let query = sqlx::query(NEXT).bind(numbers.end).bind(purpose.name()).bind(numbers.start).bind(at_most);
    Ok(query.fetch_all(database).await?)
}
