//! One question of a form: what is asked, in what kind of field, and when.

use crate::id::Id;
use crate::text::rich_text::RichText;
use crate::{read_kinds, read_object};

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Ask only after a certain answer to an earlier question; without it the question is always asked.
    pub show_when: Option<Condition>,
}

/// The kinds of field; each has its own file under `src/fields/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    ShortText(ShortText),
    /// Several lines, with a count of characters.
    LongText(LongText),
    /// An e-mail address.
    Email(Email),
    /// One of a list: radio buttons.
    ChooseOne(Vec<Choice>),
    /// Any of a list: check boxes.
    ChooseMany(Vec<Choice>),
    /// A statement to agree to: one check box.
    Declaration(Declaration),
}

/// Settings of a one-line field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortText {
    /// The most characters accepted; [`crate::form::rules::length`] says how they are counted.
    pub max_characters: u32,
    /// What browsers may fill in: a token of HTML's `autocomplete`, such as `name` or `organization`.
    pub autocomplete: Option<String>,
}

/// Settings of a field of several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongText {
    /// The most characters accepted; [`crate::form::rules::length`] says how they are counted.
    pub max_characters: u32,
    /// Its height in lines, to show how long an answer is expected.
    pub rows: u32,
}

/// Settings of an e-mail field: none so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {}

/// One of the answers of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: Id,
    /// What is shown.
    pub label: RichText,
}

/// Settings of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// What the person agrees to; the question's label is the heading above it.
    pub statement: RichText,
}

/// “Ask only if `question` was answered with one of `is`.”
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// An earlier question of the kind “choose one”.
    pub question: Id,
    /// The answers after which this question is asked.
    pub is: Vec<Id>,
}

impl Question {
    /// The id of the control that a link to the question leads to: the field, or the first of its boxes.
    pub fn first_control_id(&self) -> String {
        match self.kind.choices().first() {
            Some(choice) => self.choice_id(&choice.value),
            None => self.id.to_string(),
        }
    }

    /// The id of a box. Two hyphens cannot be part of an id, so this never meets another question's id.
    pub fn choice_id(&self, value: &Id) -> String {
        [self.id.as_str(), "--", value.as_str()].concat()
    }
}

impl Kind {
    /// The listed answers, of the two kinds that have a list.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::ChooseOne(choices) | Kind::ChooseMany(choices) => choices,
            Kind::ShortText(_) | Kind::LongText(_) | Kind::Email(_) | Kind::Declaration(_) => &[],
        }
    }

    /// The most characters accepted, of the kinds that are typed.
    pub fn max_characters(&self) -> Option<u32> {
        match self {
            Kind::ShortText(short) => Some(short.max_characters),
            Kind::LongText(long) => Some(long.max_characters),
            Kind::Email(_) => Some(Email::MAX_CHARACTERS),
            Kind::ChooseOne(_) | Kind::ChooseMany(_) | Kind::Declaration(_) => None,
        }
    }
}

impl Email {
    /// RFC 5321 allows a path of 256 characters with its two brackets.
    pub const MAX_CHARACTERS: u32 = 254;
}

read_object!(Question { id, label, kind; hint, required, show_when });
read_kinds!(Kind {
    "short_text" => ShortText,
    "long_text" => LongText,
    "email" => Email,
    "choose_one" => ChooseOne,
    "choose_many" => ChooseMany,
    "declaration" => Declaration,
});
read_object!(ShortText { max_characters; autocomplete });
read_object!(LongText { max_characters, rows; });
read_object!(Email { ; });
read_object!(Choice { value, label; });
read_object!(Declaration { statement; });
read_object!(Condition { question, is; });
