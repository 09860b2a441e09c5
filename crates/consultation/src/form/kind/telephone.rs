//! A telephone number.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::blank::without_unseen_edges;
use crate::form::digit::digit;
use crate::form::length::too_long;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::wording::Wording;

/// Settings of a field for a telephone number: none so far.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Telephone {}

impl Telephone {
    /// Room for two numbers with an extension each.
    pub const MAX_CHARACTERS: u32 = 60;
}

impl OfKind for Telephone {
    type Answer = str;

    fn typed(answer: &Answer) -> Option<&str> {
        answer.as_text()
    }

    fn normal(answer: &Answer) -> Answer {
        answer.without_unseen_edges()
    }

    /// Generous on purpose: people write numbers in many ways, word processors put other hyphens and spaces into them, and
    /// only calling proves one. What no telephone number has are other letters and signs of ASCII.
    fn check(&self, text: &str) -> Option<Cause> {
        let number = without_unseen_edges(text);
        let is_between =
            |c| matches!(c, '+' | '(' | ')' | '-' | '.' | '/' | ',' | ';' | '#' | 'e' | 'x' | 't' | ' ' | '\t');
        let is_other = |c: char| c.is_ascii() && !c.is_ascii_digit() && !is_between(c);
        let digits = number.chars().filter_map(digit).count();
        match number.chars().any(is_other) || digits < 5 {
            true => Some(Cause::NotATelephoneNumber),
            false => too_long(number, Self::MAX_CHARACTERS),
        }
    }

    fn in_words(&self, text: &str, _: &Wording) -> String {
        text.to_owned()
    }
}

read_object!(Telephone { ; });
