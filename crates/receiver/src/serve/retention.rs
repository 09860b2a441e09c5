//! Takes submissions out by itself once their time is over, where the deployer has said when that is: before the receiver
//! serves, and every night. It says in the log how many went.

use std::time::Duration;

use consultation::time::day::Day;
use consultation::time::instant::Instant;
use tokio::time::{sleep, timeout};

use crate::clock::Clock;
use crate::store::address::DatabaseAddress;
use crate::store::error::StoreError;
use crate::store::purge::{Counted, Doomed, PurgeError, Rewrite};

/// The quiet hour: people are asleep, and a backup of the evening is done.
const HOUR: u64 = 3;

/// How long one turn may take: a large table is written anew in minutes, and a server that fell silent never answers.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// How long submissions are kept.
#[derive(Clone, Debug)]
pub struct Retention {
    /// Where they are.
    pub database: DatabaseAddress,
    /// For how many whole days.
    pub days: u32,
    /// The time. A rehearsed day that is still to come does not count: what is real would go before its time.
    pub clock: Clock,
}

impl Retention {
    /// Takes out what is over before the receiver opens the database: then no post meets the purge.
    ///
    /// # Errors
    /// [`StoreError`], where the database cannot be opened at all; what cannot be taken out is logged.
    pub async fn before_serving(&self) -> Result<(), StoreError> {
        // The purge needs the tables of today.
        self.database.open().await?.close().await;
        self.turn().await;
        Ok(())
    }

    /// Takes out what is over, night after night.
    pub async fn every_night(self) {
        loop {
            sleep(until_night(self.clock.now())).await;
            self.turn().await;
        }
    }

    async fn turn(&self) {
        if timeout(LONGEST, self.take_out_what_is_over()).await.is_err() {
            not_taken_out(&StoreError::NoAnswer);
        }
    }

    async fn take_out_what_is_over(&self) {
        let doomed = self.doomed();
        match self.database.count(&doomed).await {
            // Nothing is over, so nothing is written.
            Ok(none) if none == Counted::default() => log(none, &doomed),
            Ok(_) => self.take_out(&doomed).await,
            Err(error) => not_taken_out(&error),
        }
    }

    async fn take_out(&self, doomed: &Doomed) {
        match self.database.purge(doomed, Rewrite::AfterRemoval).await {
            Ok(gone) => log(gone, doomed),
            Err(PurgeError::Nothing(StoreError::PurgeUnderWay)) => {
                tracing::info!("another receiver takes out what is over");
            }
            Err(PurgeError::Nothing(error)) => not_taken_out(&error),
            Err(PurgeError::Unfinished(error)) => tracing::error!(
                "what is over is taken out, but the database’s files still have its words: {error}. Once that is mended, say \
                `receiver purge --before 0001-01-01 --really`"
            ),
        }
    }

    fn doomed(&self) -> Doomed {
        Doomed::Before(first_kept(self.clock.now_or_earlier(), self.days))
    }
}

fn not_taken_out(error: &StoreError) {
    tracing::error!("what is over could not be taken out: {error}");
}

fn log(Counted { submissions, feedback }: Counted, doomed: &Doomed) {
    if let Doomed::Before(day) = doomed {
        tracing::info!("kept since {day}; removed for good: submissions {submissions}, feedback {feedback}");
    }
}

/// The first day whose submissions are kept: so many whole days are between it and today.
fn first_kept(now: Instant, days: u32) -> Day {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let then = (now.unix_seconds() * 1000).saturating_sub(i64::from(days) * DAY);
    let earliest = || Day::of(1, 1, 1).expect("it is a day");
    Instant::from_unix_milliseconds(then).map_or_else(earliest, |then| then.in_offset_of(now).day())
}

/// How long it is until the quiet hour, by the clocks where the consultation is.
fn until_night(now: Instant) -> Duration {
    const DAY: u64 = 24 * 60 * 60;
    let minutes = u64::from(now.hour()) * 60 + u64::from(now.minute());
    // Offsets have whole minutes.
    let seconds = minutes * 60 + now.unix_seconds().rem_euclid(60).unsigned_abs();
    Duration::from_secs((HOUR * 3600 + DAY - seconds - 1) % DAY + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Instant {
        text.parse().expect("the test states a moment")
    }

    #[test]
    fn whole_days_are_kept() {
        for (now, days, first) in [
            ("2024-03-01T00:00:00+13:00", 1, "2024-02-29"),
            ("2024-03-01T23:59:59+13:00", 1, "2024-02-29"),
            ("2024-03-01T12:00:00+13:00", 365, "2023-03-02"),
            ("2024-03-01T12:00:00+13:00", u32::MAX, "0001-01-01"),
        ] {
            assert_eq!(first_kept(moment(now), days).to_string(), first, "{now} {days}");
        }
    }

    #[test]
    fn the_night_is_at_three() {
        for (now, seconds) in [
            ("2024-03-01T02:59:58+13:00", 2),
            ("2024-03-01T03:00:00+13:00", 24 * 3600),
            ("2024-03-01T03:00:01+13:00", 24 * 3600 - 1),
            ("2024-03-01T15:00:00+05:45", 12 * 3600),
        ] {
            assert_eq!(until_night(moment(now)), Duration::from_secs(seconds), "{now}");
        }
    }
}
