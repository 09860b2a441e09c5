//! How long it is until a moment, in the words that people use: days, then hours, then minutes.

use crate::text::wording::{Phrase, Wording};
use crate::time::instant::Instant;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long before the closing moment it is said aloud that it comes, in seconds: an hour, and ten minutes.
const SAID_ALOUD: [i64; 2] = [HOUR, 10 * MINUTE];

/// The time until a closing moment, which has not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeLeft {
    seconds: i64,
}

impl TimeLeft {
    /// The time from `now` until then; none once it has come.
    pub fn until(closes: Instant, now: Instant) -> Option<Self> {
        let seconds = closes.unix_seconds() - now.unix_seconds();
        (seconds > 0).then_some(Self { seconds })
    }

    /// Whether it is so short that a person who writes should have it in sight.
    pub fn is_short(self) -> bool {
        self.seconds <= HOUR
    }

    /// Whether a moment at which it is said aloud has come since it was `before`.
    pub fn is_news_after(self, before: Self) -> bool {
        SAID_ALOUD.into_iter().any(|limit| before.seconds > limit && self.seconds <= limit)
    }

    /// Says it. Nothing is promised that is not there: days and hours are whole ones, rounded down. The last minute counts
    /// as one.
    pub fn words(self, wording: &Wording) -> String {
        let (phrase, unit) = match self.seconds {
            seconds if seconds >= 2 * DAY => (Phrase::ClosesInDays, DAY),
            seconds if seconds >= 2 * HOUR => (Phrase::ClosesInHours, HOUR),
            seconds if seconds >= 2 * MINUTE => (Phrase::ClosesInMinutes, MINUTE),
            _ => return wording.text(Phrase::ClosesInOneMinute).to_owned(),
        };
        let count = u32::try_from(self.seconds / unit).unwrap_or(u32::MAX);
        wording.fill(phrase, &[("count", &wording.number(count))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDING: &str = include_str!("../../../../public/content/en-NZ.wording.json");

    fn left(now: &str) -> Option<TimeLeft> {
        let instant = |text: &str| text.parse().expect("the test states a moment");
        TimeLeft::until(instant("2022-08-23T17:00:00+12:00"), instant(now))
    }

    #[test]
    fn it_is_said_in_days_then_hours_then_minutes_and_never_as_more_than_there_is() {
        let wording = Wording::parse(WORDING).expect("the shipped wording is right");
        for (now, words) in [
            ("2022-08-01T09:00:00+12:00", "Closes in 22 days"),
            ("2022-08-20T17:00:00+12:00", "Closes in 3 days"),
            ("2022-08-20T17:00:01+12:00", "Closes in 2 days"),
            ("2022-08-21T17:00:01+12:00", "Closes in 47 hours"),
            ("2022-08-23T15:00:00+12:00", "Closes in 2 hours"),
            ("2022-08-23T15:00:01+12:00", "Closes in 119 minutes"),
            ("2022-08-22T17:50:00-11:00", "Closes in 10 minutes"),
            ("2022-08-23T16:58:30+12:00", "Closes in 1 minute"),
            ("2022-08-23T16:59:59+12:00", "Closes in 1 minute"),
        ] {
            assert_eq!(left(now).map(|left| left.words(&wording)).as_deref(), Some(words), "{now}");
        }
        assert_eq!(left("2022-08-23T17:00:00+12:00"), None);
    }

    #[test]
    fn an_hour_and_ten_minutes_before_it_is_said_once() {
        let steps = (0..360).rev().map(|tick: i64| TimeLeft { seconds: tick * 20 + 7 });
        let steps: Vec<_> = steps.collect();
        let said = steps.windows(2).filter(|pair| pair[1].is_news_after(pair[0])).count();
        assert_eq!(said, 2);
    }
}
