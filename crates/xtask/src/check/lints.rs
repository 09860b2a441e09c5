//! What an editor would want to know beyond what the page can read. One file a lint; a new one is added to the list here.

mod blank;
mod links;
mod offsets;
mod te_reo;
mod unicode;

use super::document::{Document, Kind};
use super::finding::Finding;

type Lint = fn(&Document<'_>) -> Vec<Finding>;

const OF_EVERY_FILE: [Lint; 2] = [blank::findings, unicode::findings];
const OF_CONTENT: [Lint; 4] = [links::addresses, links::words, te_reo::findings, offsets::findings];

/// What every lint finds in a file.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let of_content: &[Lint] = if document.kind == Kind::Content { &OF_CONTENT } else { &[] };
    OF_EVERY_FILE.iter().chain(of_content).flat_map(|lint| lint(document)).collect()
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
    fn phrases_around_the_content_cannot_mark_te_reo_so_they_are_not_asked_to() {
        let document = Document::read("x.json".to_owned(), Kind::Wording, r#"{"a": "Māori", "b": ""}"#);
        let pointers: Vec<_> = findings(&document).into_iter().map(|finding| finding.pointer).collect();
        assert_eq!(pointers, [Some("/b".to_owned())]);
    }
}
