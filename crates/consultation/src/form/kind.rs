//! The kinds of question. Each has a file of its own: its settings, the type of its answer, its check, and its words in
//! a copy. Here they are only listed, and every match names them all: a new kind does not compile until it is whole.

pub mod add_another;
pub mod address;
pub mod choose_many;
pub mod choose_one;
pub mod date;
pub mod declaration;
pub mod email;
pub mod long_text;
pub mod number;
pub mod short_text;
pub mod telephone;

use self::add_another::AddAnother;
use self::address::Address;
use self::choose_many::ChooseMany;
use self::choose_one::ChooseOne;
use self::date::Date;
use self::declaration::Declaration;
use self::email::Email;
use self::long_text::LongText;
use self::number::Number;
use self::short_text::ShortText;
use self::telephone::Telephone;
use super::answers::Answer;
use super::choice::Choice;
use super::problem::Cause;
use crate::read_kinds;
use crate::text::wording::Wording;

/// A kind of question, with its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Kind {
    /// One line.
    ShortText(ShortText),
    /// Several lines, with a count of characters.
    LongText(LongText),
    /// An e-mail address.
    Email(Email),
    /// One of a list: radio buttons.
    ChooseOne(ChooseOne),
    /// Any of a list: check boxes.
    ChooseMany(ChooseMany),
    /// A statement to agree to: one check box.
    Declaration(Declaration),
    /// A day, in three fields.
    Date(Date),
    /// A telephone number.
    Telephone(Telephone),
    /// A whole number.
    Number(Number),
    /// A postal address.
    Address(Address),
    /// A group of short fields, up to so often.
    AddAnother(AddAnother),
}

/// What each kind says for itself.
trait OfKind {
    /// What an answer is to this kind of question.
    type Answer: ?Sized;

    /// The answer as what it is here; `None` for an answer to another kind.
    fn typed(answer: &Answer) -> Option<&Self::Answer>;

    /// An answer as it is sent and stored: the same for the same words, however they were typed.
    fn normal(answer: &Answer) -> Answer {
        answer.with_plain_line_ends()
    }

    /// What is wrong with an answer that is not blank.
    fn check(&self, answer: &Self::Answer) -> Option<Cause>;

    /// An answer that is not blank as it stands in a copy for people.
    fn in_words(&self, answer: &Self::Answer, wording: &Wording) -> String;
}

impl Kind {
    /// Whether an answer is one to this kind of question, blank or not.
    pub fn takes(&self, answer: &Answer) -> bool {
        match self {
            Kind::ShortText(_) => ShortText::typed(answer).is_some(),
            Kind::LongText(_) => LongText::typed(answer).is_some(),
            Kind::Email(_) => Email::typed(answer).is_some(),
            Kind::ChooseOne(_) => ChooseOne::typed(answer).is_some(),
            Kind::ChooseMany(_) => ChooseMany::typed(answer).is_some(),
            Kind::Declaration(_) => Declaration::typed(answer).is_some(),
            Kind::Date(_) => Date::typed(answer).is_some(),
            Kind::Telephone(_) => Telephone::typed(answer).is_some(),
            Kind::Number(_) => Number::typed(answer).is_some(),
            Kind::Address(_) => Address::typed(answer).is_some(),
            Kind::AddAnother(_) => AddAnother::typed(answer).is_some(),
        }
    }

    /// An answer as it is sent and stored: the same for the same words, however they were typed.
    pub fn normal(&self, answer: &Answer) -> Answer {
        match self {
            Kind::ShortText(_) => ShortText::normal(answer),
            Kind::LongText(_) => LongText::normal(answer),
            Kind::Email(_) => Email::normal(answer),
            Kind::ChooseOne(_) => ChooseOne::normal(answer),
            Kind::ChooseMany(_) => ChooseMany::normal(answer),
            Kind::Declaration(_) => Declaration::normal(answer),
            Kind::Date(_) => Date::normal(answer),
            Kind::Telephone(_) => Telephone::normal(answer),
            Kind::Number(_) => Number::normal(answer),
            Kind::Address(_) => Address::normal(answer),
            Kind::AddAnother(_) => AddAnother::normal(answer),
        }
    }

