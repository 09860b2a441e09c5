//! A double click on the button of a plain form: the same bytes twice, which must end as one submission.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use consultation::submission::SubmissionId;

use crate::digest::Sha256Digest;
use crate::random::{self, NoRandomness};

/// How long the same bytes from the same browser count as one click.
///
/// Longer would merge different people behind one address who send the same campaign letter.
const WINDOW: Duration = Duration::from_secs(10);

/// The ids given to form posts of the last moments, by a digest of who posted what.
#[derive(Debug, Default)]
pub struct DoubleClicks(Mutex<HashMap<Sha256Digest, (SubmissionId, Instant)>>);

impl DoubleClicks {
    /// The id for a post with this digest: the one given moments ago, or a new one.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn id_for(&self, post: Sha256Digest, now: Instant) -> Result<SubmissionId, NoRandomness> {
        // A panic elsewhere cannot leave the map half changed, so a poisoned lock is used like any other.
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        given.retain(|_, (_, since)| now.saturating_duration_since(*since) < WINDOW);
        if let Some((id, _)) = given.get(&post) {
            return Ok(id.clone());
        }
        let id = random::submission_id()?;
        given.insert(post, (id.clone(), now));
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(first: u8, second: u8, later: Duration) -> [SubmissionId; 2] {
        let (clicks, now) = (DoubleClicks::default(), Instant::now());
        let id = |post, at| clicks.id_for([post; 32], at).expect("there are random bytes");
        [id(first, now), id(second, now + later)]
    }

    #[test]
    fn the_same_post_within_the_window_keeps_its_id() {
        let [first, second] = ids(1, 1, WINDOW - Duration::from_millis(1));
        assert_eq!(first, second);
    }

    #[test]
    fn the_same_post_after_the_window_is_another_persons() {
        let [first, second] = ids(1, 1, WINDOW);
        assert_ne!(first, second);
    }

    #[test]
    fn another_post_has_another_id() {
        let [first, second] = ids(1, 2, Duration::ZERO);
        assert_ne!(first, second);
    }
}
