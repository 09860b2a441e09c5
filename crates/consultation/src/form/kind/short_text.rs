//! One line of text.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::length::too_long;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::wording::Wording;

/// Settings of a one-line field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShortText {
    /// The most characters accepted. A macron or an emoji is one.
    ///
    /// [`crate::form::length`] counts them.
    pub max_characters: u32,
    /// What browsers may fill in: a token of HTML's `autocomplete`, such as `name` or `organization`.
    pub autocomplete: Option<String>,
}

impl OfKind for ShortText {
    type Answer = str;

    fn typed(answer: &Answer) -> Option<&str> {
        answer.as_text()
    }

    fn check(&self, text: &str) -> Option<Cause> {
        too_long(text, self.max_characters)
    }

    fn in_words(&self, text: &str, _: &Wording) -> String {
        text.to_owned()
    }
}

read_object!(ShortText { max_characters; autocomplete });
