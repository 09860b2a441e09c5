//! A form: parts, each with questions.

pub mod answers;
mod asked;
pub mod blank;
pub mod choice;
pub mod condition;
mod digit;
pub mod kind;
pub mod length;
pub mod problem;
pub mod publication;
pub mod question;
pub mod rules;

use crate::form::publication::Publication;
use crate::form::question::Question;
use crate::id::Id;
use crate::read_object;
use crate::text::rich_text::{Block, RichText};

/// A form, as the content defines it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Form {
    /// Its parts, in the order of reading.
    pub parts: Vec<Part>,
    /// A question of the kind “choose one” that one press answers and sends; what else is asked follows after that.
    pub one_press: Option<Id>,
    /// Questions of which at least one needs an answer.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub at_least_one: Vec<AtLeastOne>,
    /// What would be published; without it, nothing is said about that.
    pub publication: Option<Publication>,
    /// The words on the button that ends the writing.
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
    /// What a person must know before answering, marked so that it is not skipped.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub warning: Vec<Block>,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// Questions of which at least one needs an answer, whichever.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AtLeastOne {
    /// The questions, in any parts.
    pub of: Vec<Id>,
    /// Says so before the person writes.
    pub said: RichText,
    /// What to say when none of them is answered.
    pub missing: String,
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

    /// The questions among which the question of that id is one of several to choose from.
    pub fn choice_with(&self, id: &Id) -> Option<&AtLeastOne> {
        self.at_least_one.iter().find(|one| one.of.contains(id))
    }
}

read_object!(Form { parts, submit, received; one_press, at_least_one, publication });
read_object!(Part { id, questions; title, introduction, warning });
read_object!(AtLeastOne { of, said, missing; });
read_object!(Received { title; next });
