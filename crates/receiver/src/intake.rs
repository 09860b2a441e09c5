//! Takes a submission: checks it with the page's own rules, and stores it. It knows nothing of HTTP.

pub mod marks;
pub mod outcome;
pub mod posted;

use consultation::content::Content;
use consultation::content::updates::Revision;
use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::Submission;
use consultation::delivery::wire;
use consultation::form::rules::Checked;
use consultation::purpose::Purpose;

use crate::clock::Clock;
use crate::digest::{self, Sha256Digest};
use crate::store::Store;
use crate::store::submission::{Inserted, NewSubmission, StoredReceipt};
use outcome::{Accepted, Rejected};
use posted::{Envelope, PostedSubmission};

/// What takes submissions.
#[derive(Clone, Copy, Debug)]
pub struct Intake<'a> {
    /// The forms.
    pub content: &'a Content,
    /// What keeps the submissions.
    pub store: &'a dyn Store,
    /// The time.
    pub clock: &'a Clock,
}

impl Intake<'_> {
    /// Takes a submission.
    ///
    /// # Errors
    /// [`Rejected`]; nothing new is stored then.
    pub async fn accept(
        self,
        purpose: Purpose,
        posted: &PostedSubmission,
        envelope: Envelope,
    ) -> Result<Accepted, Rejected> {
        let form = purpose.form(self.content).ok_or(Rejected::NoSuchForm)?;
        let digest = posted.digest(purpose, form);
        match posted.check(form) {
            Ok(checked) => self.insert(purpose, posted, envelope, &checked, digest).await,
            // What was stored under older rules and is sent again, since its receipt got lost, still has its receipt.
            Err(problems) => match self.store.receipt(&posted.id).await? {
                Some(before) if before.digest == digest => Ok(Accepted::Again(before.receipt)),
                _ => Err(Rejected::ProblemsFound(problems)),
            },
        }
    }

    /// Looks at a submission without taking it: the receipt, where it is stored already.
    ///
    /// # Errors
    /// [`Rejected`], as it would be.
    pub async fn look(self, purpose: Purpose, posted: &PostedSubmission) -> Result<Option<Receipt>, Rejected> {
        let form = purpose.form(self.content).ok_or(Rejected::NoSuchForm)?;
        let digest = posted.digest(purpose, form);
        match self.store.receipt(&posted.id).await? {
            Some(before) if before.digest == digest => Ok(Some(before.receipt)),
            _ => posted.check(form).map(|_| None).map_err(Rejected::ProblemsFound),
        }
    }

    async fn insert(
        self,
        purpose: Purpose,
        posted: &PostedSubmission,
        envelope: Envelope,
        answers: &Checked,
        digest: Sha256Digest,
    ) -> Result<Accepted, Rejected> {
        let received_at = self.clock.now();
        let new = NewSubmission {
            id: &posted.id,
            purpose,
            revision: posted.revision,
            content_sha256: &posted.content_sha256,
            received_at,
            marks: marks::of(purpose, posted.revision, received_at, envelope, self.content),
            amendment: posted.amendment.as_ref(),
            posted_as: envelope.posted_as,
            answers,
            digest,
            body_digest: envelope.body_digest.unwrap_or_else(|| digest_of_form(posted, answers)),
        };
        match self.store.insert(&new).await? {
            Inserted::New(receipt) => Ok(Accepted::New(receipt)),
            Inserted::IdTaken(before) => again(before, digest),
            Inserted::NothingToWithdraw => Err(Rejected::NothingToWithdraw),
        }
    }
}

/// A browser's own form is proved by the bytes that the page's program would have sent.
fn digest_of_form(posted: &PostedSubmission, answers: &Checked) -> Sha256Digest {
    let revision = Revision { number: posted.revision, sha256: posted.content_sha256.clone() };
    let submission = Submission::new(posted.id.clone(), revision, answers.clone()).amending(posted.amendment.clone());
    digest::of_bytes(wire::body(&submission).as_bytes())
}

fn again(before: StoredReceipt, digest: Sha256Digest) -> Result<Accepted, Rejected> {
    let StoredReceipt { receipt, digest: stored, .. } = before;
    let is_the_same = stored == digest;
    if is_the_same { Ok(Accepted::Again(receipt)) } else { Err(Rejected::OtherWords { reference: receipt.reference }) }
}
