//! Where a consultation stands: not yet open, open, or closed.

use crate::content::Consultation;
use crate::time::instant::Instant;

/// Where a consultation stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It opens later.
    NotYetOpen,
    /// Submissions are being taken.
    Open,
    /// The closing moment has come.
    Closed,
}

impl Stage {
    /// The stage at `now`. The opening moment is open; the closing moment is closed.
    pub fn at(now: Instant, consultation: &Consultation) -> Self {
        if now >= consultation.closes {
            Self::Closed
        } else if consultation.opens.is_some_and(|opens| now < opens) {
            Self::NotYetOpen
        } else {
            Self::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(now: &str, opens: Option<&str>) -> Stage {
        let instant = |text: &str| text.parse().expect("the test states moments");
        let consultation = Consultation { opens: opens.map(instant), closes: instant("2022-08-23T17:00:00+12:00") };
        Stage::at(instant(now), &consultation)
    }

    #[test]
    fn the_stage_follows_the_clock_to_the_second() {
        let opens = Some("2022-07-18T09:00:00+12:00");
        assert_eq!(stage("2022-07-18T08:59:59+12:00", opens), Stage::NotYetOpen);
        assert_eq!(stage("2022-07-18T09:00:00+12:00", opens), Stage::Open);
        assert_eq!(stage("2022-08-23T16:59:59+12:00", opens), Stage::Open);
        assert_eq!(stage("2022-08-23T17:00:00+12:00", opens), Stage::Closed);
    }

    #[test]
    fn the_stage_is_the_same_for_readers_in_other_time_zones() {
        assert_eq!(stage("2022-08-22T18:59:59-10:00", None), Stage::Open);
        assert_eq!(stage("2022-08-22T19:00:00-10:00", None), Stage::Closed);
    }

    #[test]
    fn without_an_opening_moment_it_is_open_from_the_start() {
        assert_eq!(stage("1999-01-01T00:00:00Z", None), Stage::Open);
    }
}
