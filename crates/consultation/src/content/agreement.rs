//! Whether what content says about time, counts and results agrees with itself. It reads the whole content and knows no clock.

use std::fmt::Display;

use super::problems::Fault;
use super::report::Report;
use super::section::{HaveYourSay, PastConsultations, Section, Timeline};
use super::{Consultation, Content};
use crate::time::day::Day;

/// What does not agree, each with the JSON pointer of the value to change.
pub fn faults(content: &Content) -> Vec<(String, Fault)> {
    let mut faults = moments(content);
    for (section, index) in content.sections.iter().zip(0..) {
        let at = format!("/sections/{index}/{}", section.kind());
        match section {
            Section::Timeline(timeline) => faults.extend(meetings(timeline, content.updated, &at)),
            Section::PastConsultations(past) => faults.extend(rounds(past, &at)),
            Section::HaveYourSay(say) => faults.extend(own(say, content, &at)),
            Section::Prose(_) | Section::Updates(_) | Section::Feedback(_) => {}
        }
    }
    faults
}

fn moments(content: &Content) -> Vec<(String, Fault)> {
    let Consultation { closes, adopted, report_expected, .. } = &content.consultation;
    let mut faults = Vec::new();
    let closing_day = closes.map(|closes| closes.day());
    faults.extend(too_early("/consultation/report_expected", *report_expected, "the closing day", closing_day));
    faults.extend(too_early(ADOPTED, *adopted, CLOSING, *closes));
    if adopted.is_some() && closes.is_none() {
        faults.push((ADOPTED.to_owned(), Fault::NeverCloses));
    }
    faults
}

const ADOPTED: &str = "/consultation/adopted";
const CLOSING: &str = "the closing moment";

fn too_early<T: PartialOrd + Display>(
    pointer: &str,
    when: Option<T>,
    of: &'static str,
    earlier: Option<T>,
) -> Option<(String, Fault)> {
    let (when, earlier) = when.zip(earlier).filter(|(when, earlier)| when < earlier)?;
    Some((pointer.to_owned(), Fault::TooEarly { when: when.to_string(), of, earlier: earlier.to_string() }))
}

/// What came of a meeting is known after it.
fn meetings(timeline: &Timeline, updated: Day, at: &str) -> Vec<(String, Fault)> {
    let mut faults = Vec::new();
    for (meeting, nth) in timeline.sessions.iter().zip(0..) {
        let is_known = !meeting.outcomes.is_empty();
        let told = is_known.then_some(meeting.first_day);
        faults.extend(too_early("/updated", Some(updated), "a meeting whose outcomes the page tells", told));
        let first_day = meeting.first_day;
        if meeting.written.is_some_and(|written| written >= first_day) {
            faults.push((format!("{at}/sessions/{nth}/written"), Fault::WrittenTooLate { first_day }));
        }
        if meeting.written.is_some() && !(meeting.outcomes.is_empty() && meeting.documents.is_empty()) {
            faults.push((format!("{at}/sessions/{nth}/written"), Fault::WrittenBesideOutcomes));
        }
    }
    faults
}

fn rounds(past: &PastConsultations, at: &str) -> Vec<(String, Fault)> {
    let mut faults = Vec::new();
    for (round, nth) in past.consultations.iter().zip(0..) {
        let at = format!("{at}/consultations/{nth}");
        faults.extend(too_early(&format!("{at}/closed"), round.closed, "its first day", round.opened));
        if let Some(report) = &round.report {
            let published = format!("{at}/report/published");
            faults.extend(too_early(&published, Some(report.published.day()), "the day it closed", round.closed));
            faults.extend(reported(report, &format!("{at}/report")));
        }
    }
    faults
}

fn own(say: &HaveYourSay, content: &Content, at: &str) -> Vec<(String, Fault)> {
    let Consultation { closes, adopted, .. } = &content.consultation;
    let mut faults = Vec::new();
    if let Some(report) = &say.report {
        faults.extend(too_early(&format!("{at}/report/published"), Some(report.published), CLOSING, *closes));
        faults.extend(too_early(ADOPTED, *adopted, "the moment of the report", Some(report.published)));
        if closes.is_none() {
            faults.push((format!("{at}/report"), Fault::NeverCloses));
        }
        faults.extend(reported(report, &format!("{at}/report")));
    }
    match (adopted, say.adopted.is_empty()) {
        (Some(_), true) => faults.push((ADOPTED.to_owned(), Fault::HalfAdopted)),
        (None, false) => faults.push((format!("{at}/adopted"), Fault::HalfAdopted)),
        (Some(_), false) | (None, true) => {}
    }
    faults
}

fn reported(report: &Report, at: &str) -> Vec<(String, Fault)> {
    let mut faults = Vec::new();
    let mut needs = |pointer: String, name, is_empty| {
        if is_empty {
            faults.push((pointer, Fault::NothingReported(name)));
        }
    };
    needs(format!("{at}/summary"), "summary", report.summary.is_empty());
    needs(format!("{at}/chapters"), "chapters", report.chapters.is_empty());
    for (chapter, nth) in report.chapters.iter().zip(0..) {
        for (name, blocks) in [("asked", &chapter.asked), ("said", &chapter.said), ("did", &chapter.did)] {
            needs(format!("{at}/chapters/{nth}/{name}"), name, blocks.is_empty());
        }
    }
    for (chapter, nth) in report.chapters.iter().zip(0..) {
        let (about, all) = (chapter.submissions, report.submissions);
        if about > all {
            faults.push((format!("{at}/chapters/{nth}/submissions"), Fault::MoreThanAll { about, all }));
        }
    }
    faults
}
