//! The columns of a table: what the receiver knows first, then one for each question.

use consultation::form::Form;
use consultation::id::Id;
use consultation::time::instant::Instant;

use super::guard::guarded;
use crate::cli::Reader;
use crate::store::submission::StoredSubmission;

/// The heads of the receiver's own columns. Programs look for them, so they never change.
pub const OWN_HEADS: [&str; 18] = [
    "reference",
    "received_at_utc",
    "received_at_local",
    "early",
    "late",
    "likely_repeat_of",
    "amends",
    "withdraws",
    "counts",
    "decided_by",
    "unknown_earlier",
    "revision",
    "unknown_revision",
    "content_sha256",
    "posted_as",
    "unstated_origin",
    "held",
    "sealed",
];

/// What stands in a table where the answers are sealed: no table can have them.
const SEALED: &str = "sealed: export it as JSON, and open that with `receiver open`";

/// The length of `2022-08-01T09:00:00`.
const WITHOUT_OFFSET: usize = 19;

/// What stands in the receiver's own columns.
pub fn own_cells(submission: &StoredSubmission, reader: Reader) -> [String; OWN_HEADS.len()] {
    let (marks, standing) = (submission.marks, &submission.standing);
    [
        submission.reference.clone(),
        moment(in_utc(submission.received_at), reader),
        moment(submission.received_at, reader),
        marks.early.to_string(),
        marks.late.to_string(),
        submission.likely_repeat_of.clone().unwrap_or_default(),
        standing.amends.clone().unwrap_or_default(),
        standing.withdraws.to_string(),
        standing.counts.to_string(),
        standing.decided_by.clone().unwrap_or_default(),
        marks.unknown_earlier.to_string(),
        submission.revision.to_string(),
        marks.unknown_revision.to_string(),
        guarded(&submission.content_sha256),
        submission.posted_as.name().to_owned(),
        marks.unstated_origin.to_string(),
        marks.held.to_string(),
        submission.sealed.as_ref().map_or("false", |_| SEALED).to_owned(),
    ]
}

/// The head of a question's column: `Email address (email)`, or `email` where this form does not ask it.
pub fn head(question: &Id, form: Option<&Form>) -> String {
    let asked = form.and_then(|form| form.question(question));
    let head = asked.map(|asked| format!("{} ({question})", asked.label.plain()));
    guarded(&head.unwrap_or_else(|| question.to_string()))
}

/// Excel knows `2022-08-01 09:00:00` as date and time, and nothing with an offset; tools need the offset.
fn moment(instant: Instant, reader: Reader) -> String {
    let text = instant.to_string();
    match (text.split_at(WITHOUT_OFFSET), reader) {
        ((moment, _), Reader::Excel) => moment.replace('T', " "),
        ((moment, "+00:00"), Reader::Tools) => [moment, "Z"].concat(),
        (_, Reader::Tools) => text,
    }
}

fn in_utc(instant: Instant) -> Instant {
    let utc = Instant::from_unix_milliseconds(0).expect("1970 is within the years 0 to 9999");
    instant.in_offset_of(utc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_its_reader_knows_it() {
        let received: Instant = "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment");
        for (reader, local, utc) in [
            (Reader::Excel, "2022-08-01 09:00:00", "2022-07-31 21:00:00"),
            (Reader::Tools, "2022-08-01T09:00:00+12:00", "2022-07-31T21:00:00Z"),
        ] {
            assert_eq!((moment(received, reader).as_str(), moment(in_utc(received), reader).as_str()), (local, utc));
        }
    }
}
