//! Links lead where they say, and mail goes to the one address of the team.

use crate::check::document::{Document, Text};
use crate::check::finding::Finding;

/// Words that say nothing when a screen reader lists the links of a page.
const EMPTY_WORDS: [&str; 7] = ["here", "click here", "read more", "more", "learn more", "link", "this link"];

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

/// The address of a `mailto:` link, without a subject.
fn mail_address(link: &Text) -> Option<&str> {
    link.value.strip_prefix("mailto:")?.split('?').next()
}

fn says_nothing(words: &str) -> bool {
    let plain = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    EMPTY_WORDS.contains(&plain.as_str())
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
    use super::{addresses, words};
    use crate::check::lints::tests::found;

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
        for text in ["here", "Click here", "Read more…", " here. ", "(this link)"] {
            let json = format!(r##"{{"a": [{{"link": "#b", "text": "{text}"}}]}}"##);
            assert_eq!(found(words, &json).len(), 1, "{text}");
        }
    }

    #[test]
    fn links_that_do_and_other_texts_are_left_alone() {
        let json = r##"{"a": [{"link": "#b", "text": "Read more about the treaty"}, {"strong": "here"}, "more"]}"##;
        assert_eq!(found(words, json), []);
    }
}
