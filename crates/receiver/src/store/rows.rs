//! Reads a row, of whatever database. One that this program would not have written is an error, and never shown in part.

use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use sqlx::Row;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use super::error::StoreError;
use super::submission::{DamagedRow, Marks, PostedAs, ReadRow, Standing, StoredReceipt, StoredSubmission};
use crate::digest::in_hexadecimal;
use crate::sealed::{Sealed, digest_of_id};

/// How many rows an export holds in memory at once.
pub const ROWS_AT_ONCE: i64 = 100;

/// The columns of a row, by their names. A copy of an earlier release lacks some: what a row may have, and yes or no, was not
/// there then.
pub trait Columns {
    /// Text that every row has.
    fn text(&self, column: &str) -> Result<String, sqlx::Error>;
    /// Text that a row may have.
    fn perhaps_text(&self, column: &str) -> Result<Option<String>, sqlx::Error>;
    /// Yes or no.
    fn flag(&self, column: &str) -> Result<bool, sqlx::Error>;
    /// A whole number.
    fn number(&self, column: &str) -> Result<i64, sqlx::Error>;
    /// Bytes that a row may have.
    fn bytes(&self, column: &str) -> Result<Option<Vec<u8>>, sqlx::Error>;
}

macro_rules! have_columns {
    ($($row:ty),*) => {$(
        impl Columns for $row {
            fn text(&self, column: &str) -> Result<String, sqlx::Error> {
                self.try_get(column)
            }

            fn perhaps_text(&self, column: &str) -> Result<Option<String>, sqlx::Error> {
                or_not_there(self.try_get(column))
            }

            fn flag(&self, column: &str) -> Result<bool, sqlx::Error> {
                or_not_there(self.try_get(column))
            }

            fn number(&self, column: &str) -> Result<i64, sqlx::Error> {
                self.try_get(column)
            }

            fn bytes(&self, column: &str) -> Result<Option<Vec<u8>>, sqlx::Error> {
                or_not_there(self.try_get(column))
            }
        }
    )*};
}
have_columns!(SqliteRow, PgRow);

fn or_not_there<T: Default>(read: Result<T, sqlx::Error>) -> Result<T, sqlx::Error> {
    match read {
        Err(sqlx::Error::ColumnNotFound(_)) => Ok(T::default()),
        read => read,
    }
}

/// The submission in a row, or which row it is that cannot be read back.
///
/// # Errors
/// [`StoreError`], where it is not the row that fails.
pub fn perhaps_damaged(row: &impl Columns) -> Result<ReadRow, StoreError> {
    match submission(row) {
        Err(StoreError::Damaged { .. } | StoreError::Database(sqlx::Error::ColumnDecode { .. })) => {
            Ok(Err(damaged(row)?))
        }
        read => Ok(Ok(read?)),
    }
}

fn damaged(row: &impl Columns) -> Result<DamagedRow, StoreError> {
    let sequence = row.number("sequence")?;
    let reference = row.text("reference").unwrap_or_else(|_| format!("(number {sequence})"));
    let id = row.text("id").ok().and_then(|id| id.try_into().ok());
    Ok(DamagedRow { sequence, purpose: purpose(row)?, reference, id })
}

/// The submission in a row.
///
/// # Errors
/// [`StoreError`].
pub fn submission(row: &impl Columns) -> Result<StoredSubmission, StoreError> {
    let reference = row.text("reference")?;
    let (received_at, answers) = (row.text("received_at")?.parse(), serde_json::from_str(&row.text("answers")?));
    let (id, digest) = (row.text("id")?.try_into(), row.bytes("digest")?.unwrap_or_default().try_into());
    let (Ok(received_at), Ok(answers), Ok(id), Ok(digest)) = (received_at, answers, id, digest) else {
        return Err(StoreError::Damaged { reference });
    };
    let sealed = row.perhaps_text("sealed")?.map(Sealed::stored).transpose();
    let (Ok(sealed), Ok(revision)) = (sealed, row.number("revision")?.try_into()) else {
        return Err(StoreError::Damaged { reference });
    };
    let id_sha256 = sealed.is_some().then(|| digest_of_id(SubmissionId::as_str(&id)));
    Ok(StoredSubmission {
        sequence: row.number("sequence")?,
        id,
        purpose: purpose(row)?,
        digest,
        body_digest: row.bytes("body_digest")?.and_then(|digest| digest.try_into().ok()),
        reference,
        received_at,
        marks: marks(row)?,
        likely_repeat_of: row.perhaps_text("likely_repeat_of")?,
        standing: standing(row)?,
        revision,
        content_sha256: row.text("content_sha256")?,
        posted_as: if row.text("posted_as")? == PostedAs::Form.name() { PostedAs::Form } else { PostedAs::Json },
        answers,
        sealed,
        id_sha256,
    })
}

/// The receipt in a row.
///
/// # Errors
/// [`StoreError`].
pub fn receipt(row: &impl Columns, id: &SubmissionId) -> Result<StoredReceipt, StoreError> {
    let reference = row.text("reference")?;
    let digest = row.bytes("digest")?.unwrap_or_default();
    let (Ok(received_at), Ok(digest)) = (row.text("received_at")?.parse(), digest.try_into()) else {
        return Err(StoreError::Damaged { reference });
    };
    let body_digest = row.bytes("body_digest")?;
    let body_sha256 = body_digest.and_then(|digest| digest.try_into().ok()).map(|digest| in_hexadecimal(&digest));
    let receipt = Receipt {
        id: id.clone(),
        reference,
        received_at,
        late: row.flag("late")?,
        body_sha256,
        amends: row.perhaps_text("amends")?,
        takes_changes: true,
    };
    Ok(StoredReceipt { receipt, purpose: purpose(row)?, digest })
}

fn purpose(row: &impl Columns) -> Result<Purpose, sqlx::Error> {
    let is_feedback = row.text("form")? == Purpose::Feedback.name();
    Ok(if is_feedback { Purpose::Feedback } else { Purpose::Submission })
}

fn standing(row: &impl Columns) -> Result<Standing, sqlx::Error> {
    // These two are of the row that decides; a damaged one takes no other with it.
    let decided_by = row.text("decided_by").unwrap_or_default();
    let is_withdrawn = row.flag("is_withdrawn").unwrap_or_default();
    let decides = row.text("reference")? == decided_by;
    Ok(Standing {
        amends: row.perhaps_text("amends")?,
        withdraws: row.flag("withdraws")?,
        counts: decides && !is_withdrawn,
        decided_by: (!decides).then_some(decided_by),
        is_withdrawn,
    })
}

fn marks(row: &impl Columns) -> Result<Marks, sqlx::Error> {
    Ok(Marks {
        early: row.flag("early")?,
        late: row.flag("late")?,
        unknown_revision: row.flag("unknown_revision")?,
        unstated_origin: row.flag("unstated_origin")?,
        held: row.flag("held")?,
        unknown_earlier: row.flag("unknown_earlier")?,
    })
}
