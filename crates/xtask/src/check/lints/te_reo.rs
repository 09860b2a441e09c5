//! Words in te reo Māori say so, because a screen reader that takes them for English says them wrong.

use unicode_normalization::UnicodeNormalization;

use crate::check::document::{Document, Text};
use crate::check::finding::Finding;

/// The words that occur on pages like this one. A list, not a dictionary: names of places and people are left alone.
const WORDS: [&str; 5] = ["Aotearoa", "Māori", "iwi", "hapū", "te reo"];

/// Fields that hold plain text, which cannot say its language; and what nobody reads out.
const PLAIN: [&str; 17] = [
    "autocomplete",
    "city",
    "description",
    "email",
    "id",
    "is",
    "lang",
    "language",
    "link",
    "missing",
    "of",
    "one_press",
    "question",
    "required",
    "strong",
    "submit",
    "value",
];

/// A finding for each of the words in each text that could say its language and does not.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let texts = document.texts.iter().filter(|text| can_say_its_language(text) && !is_marked(text));
    let found = texts.flat_map(|text| words_in(&text.value).map(move |word| (text, word)));
    found.map(|(text, word)| document.finding(text, message(word))).collect()
}

/// The words of a link are plain text too.
fn can_say_its_language(text: &Text) -> bool {
    !PLAIN.contains(&text.field.as_str()) && text.beside("link").is_none()
}

fn is_marked(text: &Text) -> bool {
    text.beside("lang").is_some_and(|lang| lang == "mi" || lang.starts_with("mi-"))
}

fn words_in(text: &str) -> impl Iterator<Item = &'static str> {
    let text: String = text.nfc().collect::<String>().to_lowercase();
    WORDS.into_iter().filter(move |word| has_word(&text, &word.to_lowercase()))
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + word.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

fn message(word: &str) -> String {
    format!(
        r#"“{word}” is te reo Māori, and does not say so: split the text, with {{"lang": "mi", "text": "{word}"}} for it"#
    )
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    fn pointers(json: &str) -> Vec<String> {
        found(findings, json).into_iter().map(|(pointer, _)| pointer).collect()
    }

    #[test]
    fn a_word_that_does_not_say_its_language_is_found_wherever_it_could() {
        let json = r#"{"title": "Aotearoa", "blocks": [{"paragraph": ["for iwi, and HAPŪ"]}], "hint": "Te reo"}"#;
        assert_eq!(pointers(json), ["/title", "/blocks/0/paragraph/0", "/blocks/0/paragraph/0", "/hint"]);
    }

    #[test]
    fn the_finding_says_what_to_write() {
        let found = found(findings, r#"{"title": "Māori data"}"#);
        assert!(found[0].1.ends_with(r#"with {"lang": "mi", "text": "Māori"} for it"#), "{found:?}");
    }

    #[test]
    fn a_word_marked_as_another_language_is_found() {
        assert_eq!(pointers(r#"{"title": [{"lang": "en", "text": "Aotearoa"}]}"#), ["/title/0/text"]);
    }

    #[test]
    fn a_marked_word_is_right() {
        let json =
            r#"{"title": [{"lang": "mi", "text": "Aotearoa"}, {"lang": "mi-NZ", "text": "te reo Māori"}, " x"]}"#;
        assert_eq!(pointers(json), Vec::<String>::new());
    }

    #[test]
    fn plain_fields_and_parts_of_other_words_are_left_alone() {
        let json = r##"{"city": "Aotearoa", "is": ["iwi"], "required": "Māori",
                       "a": {"link": "#a", "text": "Māori data"}, "b": "Kiwi and sauté reorder"}"##;
        assert_eq!(pointers(json), Vec::<String>::new());
    }
}
