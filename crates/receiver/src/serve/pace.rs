//! How far a client is behind the slowest speed that is waited for. It keeps count; it watches no clock by itself.

use std::time::Duration;

use super::limits::Slowest;

/// The time that a client let the server wait, less what its bytes may take at the slowest speed, and never below zero:
/// many bytes at once earn no silence of many minutes.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    slowest: Slowest,
    behind: Duration,
}

impl Pace {
    /// Of a client that is not behind.
    pub fn new(slowest: Slowest) -> Self {
        Self { slowest, behind: Duration::ZERO }
    }

    /// How long the client may keep still.
    pub fn patience(&self) -> Duration {
        self.slowest.behind.saturating_sub(self.behind)
    }

    /// Counts bytes, and how long they were waited for.
    pub fn moved(&mut self, bytes: usize, waited: Duration) {
        let microseconds = (bytes as u64).saturating_mul(1_000_000) / u64::from(self.slowest.bytes_per_second);
        self.behind = (self.behind + waited).saturating_sub(Duration::from_micros(microseconds));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// How many seconds a client lasts that sends so many bytes each second.
    fn seconds_at(bytes: usize) -> u32 {
        let mut pace = Pace::new(Slowest { bytes_per_second: 2000, behind: 60 * SECOND });
        (1..10_000)
            .find(|_| {
                let is_out = pace.patience() < SECOND;
                pace.moved(bytes, SECOND);
                is_out
            })
            .unwrap_or(u32::MAX)
    }

    #[test]
    fn who_keeps_the_slowest_speed_may_take_forever() {
        assert_eq!(seconds_at(2000), u32::MAX);
    }

    #[test]
    fn who_is_slower_has_the_first_minute_and_what_the_bytes_earn() {
        assert_eq!((seconds_at(0), seconds_at(1000)), (61, 120));
    }

    #[test]
    fn many_bytes_at_once_earn_no_long_silence() {
        let mut pace = Pace::new(Slowest { bytes_per_second: 2000, behind: 60 * SECOND });
        pace.moved(2 * 1024 * 1024, SECOND);
        assert_eq!(pace.patience(), 60 * SECOND);
    }
}
