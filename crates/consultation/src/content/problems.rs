//! What can be wrong with content of the right shape, and where, in words for its editor.

use crate::form::Form;
use crate::id::Id;
use crate::json::lines;
use crate::time::day::Day;

/// Everything that does not make sense in well-formed content; never empty, but in a browser, which only looks whether
/// there is anything.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct ContentProblems(pub Vec<ContentProblem>);

/// Something that does not make sense in well-formed content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {fault}")]
pub struct ContentProblem {
    /// The JSON pointer of the value to change.
    pub pointer: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// What does not make sense at a place of well-formed content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
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
    /// “At least one” of fewer than two questions.
    #[error("“at_least_one” in the form of “{0}” takes two or more questions: name them under “of”")]
    ChoiceOfTooFew(Id),
    /// “At least one” of a question that the form does not ask.
    #[error("“at_least_one” in the form of “{section}” names “{name}”, which is no question of that form")]
    ChoiceOfNothing {
        /// The section with the form.
        section: Id,
        /// What it names.
        name: Id,
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
    /// Something comes before what it follows.
    #[error("this is {when}, which is before {of}, {earlier}")]
    TooEarly {
        /// When it is: a day or a moment.
        when: String,
        /// What it follows.
        of: &'static str,
        /// When that is.
        earlier: String,
    },
    /// The end of a consultation that has none.
    #[error("this follows the closing, so “consultation” needs the moment “closes”")]
    NeverCloses,
    /// What looks ahead to a meeting stands beside what came of it.
    #[error(
        "“written” says that all that stands here was written before the meeting, and what came of it was not: write the summary anew, and leave “written” out"
    )]
    WrittenBesideOutcomes,
    /// What looks ahead to a meeting was written when it had begun.
    #[error(
        "“written” is for words that look ahead to the meeting, and must be a day before {first_day}; else leave it out"
    )]
    WrittenTooLate {
        /// The first day of the meeting.
        first_day: Day,
    },
    /// More submissions are said to be about a chapter than came at all.
    #[error("{about} submissions about one chapter are more than the {all} that came in all")]
    MoreThanAll {
        /// Those about the chapter.
        about: u32,
        /// Those that came.
        all: u32,
    },
    /// A report lacks words.
    #[error("the report has nothing under “{0}”: people are told what was asked, what they said, and what was done")]
    NothingReported(&'static str),
    /// The stage of adoption without its words, or the other way round.
    #[error("“adopted” needs both: the moment in “consultation”, and the words in the section “have_your_say”")]
    HalfAdopted,
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
