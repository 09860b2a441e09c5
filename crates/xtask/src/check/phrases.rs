//! The texts of a content as people read them: the pieces of each put together. Judges nothing.

use super::document::{Document, Text};

/// What is for programs: ids, moments, settings and addresses.
pub const NOT_READ: [&str; 23] = [
    "$schema",
    "autocomplete",
    "closed",
    "closes",
    "email",
    "first",
    "first_day",
    "id",
    "is",
    "lang",
    "language",
    "last",
    "last_day",
    "link",
    "names",
    "nothing",
    "of",
    "one_press",
    "opened",
    "opens",
    "private",
    "question",
    "value",
];

/// Lists of texts; any other list of strings is one text.
const LISTS: [&str; 6] = ["before_you_start", "list", "numbered_list", "outcomes", "passages", "return_address"];

/// A text of one or more pieces.
pub struct Phrase<'d> {
    /// The JSON pointer of the whole.
    pub pointer: String,
    /// All of its words.
    pub words: String,
    /// Its first piece.
    pub first: &'d Text,
}

/// Every text that people read, in order.
pub fn of<'d>(document: &'d Document<'_>) -> Vec<Phrase<'d>> {
    let mut phrases: Vec<Phrase<'d>> = Vec::new();
    for text in document.texts.iter().filter(|text| !NOT_READ.contains(&text.field.as_str())) {
        let pointer = whole(&text.pointer);
        match phrases.last_mut().filter(|phrase| phrase.pointer == pointer) {
            Some(phrase) => phrase.words += &text.value,
            None => phrases.push(Phrase { pointer: pointer.to_owned(), words: text.value.clone(), first: text }),
        }
    }
    phrases
}

/// The JSON pointer of the text to which a piece belongs.
fn whole(pointer: &str) -> &str {
    let mut whole = pointer;
    while let Some((rest, step)) = whole.rsplit_once('/') {
        let is_of_a_list = LISTS.iter().any(|list| rest.ends_with(&["/", list].concat()));
        let is_index = step.bytes().all(|b| b.is_ascii_digit());
        if is_index && is_of_a_list || !is_index && !["text", "strong", "spans"].contains(&step) {
            break;
        }
        whole = rest;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::document::Kind;

    #[test]
    fn the_pieces_of_a_text_are_put_together_and_the_items_of_a_list_are_not() {
        let json = r##"{"id": "x", "title": ["A ", {"lang": "mi", "text": "b"}, {"strong": " c"}],
            "blocks": [{"paragraph": "D."}, {"list": ["E", ["F ", {"link": "#x", "text": "g"}]]}],
            "hint": {"lang": "mi", "spans": ["H ", "i"]}, "missing": "J"}"##;
        let document = Document::read("x.json".to_owned(), Kind::Content, json);
        let found = of(&document).into_iter().map(|phrase| (phrase.pointer, phrase.words));
        let expected = [
            ("/title", "A b c"),
            ("/blocks/0/paragraph", "D."),
            ("/blocks/1/list/0", "E"),
            ("/blocks/1/list/1", "F g"),
            ("/hint", "H i"),
            ("/missing", "J"),
        ];
        let expected = expected.map(|(pointer, words)| (pointer.to_owned(), words.to_owned()));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
