//! No text is blank: an empty heading or label is a hole in the page that nobody sees while writing.

use crate::check::document::{Document, Text};
use crate::check::finding::Finding;

/// A finding for each text without a word.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let blank = document.texts.iter().filter(|text| is_blank(text));
    blank.map(|text| document.finding(text, "this text is blank: write it, or remove its field".to_owned())).collect()
}

/// A space between two parts of a text, such as two links, is no blank text.
fn is_blank(text: &Text) -> bool {
    let is_separator = text.has_neighbours && !text.value.is_empty();
    text.value.trim().is_empty() && !is_separator
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    #[test]
    fn a_text_without_a_word_is_found() {
        let found = found(findings, r#"{"a": "", "b": " \n", "c": ["x", ""], "d": [" "], "e": {"text": "\u00a0"}}"#);
        let pointers: Vec<_> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/a", "/b", "/c/1", "/d/0", "/e/text"]);
    }

    #[test]
    fn a_space_between_two_parts_is_not_blank() {
        assert_eq!(found(findings, r#"{"a": [{"strong": "x"}, " ", {"strong": "y"}]}"#), []);
    }
}
