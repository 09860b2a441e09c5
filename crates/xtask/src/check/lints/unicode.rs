//! Texts are in NFC: in other forms, searching the page for “Māori” does not find the word that looks the same.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::check::document::Document;
use crate::check::finding::Finding;

/// A finding for each text that is not in NFC.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let texts = document.texts.iter().filter(|text| !is_nfc(&text.value));
    texts.map(|text| document.finding(text, message(&text.value))).collect()
}

fn message(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let word = |text: &str, other: &str| {
        let pairs = text.split_whitespace().map(str::to_owned).zip(other.split_whitespace().map(str::to_owned));
        pairs.into_iter().find(|(one, two)| one != two).map(|(_, two)| two)
    };
    let word = word(text, &composed).unwrap_or_default();
    format!("“{word}” is stored in separate pieces (not in NFC), so searching does not find it: type the word again")
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    #[test]
    fn a_letter_and_its_macron_in_two_pieces_are_found() {
        let found = found(findings, "{\"a\": \"for Ma\u{304}ori data\"}");
        assert_eq!(found.len(), 1);
        assert!(found[0].1.starts_with("“M\u{101}ori” is stored in separate pieces"), "{found:?}");
    }

    #[test]
    fn a_composed_letter_is_left_alone() {
        assert_eq!(found(findings, "{\"a\": \"M\u{101}ori hap\u{16b} – “é”\"}"), []);
    }
}
