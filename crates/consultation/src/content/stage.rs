//! Where a consultation stands: not yet open, open, closed and being considered, reported on, or ended by the adoption.

use crate::content::Content;
use crate::text::wording::{Phrase, Wording};
use crate::time::instant::Instant;

/// Where a consultation stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It opens later.
    NotYetOpen,
    /// Submissions are being taken.
    Open,
    /// The closing moment has come, and what was sent is being considered.
    Closed,
    /// What came of it is on the page.
    Reported,
    /// What was negotiated is adopted: nothing more is asked.
    Adopted,
}

impl Stage {
    /// The stage at `now`. Each begins with its moment: the closing moment is closed.
    pub fn at(now: Instant, content: &Content) -> Self {
        let consultation = &content.consultation;
        let has_come = |moment: Option<Instant>| moment.is_some_and(|moment| now >= moment);
        if has_come(consultation.adopted) {
            Self::Adopted
        } else if has_come(content.reported_at()) {
            Self::Reported
        } else if has_come(consultation.closes) {
            Self::Closed
        } else if consultation.opens.is_none_or(|opens| now >= opens) {
            Self::Open
        } else {
            Self::NotYetOpen
        }
    }

    /// Whether the closing moment has come, whatever came after it.
    pub fn is_over(self) -> bool {
        !matches!(self, Self::NotYetOpen | Self::Open)
    }

    /// The name of the page's file in this stage.
    pub fn file(self) -> &'static str {
        match self {
            Self::NotYetOpen => "not-yet-open.html",
            Self::Open => "open.html",
            Self::Closed => "closed.html",
            Self::Reported => "reported.html",
            Self::Adopted => "adopted.html",
        }
    }

    /// What it is called.
    pub fn name(self) -> Phrase {
        match self {
            Self::NotYetOpen => Phrase::StageNotYetOpen,
            Self::Open => Phrase::StageOpen,
            Self::Closed => Phrase::StageClosed,
            Self::Reported => Phrase::StageReported,
            Self::Adopted => Phrase::StageAdopted,
        }
    }

    /// The moment to know in it, with the phrase that says it; none in a consultation without a closing moment.
    pub fn moment(self, content: &Content) -> Option<(Phrase, Instant)> {
        let (phrase, moment) = match self {
            Self::NotYetOpen => (Phrase::Opens, content.consultation.opens),
            Self::Open => (Phrase::Closes, content.consultation.closes),
            Self::Closed => (Phrase::Closed, content.consultation.closes),
            Self::Reported => (Phrase::ReportedOn, content.reported_at()),
            Self::Adopted => (Phrase::AdoptedOn, content.consultation.adopted),
        };
        Some((phrase, moment?))
    }

    /// What comes next, in words that stay true in a page that nobody draws again: a plan that has passed was one. Empty where
    /// no day is known, or the day has passed.
    pub fn next(self, now: Instant, content: &Content, wording: &Wording) -> String {
        let report = content.consultation.report_expected.filter(|day| *day >= now.day());
        match (self, content.consultation.closes, report) {
            (Self::NotYetOpen, Some(closes), _) => wording.moment(Phrase::Closes, closes),
            (Self::Open | Self::Closed, _, Some(day)) => {
                wording.fill(Phrase::ReportExpected, &[("day", &wording.weekday_and_day(day))])
            }
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn instant(text: &str) -> Instant {
        text.parse().expect("the test states moments")
    }

    /// The shipped content, which closes at 17:00 on 23 August 2022.
    fn shipped() -> Content {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/content/en-NZ.json");
        Content::parse(&std::fs::read_to_string(file).expect("it is there")).expect("it is content")
    }

    fn stage(now: &str, opens: Option<&str>) -> Stage {
        let mut content = shipped();
        content.consultation.opens = opens.map(instant);
        Stage::at(instant(now), &content)
    }

    #[test]
    fn without_a_closing_moment_it_never_closes_and_there_is_no_moment_to_know() {
        let mut content = shipped();
        content.consultation.closes = None;
        let stage = Stage::at(instant("2099-01-01T00:00:00Z"), &content);
        assert_eq!((stage, stage.moment(&content)), (Stage::Open, None));
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
