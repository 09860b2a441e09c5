//! Advice on what an editor has still to say: what waits for the agency, and what will not be true for long.

use std::collections::BTreeSet;

use super::demanded::section;
use crate::check::document::{Document, Text};
use crate::check::finding::Finding;

/// How the shipped words mark what only the agency knows, beside square brackets.
const MARK: &str = "For the agency to complete";

/// Advice for each text that waits for the agency; for a document that nobody can open; for a consultation of which nobody
/// knows when it is answered; for a meeting that will have been, and is told as one to come.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let waiting = document.texts.iter().filter(|text| waits(text));
    let waiting = waiting
        .map(|text| document.finding(text, "this waits for the agency: complete it before people read it".to_owned()));
    let others = [without_document(document), without_day(document)].into_iter().flatten();
    let all = waiting.chain(others).chain(meetings_to_come(document));
    all.map(Finding::into_advice).collect()
}

fn waits(text: &Text) -> bool {
    let has_brackets = text.value.find('[').is_some_and(|open| text.value[open..].contains(']'));
    text.field != "link" && (has_brackets || text.value.contains(MARK))
}

fn without_document(document: &Document<'_>) -> Option<Finding> {
    let pointer = section(document)? + "/document";
    let mut texts = document.texts.iter().filter(|text| text.pointer.starts_with(&pointer));
    let leads_somewhere = texts.any(|text| text.field == "link" || waits(text));
    let message = "this has no link: unless everything that is asked about stands on the page, nobody can read it";
    (!leads_somewhere).then(|| document.at(&pointer, message.to_owned()))
}

fn without_day(document: &Document<'_>) -> Option<Finding> {
    document.text_at("/consultation/closes")?;
    let is_answered = document.texts.iter().any(|text| text.pointer.contains("/have_your_say/report/"));
    let is_said = is_answered || document.text_at("/consultation/report_expected").is_some();
    let message = "this lacks “report_expected”: people want to know by when you will say what came of it";
    (!is_said).then(|| document.at("/consultation", message.to_owned()))
}

/// A meeting with neither outcomes nor documents, and not the day on which it was announced: afterwards it stands beside
/// “Held” that it will take place.
fn meetings_to_come(document: &Document<'_>) -> Vec<Finding> {
    let days = document.texts.iter().filter(|text| text.field == "first_day" && text.pointer.contains("/timeline/"));
    let meetings: BTreeSet<_> = days.filter_map(|day| day.pointer.strip_suffix("/first_day")).collect();
    let says = |meeting: &str, field: &str| {
        let pointer = [meeting, "/", field].concat();
        document.texts.iter().any(|text| text.pointer.starts_with(&pointer))
    };
    let silent = meetings
        .into_iter()
        .filter(|meeting| !["written", "outcomes", "documents"].iter().any(|field| says(meeting, field)));
    let message = "if this looks ahead to the meeting, add “written” with the day of writing: the page says it once the meeting has begun";
    silent.map(|meeting| document.at(&[meeting, "/summary"].concat(), message.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    fn at(json: &str) -> Vec<String> {
        found(findings, json).into_iter().map(|(pointer, _)| pointer).collect()
    }

    #[test]
    fn what_waits_for_the_agency_is_named() {
        let json = r#"{"a": "For the agency to complete: x", "b": "It lies at [place]", "c": "x ]y[ z", "d": "x"}"#;
        assert_eq!(at(json), ["/a", "/b"]);
    }

    #[test]
    fn a_document_that_is_linked_or_waits_for_its_link_is_right() {
        let json =
            |words: &str| format!(r#"{{"sections": [{{"have_your_say": {{"id": "x", "document": {words}}}}}]}}"#);
        assert_eq!(at(&json(r#""It stands somewhere.""#)), ["/sections/0/have_your_say/document"]);
        assert!(at(&json(r#"["Read ", {"link": "https://a.example", "text": "the draft"}]"#)).is_empty());
    }

    #[test]
    fn a_consultation_that_closes_says_when_it_is_answered() {
        assert_eq!(at(r#"{"consultation": {"closes": "x"}}"#), ["/consultation"]);
        assert!(at(r#"{"consultation": {"closes": "x", "report_expected": "y"}}"#).is_empty());
    }

    #[test]
    fn a_meeting_that_is_told_as_one_to_come_says_since_when() {
        let json = |more: &str| {
            format!(
                r#"{{"sections": [{{"timeline": {{"sessions": [{{"first_day": "x", "summary": [{{"paragraph": "z"}}]{more}}}]}}}}]}}"#
            )
        };
        assert_eq!(at(&json("")), ["/sections/0/timeline/sessions/0/summary"]);
        for more in [r#", "written": "x""#, r#", "outcomes": ["x"]"#, r#", "documents": [{"paragraph": "x"}]"#] {
            assert!(at(&json(more)).is_empty(), "{more}");
        }
    }
}
