//! Takes a submission: checks it with the page's own rules, and stores it. It knows nothing of HTTP.

use consultation::instant::Instant;
use consultation::problem::Problem;
use consultation::receipt::Receipt;
use consultation::rules::{self, Checked};
use consultation::stage::Stage;
use consultation::submission::Incoming;

use crate::app::App;
use crate::digest::{self, Sha256Digest};
use crate::purpose::Purpose;
use crate::store::{Arrival, Kept, Noticed, PostedAs, StoreError};

/// What is known of a submission besides what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// How it was posted.
    pub posted_as: PostedAs,
    /// Whether nothing said which site it was posted from.
    pub unstated_origin: bool,
}

/// A submission that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Stored now.
    New(Receipt),
    /// Sent again; the receipt is the very one of the first time.
    Again(Receipt),
}

/// Why a submission is not stored.
#[derive(Debug)]
pub enum NotTaken {
    /// The content has no such form.
    NoSuchForm,
    /// Its answers break the rules.
    ProblemsFound(Vec<Problem>),
    /// Other words are stored under its id.
    OtherWords {
        /// Their reference.
        reference: String,
    },
    /// The database failed.
    Storage(StoreError),
}

impl Taken {
    /// The receipt, of the first time or the second.
    pub fn receipt(&self) -> &Receipt {
        match self {
            Taken::New(receipt) | Taken::Again(receipt) => receipt,
        }
    }
}

impl From<StoreError> for NotTaken {
    fn from(error: StoreError) -> Self {
        Self::Storage(error)
    }
}

impl App {
    /// Takes a submission.
    ///
    /// # Errors
    /// [`NotTaken`]; nothing new is stored then.
    pub async fn take(&self, purpose: Purpose, incoming: &Incoming, envelope: Envelope) -> Result<Taken, NotTaken> {
        let form = purpose.form(&self.words.content).ok_or(NotTaken::NoSuchForm)?;
        let digest = digest::of_answers(purpose, incoming.revision, &incoming.answers);
        match rules::check(&incoming.answers, form) {
            Ok(checked) => self.keep(purpose, incoming, envelope, &checked, digest).await,
            Err(problems) => self.stored_before(incoming, digest).await?.ok_or(NotTaken::ProblemsFound(problems)),
        }
    }

    async fn keep(
        &self,
        purpose: Purpose,
        incoming: &Incoming,
        envelope: Envelope,
        answers: &Checked,
        digest: Sha256Digest,
    ) -> Result<Taken, NotTaken> {
        let (id, revision, received_at) = (&incoming.id, incoming.revision, self.clock.now());
        let noticed =
            Noticed { unstated_origin: envelope.unstated_origin, ..self.notice(purpose, revision, received_at) };
        let posted_as = envelope.posted_as;
        let content_sha256 = &incoming.content_sha256;
        let arrival =
            Arrival { id, purpose, revision, content_sha256, received_at, noticed, posted_as, answers, digest };
        match self.store.keep(&arrival).await? {
            Kept::New(entry) => Ok(Taken::New(entry.receipt())),
            Kept::Before(entry) => Ok(Taken::Again(entry.receipt())),
            Kept::OtherWords { reference } => Err(NotTaken::OtherWords { reference }),
        }
    }

    /// Feedback about the page has no opening and no closing. Revisions are numbered from 1.
    fn notice(&self, purpose: Purpose, revision: u32, received_at: Instant) -> Noticed {
        let stage = Stage::at(received_at, &self.words.content.consultation);
        let is_at = |wanted| purpose == Purpose::Submission && stage == wanted;
        let published = 1..=self.words.content.revision;
        Noticed {
            early: is_at(Stage::NotYetOpen),
            late: is_at(Stage::Closed),
            unknown_revision: !published.contains(&revision),
            ..Noticed::default()
        }
    }

    /// What was stored under older rules and is sent again, since its receipt got lost, still has its receipt.
    async fn stored_before(&self, incoming: &Incoming, digest: Sha256Digest) -> Result<Option<Taken>, StoreError> {
        let found = self.store.find(&incoming.id).await?;
        Ok(found.filter(|(_, stored)| *stored == digest).map(|(entry, _)| Taken::Again(entry.receipt())))
    }
}
