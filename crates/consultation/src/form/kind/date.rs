//! A day, written as people write it: `27 8 2022`, `27/08/2022`, or `2022-08-27` from a program. One field, because a person
//! types, pastes or dictates a date in one go; what is wrong is said of the part that it is wrong with.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::digit::digit;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::wording::{Phrase, Wording};
use crate::time::day::Day;

/// Settings of a field for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Date {
    /// The days that are accepted; without it, all are.
    pub within: Option<Within>,
}

/// Some days, one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Within {
    /// The first.
    pub first: Day,
    /// The last.
    pub last: Day,
    /// What to say of any other: “Enter a date in July or August 2022”.
    pub missed: String,
}

impl OfKind for Date {
    type Answer = str;

    fn typed(answer: &Answer) -> Option<&str> {
        answer.as_text()
    }

    /// `2022-08-27`, whichever way it was written.
    fn normal(answer: &Answer) -> Answer {
        match answer.as_text().map(day) {
            Some(Ok(day)) => Answer::Text(day.to_string()),
            _ => answer.with_plain_line_ends(),
        }
    }

    fn check(&self, text: &str) -> Option<Cause> {
        match day(text) {
            Err(part) => Some(Cause::NotADate(part)),
            Ok(day) => {
                let is_outside = |within: &Within| day < within.first || day > within.last;
                self.within.as_ref().is_some_and(is_outside).then_some(Cause::DateOutside)
            }
        }
    }

    fn in_words(&self, text: &str, wording: &Wording) -> String {
        day(text).map_or_else(|_| text.to_owned(), |day| wording.day(day))
    }
}

/// Reads it, or says what is wrong with it.
fn day(text: &str) -> Result<Day, Phrase> {
    let (mut parts, mut count, mut digits) = ([0_u32; 3], 0, 0);
    for character in text.trim().chars() {
        match digit(character) {
            Some(_) if count > 2 => return Err(Phrase::DateParts),
            Some(digit) => {
                parts[count] = parts[count].saturating_mul(10).saturating_add(digit);
                digits += 1;
            }
            None if digits > 0 => (count, digits) = (count + 1, 0),
            None => {}
        }
    }
    let [day, month, year] = if parts[0] > 31 { [parts[2], parts[1], parts[0]] } else { parts };
    if count + usize::from(digits > 0) < 3 {
        Err(Phrase::DateParts)
    } else if !(1..=12).contains(&month) {
        Err(Phrase::DateMonth)
    } else if !(1000..=9999).contains(&year) {
        Err(Phrase::DateYear)
    } else {
        Day::of(year, month, day).ok_or(Phrase::DateDay)
    }
}

read_object!(Date { ; within });
read_object!(Within { first, last, missed; });
