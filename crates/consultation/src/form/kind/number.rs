//! A whole number.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::blank::{is_blank, without_unseen_edges};
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

/// Reads it; none of what is no number, or a larger one than any question asks for.
fn value(text: &str) -> Option<u32> {
    let mut value: u32 = 0;
    for character in without_unseen_edges(text).chars().filter(|c| !c.is_whitespace() && *c != ',') {
        value = value.checked_mul(10)?.checked_add(digit(character)?)?;
    }
    (!is_blank(text)).then_some(value)
}

read_object!(Number { least, most; });
