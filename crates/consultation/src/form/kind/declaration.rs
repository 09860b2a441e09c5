//! A statement to agree to.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::rich_text::RichText;
use crate::text::wording::{Phrase, Wording};

/// Settings of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Declaration {
    /// What the person agrees to; the question's label is the heading above it.
    pub statement: RichText,
}

impl OfKind for Declaration {
    type Answer = bool;

    fn typed(answer: &Answer) -> Option<&bool> {
        match answer {
            Answer::Agreed(agreed) => Some(agreed),
            Answer::Text(_) | Answer::Many(_) => None,
        }
    }

    fn check(&self, _: &bool) -> Option<Cause> {
        None
    }

    fn in_words(&self, _: &bool, wording: &Wording) -> String {
        wording.text(Phrase::Agreed).to_owned()
    }
}

read_object!(Declaration { statement; });
