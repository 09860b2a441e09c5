//! Several lines of text.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::length::too_long;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::wording::Wording;

/// Settings of a field of several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LongText {
    /// The most characters accepted. A macron or an emoji is one, and so is the end of a line.
    ///
    /// [`crate::form::length`] counts them.
    pub max_characters: u32,
    /// Its height in lines, to show how long an answer is expected.
    pub rows: u32,
    /// What the answer is about, to be quoted in it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub passages: Vec<Passage>,
}

/// Some words that can be quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Passage {
    /// The words, without quotation marks.
    pub text: String,
    /// Where they stand.
    pub source: String,
}

impl OfKind for LongText {
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

read_object!(LongText { max_characters, rows; passages });
read_object!(Passage { text, source; });
