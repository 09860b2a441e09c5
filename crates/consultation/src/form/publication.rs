//! What of a submission would be published, as the person chose.

use super::Form;
use super::answers::Answers;
use super::kind::Kind;
use super::question::Question;
use crate::id::Id;
use crate::read_object;

/// Which question asks for the choice, and what follows from it. Whatever is chosen, people can ask for official information.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// A question of the kind “choose one”.
    pub question: Id,
    /// Its answer after which nothing that names the person is published.
    pub without_name: Id,
    /// Its answer after which nothing is.
    pub nothing: Id,
    /// The questions whose answers name the person.
    pub names: Vec<Id>,
    /// The questions whose answers are never published.
    pub private: Vec<Id>,
}

impl Form {
    /// Whether the answer to a question would be published; none where that is not asked, or not chosen yet, and of the
    /// choice itself and a declaration.
    pub fn would_publish(&self, question: &Question, answers: &Answers) -> Option<bool> {
        let publication =
            self.publication.as_ref().filter(|publication| answers.has_answered(&publication.question))?;
        if question.id == publication.question || matches!(question.kind, Kind::Declaration(_)) {
            return None;
        }
        let has_chosen = |value| answers.has_chosen(&publication.question, value);
        let is_kept = has_chosen(&publication.nothing)
            || publication.private.contains(&question.id)
            || publication.names.contains(&question.id) && has_chosen(&publication.without_name);
        Some(!is_kept)
    }
}

read_object!(Publication { question, without_name, nothing, names, private; });
