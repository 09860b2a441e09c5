//! A submission of which only the answers and the lengths of their lists are counted. It keeps and copies nothing.

use std::fmt;

use consultation::form::Form;
use consultation::id::Id;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::MAX_ANSWERS;

/// The whole submission, to this form.
#[derive(Clone, Copy)]
pub struct Counted<'a> {
    pub form: &'a Form,
}

#[derive(Clone, Copy)]
struct Answers<'a> {
    form: &'a Form,
}

struct Answer {
    longest_list: usize,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    Answers,
    #[serde(other)]
    Other,
}

impl<'de> DeserializeSeed<'de> for Counted<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Counted<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a submission")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(field) = map.next_key()? {
            match field {
                Field::Answers => map.next_value_seed(Answers { form: self.form })?,
                Field::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Answers<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Answers<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by question")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut count = 0;
        while let Some(question) = map.next_key::<Id>()? {
            count += 1;
            if count > MAX_ANSWERS {
                return Err(A::Error::custom("more answers than any form has questions"));
            }
            map.next_value_seed(Answer { longest_list: self.longest_list(&question) })?;
        }
        Ok(())
    }
}

impl Answers<'_> {
    /// A question of an earlier form has a list that is not known here, but hardly a longer one.
    fn longest_list(self, question: &Id) -> usize {
        let longest = || self.form.questions().map(|question| question.kind.choices().len()).max().unwrap_or(0);
        self.form.question(question).map_or_else(longest, |question| question.kind.choices().len())
    }
}

impl<'de> DeserializeSeed<'de> for Answer {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Answer {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer: a string, a list of strings, or true")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut length = 0;
        while list.next_element::<IgnoredAny>()?.is_some() {
            length += 1;
            if length > self.longest_list {
                return Err(A::Error::custom("a list longer than the choices of its question"));
            }
        }
        Ok(())
    }
}
