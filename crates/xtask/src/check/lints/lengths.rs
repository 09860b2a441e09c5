//! Advice on titles, links and buttons that are long: they can be, and then something cuts or wraps them.

use crate::check::document::Document;
use crate::check::finding::Finding;
use crate::check::phrases;

/// Search results cut longer titles, and longer descriptions below them: these are the lengths that GOV.UK gives its writers.
/// The agency's name follows the title there, and may be cut.
const TITLE: (usize, &str) = (65, "search results may cut it");
const DESCRIPTION: (usize, &str) = (160, "search results may cut it");

/// A line of text is no wider than 80 characters (WCAG 2.2, 1.4.8), so more takes a second line on every screen, and is
/// long to hear in a screen reader's list of headings or links.
const HEADING: (usize, &str) =
    (80, "it takes more than a line on every screen, and is long to hear in a list of headings");
const LINK: (usize, &str) = (80, "it takes more than a line on every screen, and is long to hear in a list of links");

/// At 320 CSS pixels (WCAG 2.2, 1.4.10) a line of a button holds about 25 characters: this many take two.
const BUTTON: (usize, &str) = (40, "it takes more than two lines on a small screen");

/// A finding for each text that is longer than its kind should be.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let phrases = phrases::of(document);
    let phrases = phrases.iter().filter_map(|phrase| Some((phrase.first, &phrase.words, limit(&phrase.pointer)?)));
    let links = document.texts.iter().filter(|text| text.field == "text" && text.beside("link").is_some());
    let links = links.map(|text| (text, &text.value, LINK));
    let long = phrases.chain(links).filter(|(_, words, (most, _))| words.chars().count() > *most);
    long.map(|(text, words, (most, why))| {
        let length = words.chars().count();
        document.finding(text, format!("this has {length} characters, and over {most} {why}: shorten it")).into_advice()
    })
    .collect()
}

fn limit(pointer: &str) -> Option<(usize, &'static str)> {
    match pointer.rsplit('/').next()? {
        "title" if pointer == "/title" => Some(TITLE),
        "description" => Some(DESCRIPTION),
        "title" | "name" => Some(HEADING),
        "submit" => Some(BUTTON),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    #[test]
    fn what_is_longer_than_its_kind_should_be_is_found_and_what_is_as_long_is_not() {
        for (before, after, most, pointer) in [
            (r#"{"title": ""#, r#""}"#, 65, "/title"),
            (r#"{"title": [{"lang": "mi", "text": "Abc"}, ""#, r#""]}"#, 62, "/title/0/text"),
            (r#"{"description": ""#, r#""}"#, 160, "/description"),
            (r#"{"sections": [{"prose": {"title": ""#, r#""}}]}"#, 80, "/sections/0/prose/title"),
            (r#"{"sessions": [{"name": ""#, r#""}]}"#, 80, "/sessions/0/name"),
            (r##"{"a": {"link": "#b", "text": ""##, r#""}}"#, 80, "/a/text"),
            (r#"{"submit": ""#, r#""}"#, 40, "/submit"),
        ] {
            let found = |length: usize| found(findings, &[before, &"ā".repeat(length), after].concat());
            assert_eq!(found(most), [], "{before}");
            let found = found(most + 1);
            assert_eq!((found.len(), found[0].0.as_str()), (1, pointer), "{before}");
        }
    }

    #[test]
    fn other_texts_may_be_of_any_length() {
        assert_eq!(found(findings, &format!(r#"{{"paragraph": "{}", "hint": "x"}}"#, "a ".repeat(500))), []);
    }
}
