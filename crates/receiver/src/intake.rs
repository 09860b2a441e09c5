//! Takes a submission: checks it with the page's own rules, and stores it. It knows nothing of HTTP.

pub mod marks;
pub mod outcome;
pub mod posted;

use std::sync::Arc;

use consultation::content::updates::Revision;
use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::Submission;
use consultation::delivery::wire;
use consultation::form::Form;
use consultation::form::answers::Answers;
use consultation::form::problem::Problem;
use consultation::form::rules::Checked;
use consultation::purpose::Purpose;

use crate::clock::Clock;
use crate::digest::{self, Sha256Digest};
use crate::outbox::{Outbox, acknowledgement};
use crate::published::Published;
use crate::store::Store;
use crate::store::outbox::Channel;
use crate::store::submission::{Inserted, Marks, NewSubmission, StoredReceipt};
use outcome::{Accepted, Rejected};
use posted::{Envelope, PostedSubmission};

/// What takes submissions.
#[derive(Clone, Copy, Debug)]
pub struct Intake<'a> {
    /// The forms, of every revision.
    pub published: &'a Published,
    /// What keeps the submissions.
    pub store: &'a dyn Store,
    /// The time.
    pub clock: &'a Clock,
    /// Who else is told.
    pub outbox: &'a Outbox,
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
        let form = self.form(purpose, posted)?;
        let digest = posted.digest(purpose, form);
        match self.examine(posted, form) {
            Ok(answers) => {
                self.insert(purpose, posted, envelope, &answers, digest, &self.to_tell(form, &answers, envelope)).await
            }
            // What was stored under older rules and is sent again, since its receipt got lost, still has its receipt.
            Err(problems) => match self.store.receipt(&posted.id).await? {
                Some(before) if before.digest == digest => Ok(Accepted::Again(before.receipt)),
                _ => Err(Rejected::ProblemsFound(problems)),
            },
        }
    }

    /// The form as its sender saw it; as it is now, where that is not known.
    fn form(self, purpose: Purpose, posted: &PostedSubmission) -> Result<&'static Form, Rejected> {
        let seen = self.published.seen(&posted.content_sha256).unwrap_or_else(|| self.published.now());
        purpose.form(&seen.content).map(Arc::as_ref).ok_or(Rejected::NoSuchForm)
    }

    /// Checks it by the rules of the revision that its sender saw. One of an unknown revision is taken as it is: nobody is
    /// refused because the page has changed. Of what is sealed, nobody here can know more than that it is.
    fn examine(self, posted: &PostedSubmission, form: &Form) -> Result<Examined, Vec<Problem>> {
        let is_known = self.published.seen(&posted.content_sha256).is_some();
        if posted.sealed.is_some() || !is_known && !posted.answers.is_blank() {
            return Ok(Examined::Unchecked(posted.answers.clone()));
        }
        posted.check(form).map(Examined::Checked)
    }

    /// Looks at a submission without taking it: the receipt, where it is stored already.
    ///
    /// # Errors
    /// [`Rejected`], as it would be.
    pub async fn look(self, purpose: Purpose, posted: &PostedSubmission) -> Result<Option<Receipt>, Rejected> {
        let form = self.form(purpose, posted)?;
        let digest = posted.digest(purpose, form);
        match self.store.receipt(&posted.id).await? {
            Some(before) if before.digest == digest => Ok(Some(before.receipt)),
            _ => self.examine(posted, form).map(|_| None).map_err(Rejected::ProblemsFound),
        }
    }

    /// How others are told: by mail where the person gave an address. What a program seems to have sent mails nobody: the
    /// address may be anybody's.
    fn to_tell(self, form: &Form, answers: &Examined, envelope: Envelope) -> Vec<Channel> {
        let has_address = || !envelope.held && acknowledgement::address(form, answers.answers()).is_some();
        let is_wanted = |channel: &Channel| match channel {
            Channel::Mail => has_address(),
            Channel::Webhook => true,
        };
        Channel::ALL.into_iter().filter(|channel| self.outbox.has(*channel)).filter(is_wanted).collect()
    }

    async fn insert(
        self,
        purpose: Purpose,
        posted: &PostedSubmission,
        envelope: Envelope,
        answers: &Examined,
        digest: Sha256Digest,
        to_tell: &[Channel],
    ) -> Result<Accepted, Rejected> {
        let (received_at, now) = (self.clock.now(), &self.published.now().content);
        let body_digest = envelope.body_digest.unwrap_or_else(|| digest_of_form(posted, answers, digest));
        let marks = marks::of(purpose, posted, received_at, envelope, now);
        let is_known = self.published.seen(&posted.content_sha256).is_some();
        let unknown_revision = marks.unknown_revision || !is_known && matches!(answers, Examined::Unchecked(_));
        let new = NewSubmission {
            id: &posted.id,
            purpose,
            revision: posted.revision,
            content_sha256: &posted.content_sha256,
            received_at,
            marks: Marks { unknown_revision, ..marks },
            amendment: posted.amendment.as_ref(),
            posted_as: envelope.posted_as,
            answers: answers.answers(),
            sealed: posted.sealed.as_ref(),
            digest,
            body_digest,
            to_tell,
        };
        match self.store.insert(&new).await? {
            Inserted::New(receipt) => Ok(Accepted::New(receipt)),
            Inserted::IdTaken(before) => again(before, digest, body_digest),
            Inserted::NothingToWithdraw => Err(Rejected::NothingToWithdraw),
        }
    }
}

/// The answers of a submission that is stored.
enum Examined {
    /// They passed the rules of the revision that their sender saw.
    Checked(Checked),
    /// Nobody here knows the rules that they were written under, or they are sealed, and there are none.
    Unchecked(Answers),
}

impl Examined {
    fn answers(&self) -> &Answers {
        match self {
            Self::Checked(checked) => checked.answers(),
            Self::Unchecked(answers) => answers,
        }
    }
}

/// A browser's own form is proved by the bytes that the page's program would have sent; what was not checked, that would
/// not have sent.
fn digest_of_form(posted: &PostedSubmission, answers: &Examined, digest: Sha256Digest) -> Sha256Digest {
    let Examined::Checked(answers) = answers else { return digest };
    let revision = Revision { number: posted.revision, sha256: posted.content_sha256.clone() };
    let submission = Submission::new(posted.id.clone(), revision, answers.clone()).amending(posted.amendment.clone());
    digest::of_bytes(wire::body(&submission).as_bytes())
}

/// The same bytes are the same words, also where a revision has become known since the first time. Who sends the same words in
/// other bytes is told the digest of theirs: without it they could not know that these were read.
fn again(before: StoredReceipt, digest: Sha256Digest, body: Sha256Digest) -> Result<Accepted, Rejected> {
    let StoredReceipt { receipt, digest: stored, .. } = before;
    let body_sha256 = Some(digest::in_hexadecimal(&body));
    let is_the_same = stored == digest || receipt.body_sha256 == body_sha256;
    if is_the_same {
        Ok(Accepted::Again(Receipt { body_sha256, ..receipt }))
    } else {
        Err(Rejected::OtherWords { reference: receipt.reference })
    }
}
