//! A postal address, of any country: the lines as they stand on an envelope.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::length::too_long;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::wording::Wording;

/// Settings of a field for an address: none so far.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Address {}

impl Address {
    /// Ten lines of fifty.
    pub const MAX_CHARACTERS: u32 = 500;
}

impl OfKind for Address {
    type Answer = str;

    fn typed(answer: &Answer) -> Option<&str> {
        answer.as_text()
    }

    fn check(&self, text: &str) -> Option<Cause> {
        too_long(text, Self::MAX_CHARACTERS)
    }

    fn in_words(&self, text: &str, _: &Wording) -> String {
        text.to_owned()
    }
}

read_object!(Address { ; });
