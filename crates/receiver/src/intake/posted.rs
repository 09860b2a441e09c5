//! A submission as it was posted: read, but not checked.

use consultation::delivery::submission::{Amendment, SubmissionId};
use consultation::form::Form;
use consultation::form::answers::Answers;
use consultation::form::problem::Problem;
use consultation::form::rules::{self, Checked};
use consultation::purpose::Purpose;

use crate::digest::{self, Sha256Digest};
use crate::sealed::Sealed;
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
    /// What it does to an earlier one, if anything.
    pub amendment: Option<Amendment>,
    /// What was answered.
    pub answers: Answers,
    /// The same, sealed: then there are no answers here.
    pub sealed: Option<Sealed>,
}

impl PostedSubmission {
    /// Whether it withdraws an earlier one, and says nothing itself.
    pub fn is_withdrawal(&self) -> bool {
        matches!(self.amendment, Some(Amendment::Withdraws(_)))
    }

    /// What tells it from other words under the same id. What is sealed is sent again as it was, so its seal stands for its
    /// words.
    pub fn digest(&self, purpose: Purpose, form: &Form) -> Sha256Digest {
        let amendment = self.amendment.as_ref();
        match &self.sealed {
            Some(sealed) => digest::of_sealed(purpose, self.revision, amendment, sealed.as_str()),
            None => digest::of_answers(purpose, self.revision, amendment, &self.answers.normal(form)),
        }
    }

    /// Whether words came in the clear. Of a withdrawal there are none.
    pub fn is_clear(&self) -> bool {
        self.sealed.is_none() && !(self.is_withdrawal() && self.answers.is_blank())
    }

    /// Checks it with the page's own rules. A withdrawal answers nothing, whatever a form asks.
    ///
    /// # Errors
    /// Every problem.
    pub fn check(&self, form: &Form) -> Result<Checked, Vec<Problem>> {
        let is_empty_withdrawal = self.is_withdrawal() && self.answers.is_blank();
        if is_empty_withdrawal { Ok(Checked::nothing()) } else { rules::check(&self.answers, form) }
    }
}

/// What is known of a submission besides what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// How it was posted.
    pub posted_as: PostedAs,
    /// Whether nothing said which site it was posted from.
    pub unstated_origin: bool,
    /// Whether a program seems to have filled in a form for people.
    pub held: bool,
    /// The digest of the bytes that a program posted; none of a browser's own form, whose bytes nobody sees.
    pub body_digest: Option<Sha256Digest>,
}
