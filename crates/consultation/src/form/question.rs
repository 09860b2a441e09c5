//! One question of a form: what is asked, in what kind of field, and when.

use super::kind::Kind;
use crate::form::condition::Condition;
use crate::id::Id;
use crate::read_object;
use crate::text::rich_text::RichText;

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Question {
    /// Ties label, field, answer and stored data together.
    pub id: Id,
    /// What is asked.
    pub label: RichText,
    /// Help with answering.
    pub hint: Option<RichText>,
    /// What to say when it is not answered; without it the question is optional.
    pub required: Option<String>,
    /// The kind of field.
    pub kind: Kind,
    /// Ask only after certain answers to earlier questions; without it the question is always asked.
    pub show_when: Option<Condition>,
}

impl Question {
    /// The id of the control that a link to the question leads to: the field, or the first of its boxes.
    pub fn first_control_id(&self) -> String {
        self.kind.first_part().map_or_else(|| self.id.to_string(), |part| self.element_id(&part))
    }

    /// The id of one of its other elements. Two hyphens cannot be part of an id either.
    pub fn element_id(&self, part: &str) -> String {
        [self.id.as_str(), "--", part].concat()
    }

    /// The id of a box. Two hyphens cannot be part of an id, so this never meets another question's id.
    pub fn choice_id(&self, value: &Id) -> String {
        [self.id.as_str(), "--", value.as_str()].concat()
    }
}

read_object!(Question { id, label, kind; hint, required, show_when });
