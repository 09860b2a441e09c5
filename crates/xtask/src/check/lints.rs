//! What an editor would want to know beyond what the page can read. One file a lint; a new one is added to the list here.

mod blank;
mod deadline;
mod demanded;
mod lengths;
pub mod links;
mod offsets;
mod published;
mod reading_age;
mod settings;
mod te_reo;
mod unfinished;
mod unicode;

use super::document::{Document, Kind};
use super::finding::Finding;

type Lint = fn(&Document<'_>) -> Vec<Finding>;

const OF_CONTENT: [Lint; 12] = [
    blank::findings,
    demanded::findings,
    unicode::findings,
    links::addresses,
    links::words,
    te_reo::findings,
    offsets::findings,
    published::findings,
    deadline::findings,
    lengths::findings,
    reading_age::findings,
    unfinished::findings,
];
/// The domain itself refuses blank phrases; and phrases cannot mark te reo.
const OF_WORDING: [Lint; 1] = [unicode::findings];
const OF_SETTINGS: [Lint; 3] = [blank::findings, unicode::findings, settings::findings];
const OF_THE_REST: [Lint; 2] = [blank::findings, unicode::findings];

/// What every lint finds in a file.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let lints: &[Lint] = match document.kind {
        Kind::Content => &OF_CONTENT,
        Kind::Wording => &OF_WORDING,
        Kind::Settings => &OF_SETTINGS,
        Kind::Languages | Kind::Updates => &OF_THE_REST,
    };
    lints.iter().flat_map(|lint| lint(document)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pointers and messages that a lint gives for a content file.
    pub fn found(lint: Lint, json: &str) -> Vec<(String, String)> {
        let document = Document::read("x.json".to_owned(), Kind::Content, json);
        let findings = lint(&document).into_iter();
        findings.map(|finding| (finding.pointer.expect("a text has one"), finding.message)).collect()
    }

    #[test]
    fn of_the_phrases_nothing_is_asked_that_they_cannot_do_or_that_the_domain_asks() {
        let document = Document::read("x.json".to_owned(), Kind::Wording, r#"{"a": "Māori", "b": ""}"#);
        assert_eq!(findings(&document), []);
    }
}
