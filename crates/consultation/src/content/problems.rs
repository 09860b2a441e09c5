//! What can be wrong with content of the right shape, in words for its editor.

use crate::form::Form;
use crate::id::Id;
use crate::json::lines;

/// Everything that does not make sense in well-formed content; never empty, but in a browser, which only looks whether
/// there is anything.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct ContentProblems(pub Vec<ContentProblem>);

/// Something that does not make sense in well-formed content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentProblem {
    /// Two things share an id.
    #[error("the id “{0}” is used twice")]
    DuplicateId(Id),
    /// `show_when` names no earlier question that has a list.
    #[error("“{question}” is shown after “{names}”, which is not an earlier “choose_one” question of its form")]
    ConditionOnNothing {
        /// The question with the condition.
        question: Id,
        /// What the condition names.
        names: Id,
    },
    /// `show_when` names an answer that is not on the list.
    #[error("“{question}” is shown after the answer “{value}”, which “{names}” does not offer")]
    ConditionOnUnknownAnswer {
        /// The question with the condition.
        question: Id,
        /// The question that the condition names.
        names: Id,
        /// The answer that it does not offer.
        value: Id,
    },
    /// `show_when` names no answer, so the question is never asked.
    #[error("“{0}” is never shown: name at least one answer under “is”")]
    ConditionOnNoAnswer(Id),
    /// An id that an element of the page itself has, or a field or column beside the answers.
    #[error("the id “{0}” is one that the page itself uses: choose another")]
    ReservedId(Id),
    /// An answer whose box would have the id of another element of its question.
    #[error("“{question}” offers the value “{value}”, which the page itself uses beside a question: choose another")]
    ReservedChoice {
        /// The question.
        question: Id,
        /// The value.
        value: Id,
    },
    /// A list of answers with fewer than two, or for “choose many” none.
    #[error("“{0}” offers too few answers")]
    TooFewChoices(Id),
    /// Two answers of one list have the same value.
    #[error("“{question}” offers “{value}” twice")]
    DuplicateChoice {
        /// The question.
        question: Id,
        /// The repeated value.
        value: Id,
    },
    /// A field that accepts nothing.
    #[error("“{0}” accepts nothing: look at its limits")]
    NoRoom(Id),
    /// More could be written than an endpoint takes.
    #[error("the form of “{section}” takes up to {characters} characters in all; the most is {}", Form::MAX_CHARACTERS)]
    TooMuchRoom {
        /// The section with the form.
        section: Id,
        /// The sum over its fields.
        characters: u32,
    },
    /// “At least one” of fewer than two questions, or of one that the form does not ask.
    #[error("“at_least_one” in the form of “{section}” names “{names}”: it takes two or more questions of the form")]
    ChoiceOfTooFew {
        /// The section with the form.
        section: Id,
        /// What it names.
        names: String,
    },
    /// A form that one press sends needs more than that.
    #[error(
        "“one_press” in the form of “{section}” names “{name}”: it takes the first question of feedback, of the kind “choose_one”, and no other may be required"
    )]
    MoreThanOnePress {
        /// The section with the form.
        section: Id,
        /// What it names.
        name: Id,
    },
    /// What is said of publication names a question or an answer that the form does not have.
    #[error(
        "“publication” in the form of “{section}” names “{name}”, which is no question of it, or no answer to its question"
    )]
    PublicationOfNothing {
        /// The section with the form.
        section: Id,
        /// What it names.
        name: Id,
    },
    /// A form without questions.
    #[error("the form of “{0}” asks nothing")]
    EmptyForm(Id),
    /// The consultation opens when it is over.
    #[error("the consultation opens at or after the moment when it closes")]
    ClosesBeforeItOpens,
    /// A meeting that ends before it starts.
    #[error("the meeting in {city} ends before it starts")]
    MeetingEndsBeforeItStarts {
        /// Where it meets.
        city: String,
    },
    /// Not exactly one section of the kind `have_your_say`.
    #[error("the page needs exactly one section of the kind “have_your_say”, and has {0}")]
    NotOneHaveYourSay(usize),
    /// More than one section of the kind `feedback`.
    #[error("the page can have one section of the kind “feedback”, and has {0}")]
    SeveralFeedbacks(usize),
}
