//! Several submissions in one transaction: while one commit runs, whoever comes meanwhile gathers, and is next, together.
//! A lone submission waits for nobody. It knows no kind of database.

use std::sync::Arc;
use std::time::{Duration, Instant};

use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::{Amendment, SubmissionId};
use consultation::purpose::Purpose;
use futures_util::future::BoxFuture;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};
use tokio::time::timeout;

use super::NotWritable;
use super::error::StoreError;
use super::outbox::Channel;
use super::submission::{Inserted, Marks, NewSubmission, PostedAs};
use crate::digest::Sha256Digest;

/// The most submissions in one transaction, so that none is long. On two cores no more arrive during one.
const LARGEST_GROUP: usize = 256;

/// The most bytes of rows that wait or are being committed: a client that goes gives back the room of its body, and its row
/// waits on. Sixteen of the largest; people write a thousandth of that.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// How long a commit may take, above what a database waits for others, so that the cause is what gets logged. A server whose
/// packets get lost never answers.
const LONGEST_COMMIT: Duration = Duration::from_secs(15);

/// How long somebody waits for an answer: behind a commit that never ends, and then for their own.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Who waits for longer is a sign that nothing is stored. A commit takes milliseconds.
const LONGEST_HEALTHY_WAIT: Duration = Duration::from_secs(5);

/// With 4 billion references, even one clash is rare.
pub const REFERENCES_TRIED: usize = 5;

/// The same words so soon after the last time are likely sent by the same person: they went back, or were unsure.
/// People who send the same letter of a campaign within it are marked too, and lose nothing by that.
pub const REPEATS_WITHIN_SECONDS: i64 = 60 * 60;

/// What came of each submission of a group, in its order.
pub type Outcomes = Vec<Result<Inserted, StoreError>>;

/// What stores groups.
pub trait Commit: Send + Sync + 'static {
    /// Stores all of them in one transaction, each in a savepoint of its own, so that what is wrong with one leaves the
    /// others alone. When it comes back, they are on disk.
    ///
    /// # Errors
    /// [`StoreError`] for all of them: none was stored, or nobody knows whether they were.
    fn commit<'a>(&'a self, rows: &'a [Row]) -> BoxFuture<'a, Result<Outcomes, StoreError>>;
}

/// A submission on its way into its row.
#[derive(Debug)]
pub struct Row {
    /// The sender's id for it.
    pub id: SubmissionId,
    /// The form that was answered.
    pub purpose: Purpose,
    /// The revision of the content that the sender saw.
    pub revision: u32,
    /// The digest of that content's file.
    pub content_sha256: String,
    /// What is unusual about it.
    pub marks: Marks,
    /// What it does to an earlier one.
    pub amendment: Option<Amendment>,
    /// How it was posted.
    pub posted_as: PostedAs,
    /// What was answered, as JSON, so that every character that a person can type is kept, NUL too.
    pub answers: String,
    /// What was sealed in the sender's browser, as it came; there are no answers beside it.
    pub sealed: Option<String>,
    /// The digest of form, revision and answers.
    pub digest: Sha256Digest,
    /// The digest of the bytes that arrived.
    pub body_digest: Sha256Digest,
    /// How others are told of it once it is stored.
    pub to_tell: Vec<Channel>,
    /// What its receipt says, but for the references.
    unstored: Receipt,
}

/// What a submission amends, as it is stored.
#[derive(Debug)]
pub struct Earlier {
    /// Its reference.
    pub reference: String,
    /// The reference of the first of all that amend one another.
    pub first: String,
}

/// Where submissions wait for their commit.
#[derive(Debug)]
pub struct Queue {
    waiting: mpsc::Sender<Waiting>,
    room: Arc<Semaphore>,
    /// Since when the oldest of those waits that are being committed; what is behind them is younger.
    oldest: watch::Receiver<Option<Instant>>,
}

#[derive(Debug)]
struct Waiting {
    row: Row,
    since: Instant,
    room: OwnedSemaphorePermit,
    answer: oneshot::Sender<Result<Inserted, StoreError>>,
}

impl Queue {
    /// Stores in that database from now on, until the queue is dropped.
    pub fn of(database: impl Commit) -> Self {
        let (waiting, queue) = mpsc::channel(LARGEST_GROUP);
        let (committing, oldest) = watch::channel(None);
        tokio::spawn(commit_group_after_group(database, queue, committing));
        Self { waiting, room: Arc::new(Semaphore::new(MOST_BYTES)), oldest }
    }

