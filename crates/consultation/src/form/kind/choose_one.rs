//! One of a list.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::choice::{Choice, label_of, not_offered};
use crate::form::problem::Cause;
use crate::read_list;
use crate::text::wording::Wording;

/// The list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChooseOne(pub Vec<Choice>);

impl OfKind for ChooseOne {
    type Answer = str;

    fn typed(answer: &Answer) -> Option<&str> {
        answer.as_text()
    }

    fn check(&self, value: &str) -> Option<Cause> {
        not_offered(value, &self.0)
    }

    fn in_words(&self, value: &str, _: &Wording) -> String {
        label_of(value, &self.0)
    }
}

read_list!(ChooseOne of Choice);
