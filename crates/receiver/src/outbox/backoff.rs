//! When to try again what has failed: later and later, by chance not all at once, and not for ever. Pure.

use std::time::Duration;

use crate::random;
use crate::store::outbox::Task;

/// How long to wait for what. The default is what the program ships with; tests state shorter times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// How often it is looked whether there is something to tell.
    pub pause: Duration,
    /// How long one try may take.
    pub patience: Duration,
    /// The wait after the first try; each one later is twice as long.
    pub first: Duration,
    /// The longest wait.
    pub longest: Duration,
    /// How long after it was stored the last try is.
    pub give_up_after: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            pause: Duration::from_secs(1),
            patience: Duration::from_secs(30),
            first: Duration::from_secs(5),
            longest: Duration::from_secs(60 * 60),
            // A long weekend, after which somebody looks at the server again.
            give_up_after: Duration::from_secs(4 * 24 * 60 * 60),
        }
    }
}

impl Backoff {
    /// For how many milliseconds one who tries has it to themselves: longer than a try takes, with what is noted after it.
    pub fn taken_for(&self) -> i64 {
        milliseconds(self.patience * 2)
    }

    /// Whether it is too old to be told, however often it was tried: it may come from a copy, or the receiver has not run.
    pub fn is_over(&self, task: &Task, now: i64) -> bool {
        now > task.added_at + milliseconds(self.give_up_after)
    }

    /// The moment of the next try after one that has failed at `now`; none where it is time to give up.
    pub fn next(&self, task: &Task, now: i64) -> Option<i64> {
        // Where the system gives no randomness, all wait the whole time.
        let chance = random::bytes().map_or(u16::MAX, u16::from_le_bytes);
        self.next_by_chance(task, now, chance)
    }

    fn next_by_chance(&self, task: &Task, now: i64, chance: u16) -> Option<i64> {
        let whole = self.first.saturating_mul(1 << task.tries.min(20)).min(self.longest);
        let part = (whole / 2).mul_f64(f64::from(chance) / f64::from(u16::MAX));
        let at = now + milliseconds(whole / 2 + part);
        (!self.is_over(task, at)).then_some(at)
    }
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use consultation::delivery::submission::SubmissionId;

    use super::*;

    fn tried(tries: u32) -> Task {
        Task { number: 1, submission: SubmissionId::from_random([0; 16]), added_at: 0, tries }
    }

    fn wait(tries: u32, chance: u16) -> Option<i64> {
        Backoff::default().next_by_chance(&tried(tries), 0, chance)
    }

    #[test]
    fn each_wait_is_twice_as_long_up_to_an_hour() {
        for (tries, seconds) in [(0, 5), (1, 10), (2, 20), (9, 2560), (10, 3600), (4_000_000, 3600)] {
            assert_eq!(wait(tries, u16::MAX), Some(seconds * 1000), "{tries}");
        }
    }

    #[test]
    fn chance_takes_up_to_half_of_it_away() {
        assert_eq!((wait(0, 0), wait(0, u16::MAX / 2)), (Some(2500), Some(3749)));
    }

    #[test]
    fn after_four_days_it_is_given_up() {
        let days = 4 * 24 * 60 * 60 * 1000;
        assert_eq!(Backoff::default().next_by_chance(&tried(99), days - 3_600_000, u16::MAX), Some(days));
        assert_eq!(Backoff::default().next_by_chance(&tried(99), days - 3_599_999, u16::MAX), None);
    }
}
