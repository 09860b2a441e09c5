//! Where a consultation stands: not yet open, open, or closed.

use crate::content::Consultation;
use crate::text::wording::Phrase;
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
        if consultation.closes.is_some_and(|closes| now >= closes) {
            Self::Closed
        } else if consultation.opens.is_some_and(|opens| now < opens) {
            Self::NotYetOpen
        } else {
            Self::Open
        }
    }

    /// What it is called.
    pub fn name(self) -> Phrase {
        match self {
            Self::NotYetOpen => Phrase::StageNotYetOpen,
            Self::Open => Phrase::StageOpen,
            Self::Closed => Phrase::StageClosed,
        }
    }

    /// The moment to know in it, with the phrase that says it; none in a consultation without a closing moment.
    pub fn moment(self, consultation: &Consultation) -> Option<(Phrase, Instant)> {
        let (phrase, moment) = match self {
            Self::NotYetOpen => (Phrase::Opens, consultation.opens),
            Self::Open => (Phrase::Closes, consultation.closes),
            Self::Closed => (Phrase::Closed, consultation.closes),
        };
        Some((phrase, moment?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Instant {
        text.parse().expect("the test states moments")
    }

    fn stage(now: &str, opens: Option<&str>) -> Stage {
        let closes = Some(instant("2022-08-23T17:00:00+12:00"));
        Stage::at(instant(now), &Consultation { opens: opens.map(instant), closes })
    }

    #[test]
    fn without_a_closing_moment_it_never_closes_and_there_is_no_moment_to_know() {
        let consultation = Consultation { opens: Some(instant("2022-07-18T09:00:00+12:00")), closes: None };
        let stage = Stage::at(instant("2099-01-01T00:00:00Z"), &consultation);
        assert_eq!((stage, stage.moment(&consultation)), (Stage::Open, None));
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
