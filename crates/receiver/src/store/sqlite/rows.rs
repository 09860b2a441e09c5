//! Reads rows of the database. A row that this program would not have written is an error, and never shown in part.

use std::ops::Range;

use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::digest::in_hexadecimal;
use crate::store::error::StoreError;
use crate::store::submission::{Marks, PostedAs, Standing, StoredReceipt, StoredSubmission};

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
    row.map(|row| receipt_in(&row, id)).transpose()
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
    row.as_ref().map(submission).transpose()
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

/// The submission in a row.
///
/// # Errors
/// [`StoreError`].
pub fn submission(row: &SqliteRow) -> Result<StoredSubmission, StoreError> {
    let reference: String = row.try_get("reference")?;
    let text = |column: &str| row.try_get::<String, _>(column);
    let (received_at, answers) = (text("received_at")?.parse(), serde_json::from_str(&text("answers")?));
    let (Ok(received_at), Ok(answers)) = (received_at, answers) else {
        return Err(StoreError::Damaged { reference });
    };
    Ok(StoredSubmission {
        sequence: row.try_get("sequence")?,
        reference,
        received_at,
        marks: marks(row)?,
        likely_repeat_of: row.try_get("likely_repeat_of")?,
        standing: standing(row)?,
        revision: row.try_get("revision")?,
        content_sha256: text("content_sha256")?,
        posted_as: if text("posted_as")? == PostedAs::Form.name() { PostedAs::Form } else { PostedAs::Json },
        answers,
    })
}

fn standing(row: &SqliteRow) -> Result<Standing, sqlx::Error> {
    let (reference, decided_by): (String, String) = (row.try_get("reference")?, row.try_get("decided_by")?);
    let (is_withdrawn, decides): (bool, bool) = (row.try_get("is_withdrawn")?, reference == decided_by);
    Ok(Standing {
        amends: row.try_get("amends")?,
        withdraws: row.try_get("withdraws")?,
        counts: decides && !is_withdrawn,
        decided_by: (!decides).then_some(decided_by),
        is_withdrawn,
    })
}

fn marks(row: &SqliteRow) -> Result<Marks, sqlx::Error> {
    Ok(Marks {
        early: row.try_get("early")?,
        late: row.try_get("late")?,
        unknown_revision: row.try_get("unknown_revision")?,
        unstated_origin: row.try_get("unstated_origin")?,
        unknown_earlier: row.try_get("unknown_earlier")?,
    })
}

fn receipt_in(row: &SqliteRow, id: &SubmissionId) -> Result<StoredReceipt, StoreError> {
    let (reference, received_at): (String, String) = (row.try_get("reference")?, row.try_get("received_at")?);
    let digest: &[u8] = row.try_get("digest")?;
    let (Ok(received_at), Ok(digest)) = (received_at.parse(), digest.try_into()) else {
        return Err(StoreError::Damaged { reference });
    };
    let body_digest: Option<&[u8]> = row.try_get("body_digest")?;
    let body_sha256 = body_digest.and_then(|digest| digest.try_into().ok()).map(in_hexadecimal);
    let receipt = Receipt {
        id: id.clone(),
        reference,
        received_at,
        late: row.try_get("late")?,
        body_sha256,
        amends: row.try_get("amends")?,
        takes_changes: true,
    };
    Ok(StoredReceipt { receipt, purpose: purpose(row)?, digest })
}

fn purpose(row: &SqliteRow) -> Result<Purpose, sqlx::Error> {
    let form: String = row.try_get("form")?;
    Ok(if form == Purpose::Feedback.name() { Purpose::Feedback } else { Purpose::Submission })
}
