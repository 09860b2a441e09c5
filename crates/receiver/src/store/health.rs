//! Whether words can be stored now, proved by storing, at most every few seconds. It knows no kind of database.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tokio::time::timeout;

use super::NotWritable;
use super::error::StoreError;
use super::group_commit::Queue;

/// How long an answer stands, so that asking often costs nothing.
const STANDS_FOR: Duration = Duration::from_secs(2);

/// How long the write may take, above what a database waits for others, so that the cause is what gets logged.
const LONGEST_WRITE: Duration = Duration::from_secs(8);

/// The last answer, and when it was found.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<(Instant, Result<(), NotWritable>)>>);

impl Health {
    /// Whether the queue moves, and that write succeeds, as found now or moments ago. Who asks meanwhile waits for the same
    /// answer.
    ///
    /// # Errors
    /// [`NotWritable`].
    pub async fn check(
        &self,
        queue: &Queue,
        write: impl Future<Output = Result<(), StoreError>>,
    ) -> Result<(), NotWritable> {
        queue.check()?;
        let mut last = self.0.lock().await;
        if let Some((_, answer)) = last.as_ref().filter(|(found, _)| found.elapsed() < STANDS_FOR) {
            return answer.clone();
        }
        let written = timeout(LONGEST_WRITE, write).await.unwrap_or(Err(StoreError::NoAnswer));
        let answer = written.map_err(|error| NotWritable(error.to_string()));
        *last = Some((Instant::now(), answer.clone()));
        answer
    }
}
