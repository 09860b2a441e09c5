//! Reads the answers in a JSON body: no more of them, and no longer lists, than any form can have.

use std::cell::RefCell;
use std::fmt;

use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::id::Id;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::intake::posted::MAX_ANSWERS;

/// Reads the answers of a submission to this form.
#[derive(Clone, Copy)]
pub struct ReadAnswers<'a> {
    pub form: Option<&'a Form>,
    /// The question whose answer is being read, for who asks where it ended.
    pub being_read: &'a RefCell<Option<Id>>,
}

/// Reads one of them.
struct ReadAnswer {
    longest_list: usize,
}

impl<'de> DeserializeSeed<'de> for ReadAnswers<'_> {
    type Value = Answers;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Answers, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ReadAnswers<'_> {
    type Value = Answers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by question")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
        let mut answers = Answers::default();
        while let Some(question) = map.next_key::<Id>()? {
            if answers.iter().count() == MAX_ANSWERS {
                return Err(A::Error::custom("more answers than any form has questions"));
            }
            if answers.answer(&question).is_some() {
                return Err(A::Error::custom(format_args!("“{question}” is answered twice")));
            }
            self.being_read.replace(Some(question.clone()));
            let answer = map.next_value_seed(ReadAnswer { longest_list: self.longest_list(&question) })?;
            self.being_read.take();
            answers.set(question, answer);
        }
        Ok(answers)
    }
}

impl ReadAnswers<'_> {
    /// What no question of the form asks for has a list that is not known here, but hardly a longer one.
    fn longest_list(self, question: &Id) -> usize {
        let Some(form) = self.form else { return MAX_ANSWERS };
        let longest = || form.questions().map(|question| question.kind.most_values()).max().unwrap_or(0);
        form.question(question).map_or_else(longest, |question| question.kind.most_values())
    }
}

impl<'de> DeserializeSeed<'de> for ReadAnswer {
    type Value = Answer;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Answer, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ReadAnswer {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer: a string, a list of strings, or true")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Answer, E> {
        Ok(Answer::Text(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, agreed: bool) -> Result<Answer, E> {
        Ok(Answer::Agreed(agreed))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Answer, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            if values.len() == self.longest_list {
                return Err(A::Error::custom("a list longer than the choices of its question"));
            }
            values.push(value);
        }
        Ok(Answer::Many(values))
    }
}
