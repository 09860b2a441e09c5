//! One of the answers of a list.

use super::problem::Cause;
use crate::id::Id;
use crate::read_object;
use crate::text::rich_text::RichText;

/// One of the answers of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// What is stored.
    pub value: Id,
    /// What is shown.
    pub label: RichText,
}

/// A value that is on no list is no answer to it.
pub(super) fn not_offered(value: &str, choices: &[Choice]) -> Option<Cause> {
    named(value, choices).is_none().then_some(Cause::NotOffered)
}

/// The label of a value; one that is on no list stands for itself.
pub(super) fn label_of(value: &str, choices: &[Choice]) -> String {
    named(value, choices).map_or_else(|| value.to_owned(), |choice| choice.label.plain())
}

fn named<'a>(value: &str, choices: &'a [Choice]) -> Option<&'a Choice> {
    choices.iter().find(|choice| choice.value == *value)
}

read_object!(Choice { value, label; });
