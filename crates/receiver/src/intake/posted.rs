//! A submission as it was posted: read, but not checked.

use consultation::delivery::submission::SubmissionId;
use consultation::form::answers::Answers;

use crate::digest::Sha256Digest;
use crate::store::submission::PostedAs;

/// The most answers that are read. No form has more questions, and each answer costs a search through those before it:
/// a body of 2 MiB with nothing but answers would keep a processor busy for minutes.
pub const MAX_ANSWERS: usize = 1000;

/// A submission as it was posted: read, but not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedSubmission {
    /// The sender's id for it.
    pub id: SubmissionId,
    /// The revision of the content that the sender saw.
    pub revision: u32,
    /// SHA-256 of that content's file, as the sender says; empty where the sender says none.
    pub content_sha256: String,
    /// What was answered.
    pub answers: Answers,
}

/// What is known of a submission besides what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// How it was posted.
    pub posted_as: PostedAs,
    /// Whether nothing said which site it was posted from.
    pub unstated_origin: bool,
    /// The digest of the bytes that a program posted; none of a browser's own form, whose bytes nobody sees.
    pub body_digest: Option<Sha256Digest>,
}
