//! What is wrong with an answer, and how to say it to the person.

use crate::form::Form;
use crate::id::Id;
use crate::text::wording::{Phrase, Wording};

/// A problem with the answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The question whose field the person should go to.
    pub question: Id,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It is needed and missing.
    Missing,
    /// None of the questions is answered of which one is needed.
    NoneAnswered,
    /// It has more characters than the field takes.
    TooLong {
        /// The most accepted.
        limit: u32,
        /// How many there are.
        length: u32,
    },
    /// No message could be sent there.
    NotAnEmailAddress,
    /// Something in it cannot be seen, and makes it another than it seems.
    UnseenCharacter,
    /// Nobody could be called there.
    NotATelephoneNumber,
    /// It is no whole number.
    NotANumber,
    /// It is a smaller or a larger number than any that is accepted.
    OutOfRange {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// It is no day, for the reason that the phrase says.
    NotADate(Phrase),
    /// It is a day before or after those that are accepted.
    DateOutside,
    /// There are more groups than are accepted.
    TooMany {
        /// How many are.
        most: u32,
    },
    /// The value is not on the question's list.
    NotOffered,
    /// It is answered although an earlier answer says that it does not apply. Only plain forms can get here.
    NotAsked {
        /// The earlier question.
        depends_on: Id,
    },
    /// A text where a list was expected, or the like. Only a program can get here.
    WrongKind,
    /// The form has no such question: the page and the receiver have different revisions.
    NotAQuestion,
    /// What the receiver said, where its rules know more than the page's.
    Explained(String),
}

impl Cause {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Cause::Missing => "missing",
            Cause::NoneAnswered => "none-answered",
            Cause::TooLong { .. } => "too-long",
            Cause::NotAnEmailAddress => "not-an-email-address",
            Cause::UnseenCharacter => "unseen-character",
            Cause::NotATelephoneNumber => "not-a-telephone-number",
            Cause::NotANumber => "not-a-number",
            Cause::OutOfRange { .. } => "out-of-range",
            Cause::NotADate(_) => "not-a-date",
            Cause::DateOutside => "date-outside",
            Cause::TooMany { .. } => "too-many",
            Cause::NotOffered => "not-offered",
            Cause::NotAsked { .. } => "not-asked",
            Cause::WrongKind => "wrong-kind",
            Cause::NotAQuestion => "not-a-question",
            Cause::Explained(_) => "explained",
        }
    }
}

impl Problem {
    /// What to tell the person: the same words in the summary, at the field and from the receiver.
    pub fn message(&self, form: &Form, wording: &Wording) -> String {
        let label = |id: &Id| match form.question(id) {
            Some(question) => question.label.plain(),
            None => id.to_string(),
        };
        let name = label(&self.question);
        match &self.cause {
            Cause::Missing => {
                form.question(&self.question).and_then(|question| question.required.clone()).unwrap_or(name)
            }
            Cause::NoneAnswered => form.choice_with(&self.question).map(|one| one.missing.clone()).unwrap_or(name),
            Cause::TooLong { limit, length } => wording.fill(
                Phrase::TooLong,
                &[("question", &name), ("limit", &wording.number(*limit)), ("length", &wording.number(*length))],
            ),
            Cause::NotAnEmailAddress => wording.text(Phrase::NotAnEmailAddress).to_owned(),
            Cause::UnseenCharacter => wording.text(Phrase::UnseenCharacter).to_owned(),
            Cause::NotATelephoneNumber => wording.text(Phrase::NotATelephoneNumber).to_owned(),
            Cause::NotANumber => wording.fill(Phrase::NotANumber, &[("question", &name)]),
            Cause::OutOfRange { least, most } => wording.fill(
                Phrase::OutOfRange,
                &[("question", &name), ("least", &wording.number(*least)), ("most", &wording.number(*most))],
            ),
            Cause::NotADate(because) => wording.fill(*because, &[("question", &name)]),
            Cause::DateOutside => {
                form.question(&self.question).and_then(|question| question.kind.missed()).map_or(name, str::to_owned)
            }
            Cause::TooMany { most } => {
                wording.fill(Phrase::TooMany, &[("question", &name), ("most", &wording.number(*most))])
            }
            Cause::NotOffered => wording.fill(Phrase::NotOffered, &[("question", &name)]),
            Cause::NotAsked { depends_on } => {
                wording.fill(Phrase::NotAsked, &[("question", &name), ("other", &label(depends_on))])
            }
            Cause::WrongKind => wording.fill(Phrase::WrongKind, &[("question", &name)]),
            Cause::NotAQuestion => wording.fill(Phrase::NotAQuestion, &[("question", &name)]),
            Cause::Explained(words) => words.clone(),
        }
    }
}
