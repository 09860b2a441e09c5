//! What is stored: one row of the database, and how it is read back.

use consultation::answers::Answers;
use consultation::instant::Instant;
use consultation::receipt::Receipt;
use consultation::rules::Checked;
use consultation::submission::SubmissionId;
use serde::Serialize;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::StoreError;
use crate::digest::Sha256Digest;
use crate::purpose::Purpose;

/// What arrived and is to be stored. Only checked answers become one.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The sender's id for it.
    pub id: &'a SubmissionId,
    /// The form that was answered.
    pub purpose: Purpose,
    /// The revision of the content that the sender saw.
    pub revision: u32,
    /// The digest of that content's file, as the sender says.
    pub content_sha256: &'a str,
    /// When it arrived.
    pub received_at: Instant,
    /// What is unusual about it.
    pub noticed: Noticed,
    /// How it was posted.
    pub posted_as: PostedAs,
    /// What was answered.
    pub answers: &'a Checked,
    /// The digest of form, revision and answers.
    pub digest: Sha256Digest,
}

/// What was stored. In JSON it is one element of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The number of its row.
    #[serde(skip)]
    pub sequence: i64,
    /// What the person can quote.
    pub reference: String,
    /// The sender's id for it. Who knows it can read the receipt, so no export has it.
    #[serde(skip)]
    pub id: SubmissionId,
    /// When it was stored, by the receiver's clock.
    pub received_at: Instant,
    /// What is unusual about it.
    #[serde(flatten)]
    pub noticed: Noticed,
    /// The first of the rows with the same words, where each came soon after the one before.
    pub likely_repeat_of: Option<String>,
    /// The revision of the content that the sender saw.
    pub revision: u32,
    /// The digest of that content's file, as the sender says; empty where the sender says none.
    pub content_sha256: String,
    /// How it was posted.
    pub posted_as: PostedAs,
    /// The form that was answered.
    #[serde(skip)]
    pub purpose: Purpose,
    /// What was answered.
    pub answers: Answers,
}

/// What the receiver noticed about a submission. It refuses none for these: whoever reads it weighs them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Noticed {
    /// It came before the opening moment.
    pub early: bool,
    /// It came at or after the closing moment.
    pub late: bool,
    /// It answers a revision of the content that was never published.
    pub unknown_revision: bool,
    /// Nothing said which site it was posted from: an old browser, or no browser.
    pub unstated_origin: bool,
}

/// How a submission was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PostedAs {
    /// By the page's program.
    Json,
    /// By a browser's own form, with scripts off.
    Form,
}

impl PostedAs {
    /// The name in the database and in exports.
    pub fn name(self) -> &'static str {
        match self {
            PostedAs::Json => "json",
            PostedAs::Form => "form",
        }
    }
}

impl Arrival<'_> {
    pub(super) fn answers_as_json(&self) -> String {
        serde_json::to_string(self.answers.answers()).expect("strings, lists and booleans are always JSON")
    }
}

impl Entry {
    /// The receiver's word that it is stored.
    pub fn receipt(&self) -> Receipt {
        Receipt {
            id: self.id.clone(),
            reference: self.reference.clone(),
            received_at: self.received_at,
            late: self.noticed.late,
        }
    }

    pub(super) fn read(row: &SqliteRow) -> Result<Self, StoreError> {
        let reference: String = row.try_get("reference")?;
        Self::read_as(row, &reference)?.ok_or(StoreError::Damaged { reference })
    }

    /// `None` where a value is not what this program writes.
    fn read_as(row: &SqliteRow, reference: &str) -> Result<Option<Self>, sqlx::Error> {
        let text = |column: &str| row.try_get::<String, _>(column);
        let (id, received_at) = (SubmissionId::try_from(text("id")?), text("received_at")?.parse());
        let answers = serde_json::from_str(&text("answers")?);
        let (Ok(id), Ok(received_at), Ok(answers)) = (id, received_at, answers) else {
            return Ok(None);
        };
        Ok(Some(Self {
            sequence: row.try_get("sequence")?,
            reference: reference.to_owned(),
            id,
            received_at,
            noticed: Noticed {
                early: row.try_get("early")?,
                late: row.try_get("late")?,
                unknown_revision: row.try_get("unknown_revision")?,
                unstated_origin: row.try_get("unstated_origin")?,
            },
            likely_repeat_of: row.try_get("likely_repeat_of")?,
            revision: row.try_get("revision")?,
            content_sha256: text("content_sha256")?,
            posted_as: if text("posted_as")? == PostedAs::Form.name() { PostedAs::Form } else { PostedAs::Json },
            purpose: if text("form")? == Purpose::Feedback.name() { Purpose::Feedback } else { Purpose::Submission },
            answers,
        }))
    }
}

pub(super) fn digest(row: &SqliteRow) -> Result<Sha256Digest, sqlx::Error> {
    let bytes: &[u8] = row.try_get("digest")?;
    bytes.try_into().map_err(|error| sqlx::Error::Decode(Box::new(error)))
}
