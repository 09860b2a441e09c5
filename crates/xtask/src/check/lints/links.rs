//! Links lead where they say, and mail goes to the one address of the team.

use crate::check::document::{Document, Text};
use crate::check::finding::Finding;

/// Words that say nothing when a screen reader lists the links of a page.
const EMPTY_WORDS: [&str; 22] = [
    "click",
    "click here",
    "details",
    "download",
    "find out more",
    "go",
    "here",
    "info",
    "learn more",
    "link",
    "more",
    "more details",
    "more info",
    "more information",
    "read more",
    "read on",
    "see here",
    "see more",
    "this",
    "this link",
    "this page",
    "website",
];

/// Places that every page has.
const OF_THE_PAGE: [&str; 3] = ["", "main", "top"];

/// A finding for each `mailto:` link to another address than `contact.email`.
pub fn addresses(document: &Document<'_>) -> Vec<Finding> {
    let Some(team) = document.text_at("/contact/email") else { return Vec::new() };
    let links = document.texts.iter().filter(|text| text.field == "link");
    let others = links.filter(|text| mail_address(text).is_some_and(|address| address != team.value));
    others.map(|text| document.finding(text, other_address(text, team))).collect()
}

/// A finding for each link whose words do not say where it leads.
pub fn words(document: &Document<'_>) -> Vec<Finding> {
    let words = document.texts.iter().filter(|text| text.field == "text" && text.beside("link").is_some());
    words.filter(|text| says_nothing(&text.value)).map(|text| document.finding(text, empty_words(text))).collect()
}

/// A finding for each link to a place on the page that the page does not have. A translation has the places of the first
/// language, so it is not asked.
pub fn anchors(document: &Document<'_>) -> Vec<Finding> {
    let ids: Vec<_> = document.texts.iter().filter(|text| text.field == "id").map(|text| text.value.as_str()).collect();
    let links = document.texts.iter().filter(|text| text.field == "link");
    let dead = links.filter_map(|text| Some((text, text.value.strip_prefix('#')?)));
    let dead =
        dead.filter(|(text, place)| is_of_a_statement(text) || !OF_THE_PAGE.contains(place) && !ids.contains(place));
    dead.map(|(text, place)| {
        let message = if is_of_a_statement(text) { beside_the_page(place) } else { leads_nowhere(place, &ids) };
        document.finding(text, message)
    })
    .collect()
}

/// A statement has a page of its own, without those places; the link to the government's site is on every page.
fn is_of_a_statement(text: &Text) -> bool {
    text.pointer.starts_with("/statements/")
}

fn beside_the_page(place: &str) -> String {
    format!("“#{place}” leads nowhere from here, because each statement is a page of its own: write ./#{place}")
}

fn leads_nowhere(place: &str, ids: &[&str]) -> String {
    let near = ids.iter().find(|id| id.contains(place) || place.contains(**id));
    let near = near.map(|id| format!(": did you mean “#{id}”?")).unwrap_or_default();
    format!("“#{place}” leads nowhere, because no section, part or question has that id{near}")
}

/// The address of a `mailto:` link, without a subject.
fn mail_address(link: &Text) -> Option<&str> {
    link.value.strip_prefix("mailto:")?.split('?').next()
}

/// That a text is blank is said of all texts. An address is read out letter by letter, and tells what is there to nobody.
fn says_nothing(words: &str) -> bool {
    let plain = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_address = ["http://", "https://", "www."].iter().any(|start| plain.starts_with(start));
    let is_one_word = !plain.contains(char::is_whitespace);
    !words.trim().is_empty() && plain.is_empty() || is_address && is_one_word || EMPTY_WORDS.contains(&plain.as_str())
}

fn other_address(link: &Text, team: &Text) -> String {
    format!("this link is not to contact.email, which is “{0}”: write mailto:{0}, or change contact.email", team.value)
        .replace("this link", &format!("“{}”", link.value))
}

fn empty_words(text: &Text) -> String {
    format!(
        "the link “{}” does not say where it leads: name what is there, as in “Read the results of the consultation”",
        text.value
    )
}

#[cfg(test)]
mod tests {
    use super::{addresses, anchors, words};
    use crate::check::lints::tests::found;

    #[test]
    fn a_link_to_a_place_that_is_not_there_is_found() {
        let found = found(
            anchors,
            r##"{"id": "have-your-say", "a": {"link": "#have-your-sy", "text": "x"}, "b": {"link": "#have-your-say", "text": "x"},
                "c": {"link": "#top", "text": "x"}, "d": {"link": "#say", "text": "x"}}"##,
        );
        let why = "leads nowhere, because no section, part or question has that id";
        assert_eq!(
            found,
            [
                ("/a/link".to_owned(), format!("“#have-your-sy” {why}")),
                ("/d/link".to_owned(), format!("“#say” {why}: did you mean “#have-your-say”?")),
            ]
        );
    }

    #[test]
    fn from_a_statement_no_place_of_the_page_can_be_reached() {
        let json =
            r##"{"id": "say", "statements": {"privacy": {"blocks": [{"paragraph": {"link": "#say", "text": "x"}}]}}}"##;
        let found = found(anchors, json);
        assert_eq!(found.len(), 1);
        assert!(found[0].1.starts_with("“#say” leads nowhere from here"), "{}", found[0].1);
    }

    #[test]
    fn mail_to_another_address_is_found() {
        let found = found(
            addresses,
            r#"{"contact": {"email": "team@agency.example"}, "a": {"link": "mailto:old@agency.example", "text": "x"}}"#,
        );
        let message = "“mailto:old@agency.example” is not to contact.email, which is “team@agency.example”: \
                       write mailto:team@agency.example, or change contact.email";
        assert_eq!(found, [("/a/link".to_owned(), message.to_owned())]);
    }

    #[test]
    fn mail_to_the_team_with_a_subject_is_right() {
        let json =
            r#"{"contact": {"email": "t@a.example"}, "a": {"link": "mailto:t@a.example?subject=x", "text": "x"}}"#;
        assert_eq!(found(addresses, json), []);
    }

    #[test]
    fn links_that_do_not_say_where_they_lead_are_found() {
        for text in [
            "here",
            "Click here",
            "Read more…",
            " here. ",
            "(this link)",
            "→",
            "…",
            "https://a.example/b?c",
            "www.a.example",
            "Find out more >",
        ] {
            let json = format!(r##"{{"a": [{{"link": "#b", "text": "{text}"}}]}}"##);
            assert_eq!(found(words, &json).len(), 1, "{text}");
        }
    }

    #[test]
    fn links_that_do_and_other_texts_are_left_alone() {
        let json = r##"{"a": [{"link": "#b", "text": "Read more about the treaty"}, {"strong": "here"}, "more"],
            "b": {"link": "mailto:t@a.example", "text": "t@a.example"}, "c": {"link": "https://www.govt.nz/", "text": "Govt.nz"}}"##;
        assert_eq!(found(words, json), []);
    }
}
