//! A submission on its way into a store, and as it comes out of one again.

use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::{Amendment, SubmissionId};
use consultation::form::answers::Answers;
use consultation::purpose::Purpose;
use consultation::time::instant::Instant;
use serde::Serialize;

use super::outbox::Channel;
use crate::digest::{Sha256Digest, in_hexadecimal};
use crate::sealed::Sealed;

/// A submission that is to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewSubmission<'a> {
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
    pub marks: Marks,
    /// What it does to an earlier one, if anything.
    pub amendment: Option<&'a Amendment>,
    /// How it was posted.
    pub posted_as: PostedAs,
    /// What was answered.
    pub answers: &'a Answers,
    /// The same, sealed: then the answers are none.
    pub sealed: Option<&'a Sealed>,
    /// The digest of form, revision and answers.
    pub digest: Sha256Digest,
    /// The digest of the bytes that arrived.
    pub body_digest: Sha256Digest,
    /// How others are told of it once it is stored: each way at most once.
    pub to_tell: &'a [Channel],
}

/// A submission that was stored. In JSON it is one element of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoredSubmission {
    /// Its number in the order of arrival.
    #[serde(skip)]
    pub sequence: i64,
    /// The sender's id for it, which opens the receipt: it is in no output.
    #[serde(skip)]
    pub id: SubmissionId,
    /// The form that was answered.
    #[serde(skip)]
    pub purpose: Purpose,
    /// The digest of form, revision and answers, from when it was stored.
    #[serde(skip)]
    pub digest: Sha256Digest,
    /// The digest of the bytes that arrived; none of what came before that was kept.
    #[serde(skip)]
    pub body_digest: Option<Sha256Digest>,
    /// What the person can quote.
    pub reference: String,
    /// When it was stored, by the receiver's clock.
    pub received_at: Instant,
    /// What is unusual about it.
    #[serde(flatten)]
    pub marks: Marks,
    /// The first of those with the same words, where each came soon after the one before.
    pub likely_repeat_of: Option<String>,
    /// What it does to an earlier one.
    #[serde(flatten)]
    pub standing: Standing,
    /// The revision of the content that the sender saw.
    pub revision: u32,
    /// The digest of that content's file, as the sender says; empty where the sender says none.
    pub content_sha256: String,
    /// How it was posted.
    pub posted_as: PostedAs,
    /// What was answered.
    pub answers: Answers,
    /// The same, sealed: then the answers are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Sealed>,
    /// What a sealed one is bound to: the digest of its id, which no export has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_sha256: Option<String>,
}

/// A row as it is read back.
pub type ReadRow = Result<StoredSubmission, DamagedRow>;

/// A row that cannot be read back. This program would not have written it, and the rows beside it are as good as ever.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the row of the reference {reference} is damaged")]
pub struct DamagedRow {
    /// Its number in the order of arrival.
    pub sequence: i64,
    /// The form that was answered.
    pub purpose: Purpose,
    /// What the person can quote; its number, where that cannot be read.
    pub reference: String,
    /// The sender's id for it, where that can be read.
    pub id: Option<SubmissionId>,
}

/// Which of the submissions that amend one another counts: the last one in time, or the last where none was in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The reference of the earlier one that it replaces, or withdraws.
    pub amends: Option<String>,
    /// Whether it withdraws that.
    pub withdraws: bool,
    /// Whether it counts.
    pub counts: bool,
    /// The reference of the one that decides instead; none where it decides itself.
    pub decided_by: Option<String>,
    /// Whether the one that decides withdraws them all.
    #[serde(skip)]
    pub is_withdrawn: bool,
}

/// The receipt of a submission that was stored, and what tells whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReceipt {
    /// The receiver's word that it is stored.
    pub receipt: Receipt,
    /// The form that was answered.
    pub purpose: Purpose,
    /// The digest of form, revision and answers.
    pub digest: Sha256Digest,
}

/// What became of a submission that was to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inserted {
    /// It was stored now.
    New(Receipt),
    /// Something was stored before under its id; the digest tells whether it is the same.
    IdTaken(StoredReceipt),
    /// It withdraws what was never stored.
    NothingToWithdraw,
}

/// What is unusual about a submission. None is refused for these: whoever reads it weighs them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Marks {
    /// It came before the opening moment.
    pub early: bool,
    /// It came at or after the closing moment.
    pub late: bool,
    /// It answers a revision of the content that is not known here, so no rule has checked it.
    pub unknown_revision: bool,
    /// Nothing said which site it was posted from: an old browser, or no browser.
    pub unstated_origin: bool,
    /// A program seems to have sent it: somebody looks at it before it is read with the others.
    pub held: bool,
    /// It is to replace one that was never stored. The database finds that.
    pub unknown_earlier: bool,
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

impl NewSubmission<'_> {
    /// Its receipt, once it is stored under this reference, with that of the earlier one that it amends.
    pub fn receipt(&self, reference: &str, amends: Option<String>) -> Receipt {
        Receipt {
            id: self.id.clone(),
            reference: reference.to_owned(),
            received_at: self.received_at,
            late: self.marks.late,
            body_sha256: Some(in_hexadecimal(&self.body_digest)),
            amends,
            takes_changes: true,
        }
    }
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
