//! People who send at the same time, as fast as they can, until nobody answers any more.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use fastrand::Rng;
use tokio::task::JoinSet;

use crate::ledger::{Ledger, Receipt};
use crate::serving::{Reply, Serving, client};
use crate::submissions::{SUBMISSIONS, id, submission, words};

const SENDERS: usize = 8;

/// Senders that are at work.
pub struct Senders {
    ledger: Arc<Mutex<Ledger>>,
    tasks: JoinSet<()>,
}

impl Senders {
    /// Sets them to work; they write down what they do in the ledger, which may know of earlier work.
    /// `each` is how many submissions one sends, unless it is cut off.
    pub fn start(serving: &Serving, ledger: Ledger, random: &mut Rng, each: usize) -> Self {
        let ledger = Arc::new(Mutex::new(ledger));
        let mut tasks = JoinSet::new();
        for _ in 0..SENDERS {
            tasks.spawn(send(serving.url().to_owned(), Arc::clone(&ledger), random.fork(), each));
        }
        Self { ledger, tasks }
    }

    /// Waits until the last has given up or is done.
    pub async fn ended(self) -> Ledger {
        self.tasks.join_all().await;
        Arc::into_inner(self.ledger).and_then(|ledger| ledger.into_inner().ok()).expect("all senders have ended well")
    }
}

async fn send(url: String, ledger: Arc<Mutex<Ledger>>, mut random: Rng, each: usize) {
    let client = client();
    for _ in 0..each {
        let (id, words) = (id(random.u64(..)), words(&mut random));
        ledger.lock().expect("no sender has failed").attempt(&words);
        let body = submission(&id, &words);
        let post =
            || Reply::try_to(client.post(url.clone() + SUBMISSIONS).json(&body).timeout(Duration::from_secs(20)));
        // Now and then the same at the same moment once more, as after a lost answer.
        let replies = match random.u8(..5) {
            0 => Vec::from(<[_; 2]>::from(tokio::join!(post(), post()))),
            _ => vec![post().await],
        };
        for reply in replies.iter().flatten() {
            assert!(reply.is_receipt(), "{reply:?}");
            let receipt = Receipt { id: id.clone(), reference: reply.reference() };
            ledger.lock().expect("no sender has failed").acknowledge(&words, receipt);
        }
        if replies.iter().any(Result::is_err) {
            return;
        }
    }
}
