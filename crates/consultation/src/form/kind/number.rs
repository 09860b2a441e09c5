//! A whole number.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::blank::without_unseen_edges;
use crate::form::digit::digit;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::wording::Wording;

/// Settings of a field for a whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Number {
    /// The smallest that is accepted.
    pub least: u32,
    /// The largest.
    pub most: u32,
}

impl OfKind for Number {
    type Answer = str;

    fn typed(answer: &Answer) -> Option<&str> {
        answer.as_text()
    }

    /// As digits alone: “1,000” and “1 000” are one number.
    fn normal(answer: &Answer) -> Answer {
        match answer.as_text().and_then(value) {
            Some(value) => Answer::Text(value.to_string()),
            None => answer.without_unseen_edges(),
        }
    }

    fn check(&self, text: &str) -> Option<Cause> {
        match value(text) {
            None => Some(Cause::NotANumber),
            Some(value) if (self.least..=self.most).contains(&value) => None,
            Some(_) => Some(Cause::OutOfRange { least: self.least, most: self.most }),
        }
    }

    fn in_words(&self, text: &str, _: &Wording) -> String {
        text.to_owned()
    }
}

/// Reads it; none of what is no number, or a larger one than any question asks for. Three digits follow the last comma or
/// space: “1,5” is no whole number.
fn value(text: &str) -> Option<u32> {
    let (mut value, mut digits, mut since_last) = (0_u32, 0, NONE_BEFORE);
    for character in without_unseen_edges(text).chars() {
        if character == ',' || character.is_whitespace() {
            since_last = 0;
        } else {
            value = value.checked_mul(10)?.checked_add(digit(character)?)?;
            digits += 1;
            since_last += 1;
        }
    }
    (digits > 0 && matches!(since_last, 3 | NONE_BEFORE..)).then_some(value)
}

/// Where no comma and no space came before: more digits than a number has.
const NONE_BEFORE: u32 = 100;

read_object!(Number { least, most; });
