//! A postcode, where postcodes are figures alone. It counts them, and looks none up.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::blank::without_unseen_edges;
use crate::form::digit::digit;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::wording::Wording;

/// Settings of a field for a postcode.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Postcode {
    /// How many figures one has: four in New Zealand.
    pub figures: u32,
}

impl OfKind for Postcode {
    type Answer = str;

    fn typed(answer: &Answer) -> Option<&str> {
        answer.as_text()
    }

    /// As figures alone: “60 11” and “６０１１” are one postcode.
    fn normal(answer: &Answer) -> Answer {
        match answer.as_text().and_then(figures) {
            Some(figures) => Answer::Text(figures),
            None => answer.without_unseen_edges(),
        }
    }

    fn check(&self, text: &str) -> Option<Cause> {
        let is_whole = figures(text).is_some_and(|figures| figures.len() == self.figures as usize);
        (!is_whole).then_some(Cause::NotAPostcode { figures: self.figures })
    }

    fn in_words(&self, text: &str, _: &Wording) -> String {
        text.to_owned()
    }
}

/// Those of a text that has nothing else but spaces.
fn figures(text: &str) -> Option<String> {
    let characters = without_unseen_edges(text).chars().filter(|c| !c.is_whitespace());
    characters.map(|c| digit(c).and_then(|digit| char::from_digit(digit, 10))).collect()
}

read_object!(Postcode { figures; });