    /// What is wrong with an answer that is not blank.
    pub fn check(&self, answer: &Answer) -> Option<Cause> {
        match self {
            Kind::ShortText(kind) => checked(kind, answer),
            Kind::LongText(kind) => checked(kind, answer),
            Kind::Email(kind) => checked(kind, answer),
            Kind::ChooseOne(kind) => checked(kind, answer),
            Kind::ChooseMany(kind) => checked(kind, answer),
            Kind::Declaration(kind) => checked(kind, answer),
            Kind::Date(kind) => checked(kind, answer),
            Kind::Telephone(kind) => checked(kind, answer),
            Kind::Number(kind) => checked(kind, answer),
            Kind::Address(kind) => checked(kind, answer),
            Kind::AddAnother(kind) => checked(kind, answer),
        }
    }

    /// An answer that is not blank as it stands in a copy for people; empty for an answer to another kind.
    pub fn in_words(&self, answer: &Answer, wording: &Wording) -> String {
        match self {
            Kind::ShortText(kind) => worded(kind, answer, wording),
            Kind::LongText(kind) => worded(kind, answer, wording),
            Kind::Email(kind) => worded(kind, answer, wording),
            Kind::ChooseOne(kind) => worded(kind, answer, wording),
            Kind::ChooseMany(kind) => worded(kind, answer, wording),
            Kind::Declaration(kind) => worded(kind, answer, wording),
            Kind::Date(kind) => worded(kind, answer, wording),
            Kind::Telephone(kind) => worded(kind, answer, wording),
            Kind::Number(kind) => worded(kind, answer, wording),
            Kind::Address(kind) => worded(kind, answer, wording),
            Kind::AddAnother(kind) => worded(kind, answer, wording),
        }
    }

    /// The listed answers, of the kinds that have a list.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::ChooseOne(kind) => &kind.0,
            Kind::ChooseMany(kind) => &kind.0,
            Kind::ShortText(_)
            | Kind::LongText(_)
            | Kind::Email(_)
            | Kind::Telephone(_)
            | Kind::Number(_)
            | Kind::Address(_)
            | Kind::Declaration(_)
            | Kind::Date(_)
            | Kind::AddAnother(_) => &[],
        }
    }

    /// The most characters accepted, of the kinds that are typed.
    pub fn max_characters(&self) -> Option<u32> {
        match self {
            Kind::ShortText(short) => Some(short.max_characters),
            Kind::LongText(long) => Some(long.max_characters),
            Kind::Email(_) => Some(Email::MAX_CHARACTERS),
            Kind::Telephone(_) => Some(Telephone::MAX_CHARACTERS),
            Kind::Address(_) => Some(Address::MAX_CHARACTERS),
            Kind::AddAnother(group) => Some(group.max_characters()),
            Kind::ChooseOne(_) | Kind::ChooseMany(_) | Kind::Declaration(_) | Kind::Date(_) | Kind::Number(_) => None,
        }
    }

    /// What to say of a day that is not among those accepted, of a question that has such.
    pub fn missed(&self) -> Option<&str> {
        if let Kind::Date(Date { within: Some(within) }) = self { Some(&within.missed) } else { None }
    }

    /// How many values an answer can have, of the kinds that have several.
    pub fn most_values(&self) -> usize {
        if let Kind::AddAnother(group) = self { group.most as usize } else { self.choices().len() }
    }

    /// What its first element is called behind the question's id, of the kinds whose control has not that id itself.
    pub fn first_part(&self) -> Option<String> {
        match self {
            Kind::ChooseOne(_) | Kind::ChooseMany(_) => self.choices().first().map(|choice| choice.value.to_string()),
            Kind::AddAnother(_) => Some(add_another::part_name(0, 0)),
            Kind::ShortText(_)
            | Kind::LongText(_)
            | Kind::Email(_)
            | Kind::Telephone(_)
            | Kind::Number(_)
            | Kind::Address(_)
            | Kind::Date(_)
            | Kind::Declaration(_) => None,
        }
    }
}

fn checked<K: OfKind>(kind: &K, answer: &Answer) -> Option<Cause> {
    K::typed(answer).map_or(Some(Cause::WrongKind), |answer| kind.check(answer))
}

fn worded<K: OfKind>(kind: &K, answer: &Answer, wording: &Wording) -> String {
    K::typed(answer).map(|answer| kind.in_words(answer, wording)).unwrap_or_default()
}

read_kinds!(Kind {
    "short_text" => ShortText,
    "long_text" => LongText,
    "email" => Email,
    "choose_one" => ChooseOne,
    "choose_many" => ChooseMany,
    "declaration" => Declaration,
    "date" => Date,
    "telephone" => Telephone,
    "number" => Number,
    "address" => Address,
    "add_another" => AddAnother,
});