    /// Whether what came was stored in time until now.
    ///
    /// # Errors
    /// [`NotWritable`].
    pub fn check(&self) -> Result<(), NotWritable> {
        let waits_for = self.oldest.borrow().map(|since| since.elapsed());
        match waits_for.filter(|waits_for| *waits_for > LONGEST_HEALTHY_WAIT) {
            Some(waits_for) => Err(NotWritable(format!("a submission waits to be stored since {waits_for:.0?}"))),
            None => Ok(()),
        }
    }

    /// Stores a submission with whatever else is waiting. Who stops waiting before its turn has nothing stored.
    ///
    /// # Errors
    /// [`StoreError`]; whether it was stored can be asked by its id.
    pub async fn insert(&self, new: &NewSubmission<'_>) -> Result<Inserted, StoreError> {
        let (row, since) = (Row::of(new), Instant::now());
        let inserted = async {
            let room = Arc::clone(&self.room).acquire_many_owned(row.bytes()).await.ok()?;
            let (answer, answered) = oneshot::channel();
            self.waiting.send(Waiting { row, since, room, answer }).await.ok()?;
            answered.await.ok()
        };
        timeout(LONGEST_WAIT, inserted).await.ok().flatten().unwrap_or(Err(StoreError::QueueTooLong))
    }
}

async fn commit_group_after_group(
    database: impl Commit,
    mut queue: mpsc::Receiver<Waiting>,
    committing: watch::Sender<Option<Instant>>,
) {
    let mut group = Vec::new();
    while queue.recv_many(&mut group, LARGEST_GROUP).await > 0 {
        committing.send_replace(group.iter().map(|waiting| waiting.since).min());
        let stayed = group.drain(..).filter(|waiting| !waiting.answer.is_closed());
        let (rows, answers): (Vec<_>, Vec<_>) =
            stayed.map(|Waiting { row, answer, room, .. }| (row, (answer, room))).unzip();
        let outcomes = if rows.is_empty() { Vec::new() } else { commit(&database, &rows).await };
        committing.send_replace(None);
        for ((answer, _room), outcome) in answers.into_iter().zip(outcomes) {
            // Who is gone can ask by the id.
            let _ = answer.send(outcome);
        }
    }
}

/// One that takes too long is dropped, and its connection with it. Nobody knows whether it was committed.
async fn commit(database: &impl Commit, rows: &[Row]) -> Outcomes {
    let committed = timeout(LONGEST_COMMIT, database.commit(rows)).await.unwrap_or(Err(StoreError::NoAnswer));
    committed.unwrap_or_else(|error| the_same_for_all(error, rows.len()))
}

fn the_same_for_all(error: StoreError, count: usize) -> Outcomes {
    let error = Arc::new(error);
    (0..count).map(|_| Err(StoreError::Together(Arc::clone(&error)))).collect()
}

impl Row {
    fn of(new: &NewSubmission<'_>) -> Self {
        Self {
            id: new.id.clone(),
            purpose: new.purpose,
            revision: new.revision,
            content_sha256: new.content_sha256.to_owned(),
            marks: new.marks,
            amendment: new.amendment.cloned(),
            posted_as: new.posted_as,
            answers: serde_json::to_string(new.answers).expect("strings, lists and booleans are always JSON"),
            sealed: new.sealed.map(|sealed| sealed.as_str().to_owned()),
            digest: new.digest,
            body_digest: new.body_digest,
            to_tell: new.to_tell.to_vec(),
            unstored: new.receipt("", None),
        }
    }

    /// How much of the room it takes; what is beside its words is little.
    fn bytes(&self) -> u32 {
        let words = self.answers.len() + self.sealed.as_ref().map_or(0, String::len);
        u32::try_from((words + size_of::<Self>()).min(MOST_BYTES)).expect("that is below 4 GiB")
    }

    /// When it arrived, as its receipt states it.
    pub fn received_at(&self) -> String {
        self.unstored.received_at.to_string()
    }

    /// Whether it withdraws an earlier one.
    pub fn is_withdrawal(&self) -> bool {
        matches!(self.amendment, Some(Amendment::Withdraws(_)))
    }

    /// Its receipt, once it is stored under this reference.
    pub fn receipt(&self, reference: String, earlier: Option<Earlier>) -> Receipt {
        Receipt { reference, amends: earlier.map(|earlier| earlier.reference), ..self.unstored.clone() }
    }
}
