//! Words in te reo Māori say so, because a screen reader that takes them for English says them wrong. It knows them amid
//! English alone: other languages of the Pacific share words with te reo.

mod words;

use self::words::{Found, found_in};
use crate::check::document::{Document, Text};
use crate::check::finding::Finding;

/// Fields that hold plain text, which cannot say its language; and what nobody reads out.
const PLAIN: [&str; 22] = [
    "autocomplete",
    "city",
    "description",
    "email",
    "id",
    "is",
    "lang",
    "language",
    "link",
    "missed",
    "missing",
    "names",
    "nothing",
    "of",
    "one_press",
    "private",
    "question",
    "required",
    "return_address",
    "strong",
    "submit",
    "value",
];

/// The same by what has the field: the heading of a part is plain text, and that of a section is not.
const PLAIN_OF: [(&str, &str); 6] = [
    ("parts", "title"),
    ("received", "title"),
    ("fields", "label"),
    ("passages", "text"),
    ("passages", "source"),
    ("publication", "without_name"),
];

/// A finding for all such words that stand together, in each text that could say its language and does not. What only
/// looks like te reo is advice: it may be the name of a person, or of another language.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    if !document.is_english() {
        return Vec::new();
    }
    let texts = document.texts.iter().filter(|text| can_say_its_language(text) && !is_marked(text));
    let found = texts.flat_map(|text| found_in(&text.value).into_iter().map(move |found| (text, found)));
    found.map(|(text, found)| finding(document, text, &found)).collect()
}

/// The words of a link are plain text too.
fn can_say_its_language(text: &Text) -> bool {
    let mut steps = text.pointer.rsplit('/').filter(|step| step.parse::<usize>().is_err()).skip(1);
    let plain_of = (steps.next().unwrap_or_default(), text.field.as_str());
    !PLAIN.contains(&plain_of.1) && !PLAIN_OF.contains(&plain_of) && text.beside("link").is_none()
}

fn is_marked(text: &Text) -> bool {
    text.language.as_ref().is_some_and(|language| language.split('-').next() != Some("en"))
}

fn finding(document: &Document<'_>, text: &Text, Found { words, right, is_listed }: &Found) -> Finding {
    let what = match (is_listed, words == right) {
        (true, true) => "is te reo Māori, and does not say so".to_owned(),
        (true, false) => format!("is te reo Māori, where it is written “{right}”, and does not say so"),
        (false, _) => "looks like te reo Māori, and does not say so".to_owned(),
    };
    let message = format!(r#"“{words}” {what}: split the text, with {{"lang": "mi", "text": "{right}"}} for it"#);
    let finding = document.finding_of(text, words, message);
    if *is_listed { finding } else { finding.into_advice() }
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::document::{Document, Kind};
    use crate::check::finding::Finding;
    use crate::check::lints::tests::found;

    /// What is found in an English content with these fields.
    fn in_english(fields: &str) -> Vec<(String, String)> {
        found(findings, &fields.replacen('{', r#"{"language": "en-NZ", "#, 1))
    }

    fn pointers(fields: &str) -> Vec<String> {
        in_english(fields).into_iter().map(|(pointer, _)| pointer).collect()
    }

    #[test]
    fn a_word_that_does_not_say_its_language_is_found_wherever_it_could() {
        let json = r#"{"title": "Aotearoa", "blocks": [{"paragraph": ["for iwi, and HAPŪ"]}], "hint": "Te reo Māori"}"#;
        assert_eq!(pointers(json), ["/title", "/blocks/0/paragraph/0", "/blocks/0/paragraph/0", "/hint"]);
    }

    #[test]
    fn the_finding_says_what_to_write() {
        let found = in_english(r#"{"title": "Maori data"}"#);
        let message = r#"“Maori” is te reo Māori, where it is written “Māori”, and does not say so: split the text, with {"lang": "mi", "text": "Māori"} for it"#;
        assert_eq!(found, [("/title".to_owned(), message.to_owned())]);
    }

    #[test]
    fn what_only_looks_like_it_is_advice() {
        let weights = |words: &str| {
            let json = format!(r#"{{"language": "en", "title": "{words}"}}"#);
            let findings = findings(&Document::read("x.json".to_owned(), Kind::Content, &json));
            findings.iter().map(Finding::is_to_mend).collect::<Vec<_>>()
        };
        assert_eq!(weights("Ōpōtiki and hapū"), [false, true]);
    }

    #[test]
    fn the_words_are_found_where_they_stand() {
        let json = r#"{"language": "en", "title": "\"For\" iwi"}"#;
        let findings = findings(&Document::read("x.json".to_owned(), Kind::Content, json));
        assert_eq!(findings[0].place.column, json.find("iwi").expect("it is there") + 1);
    }

    #[test]
    fn of_another_language_than_english_nothing_is_known() {
        assert_eq!(found(findings, r#"{"language": "mi", "title": "Aotearoa"}"#), []);
        assert_eq!(found(findings, r#"{"language": "sm", "title": "mana"}"#), []);
    }

    #[test]
    fn a_word_marked_as_another_language_is_found() {
        assert_eq!(pointers(r#"{"title": [{"lang": "en", "text": "Aotearoa"}]}"#), ["/title/0/text"]);
    }

    #[test]
    fn a_marked_word_is_right() {
        let json = r#"{"title": [{"lang": "mi", "text": "Aotearoa"}, {"lang": "mi-NZ", "text": "te reo Māori"}, " x"],
                "hint": {"lang": "mi", "spans": ["Kia ora ", {"strong": "whānau"}]}}"#;
        assert_eq!(pointers(json), Vec::<String>::new());
    }

    #[test]
    fn plain_fields_and_parts_of_other_words_are_left_alone() {
        let json = r##"{"city": "Aotearoa", "is": ["iwi"], "required": "Māori",
                       "parts": [{"title": "Māori data"}], "received": {"title": "Kia ora"}, "return_address": ["Te Aro"],
                       "passages": [{"text": "hapū", "source": "iwi"}], "fields": [{"label": "Iwi"}],
                       "a": {"link": "#a", "text": "Māori data"}, "b": "Kiwi and sauté reorder"}"##;
        assert_eq!(pointers(json), Vec::<String>::new());
    }
}
