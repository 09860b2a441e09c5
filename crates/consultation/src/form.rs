//! A form: parts, each with questions.

pub mod answers;
mod asked;
pub mod blank;
pub mod choice;
pub mod kind;
pub mod length;
pub mod problem;
pub mod question;
pub mod rules;

use crate::form::question::Question;
use crate::id::Id;
use crate::read_object;
use crate::text::rich_text::Block;

/// A form, as the content defines it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Form {
    /// Its parts, in the order of reading.
    pub parts: Vec<Part>,
    /// The words on the button that sends it.
    pub submit: String,
    /// What is said once it has arrived.
    pub received: Received,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part {
    /// Ties the part to its heading.
    pub id: Id,
    /// Its heading; a form of one part may do without.
    pub title: Option<String>,
    /// What to know before answering.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub introduction: Vec<Block>,
    /// What to say when none of the part's questions is answered; without it, that is fine.
    pub at_least_one: Option<String>,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// What is said once the answers have arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Received {
    /// The heading.
    pub title: String,
    /// What happens next.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub next: Vec<Block>,
}

impl Form {
    /// All questions, in the order of reading.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.parts.iter().flat_map(|part| &part.questions)
    }

    /// The question of that id.
    pub fn question(&self, id: &Id) -> Option<&Question> {
        self.questions().find(|question| question.id == *id)
    }

    /// The part that asks the question of that id.
    pub fn part_of(&self, id: &Id) -> Option<&Part> {
        self.parts.iter().find(|part| part.questions.iter().any(|question| question.id == *id))
    }
}

read_object!(Form { parts, submit, received; });
read_object!(Part { id, questions; title, introduction, at_least_one });
read_object!(Received { title; next });
