//! Whether words can be stored now, proved by storing, at most every few seconds. It knows no kind of database.

use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::NotWritable;
use super::error::StoreError;

/// How long an answer stands, so that asking often costs nothing.
const STANDS_FOR: Duration = Duration::from_secs(2);

/// The last answer, and when it was found.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<(Instant, Result<(), NotWritable>)>>);

impl Health {
    /// Whether that write succeeds, as found now or moments ago. Who asks meanwhile waits for the same answer.
    ///
    /// # Errors
    /// [`NotWritable`].
    pub async fn check(&self, write: impl Future<Output = Result<(), StoreError>>) -> Result<(), NotWritable> {
        let mut last = self.0.lock().await;
        if let Some((_, answer)) = last.as_ref().filter(|(found, _)| found.elapsed() < STANDS_FOR) {
            return answer.clone();
        }
        let answer = write.await.map_err(|error| NotWritable(error.to_string()));
        *last = Some((Instant::now(), answer.clone()));
        answer
    }
}
