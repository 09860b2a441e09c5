//! What a page of an agency may not leave empty: who is behind it, and how what people write is read. That a field is missing
//! the domain says itself.

use crate::check::document::Document;
use crate::check::finding::Finding;

/// The statements, and what each is for.
const STATEMENTS: [(&str, &str); 6] = [
    (
        "privacy/blocks",
        "who collects what people write, why, where it lies, who sees it, for how long, and their rights",
    ),
    ("copyright/blocks", "who may use the words of the page again"),
    ("accessibility/blocks", "what the page does for everybody, and whom to tell what it does not"),
    ("about/blocks", "who is behind the page"),
    ("contact/blocks", "how the agency is reached"),
    ("return_address", "where a form that was filled in by hand is sent"),
];

/// A finding for each list that is there, and empty.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let statements = STATEMENTS.map(|(place, what)| (["/statements/", place].concat(), what));
    let say = section(document).map(|section| (section + "/reading", "how what people write is read"));
    let places = statements.into_iter().chain(say);
    let empty = places.filter(|(pointer, _)| document.is_empty_list(pointer));
    empty.map(|(pointer, what)| document.at(&pointer, format!("this list is empty: it says {what}"))).collect()
}

/// The pointer to the section with the form.
pub fn section(document: &Document<'_>) -> Option<String> {
    const NAME: &str = "/have_your_say";
    let text =
        document.texts.iter().find(|text| text.pointer.starts_with("/sections/") && text.pointer.contains(NAME))?;
    let end = text.pointer.find(NAME)? + NAME.len();
    Some(text.pointer[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    #[test]
    fn what_is_there_and_says_nothing_is_found() {
        let found = found(
            findings,
            r#"{"statements": {"privacy": {"title": "Privacy", "blocks": []}, "about": {"blocks": [{"paragraph": "x"}]}, "return_address": []},
                "sections": [{"prose": {}}, {"have_your_say": {"id": "x", "reading": []}}]}"#,
        );
        let at: Vec<_> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(
            at,
            ["/statements/privacy/blocks", "/statements/return_address", "/sections/1/have_your_say/reading"]
        );
        assert_eq!(found[2].1, "this list is empty: it says how what people write is read");
    }
}
