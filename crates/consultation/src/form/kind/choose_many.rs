//! Any of a list.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::choice::{Choice, label_of, not_offered};
use crate::form::problem::Cause;
use crate::read_list;
use crate::text::wording::Wording;

/// The list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChooseMany(pub Vec<Choice>);

impl OfKind for ChooseMany {
    type Answer = [String];

    fn typed(answer: &Answer) -> Option<&[String]> {
        match answer {
            Answer::Many(values) => Some(values),
            Answer::Text(_) | Answer::Agreed(_) => None,
        }
    }

    fn check(&self, values: &[String]) -> Option<Cause> {
        values.iter().find_map(|value| not_offered(value, &self.0))
    }

    fn in_words(&self, values: &[String], _: &Wording) -> String {
        let labels: Vec<String> = values.iter().map(|value| label_of(value, &self.0)).collect();
        labels.join("\n")
    }
}

read_list!(ChooseMany of Choice);
