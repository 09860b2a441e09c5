//! What a person answered, question by question. Kept exactly as typed.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::blank::{is_blank, without_unseen_edges};
use crate::id::Id;
use crate::json::{FromJson, Json, Reading};

/// One answer. In JSON: a string, a list of strings, or `true`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Typed words, or the value of the one chosen.
    Text(String),
    /// The values of those chosen, in the order of the list.
    Many(Vec<String>),
    /// A declaration that was agreed to, or not.
    Agreed(bool),
}

/// The answers to a form: at most one for each question, in the order in which they were first given.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Answers(Vec<(Id, Answer)>);

impl Answer {
    /// Whether it says nothing: no words that show, nothing chosen, not agreed.
    pub fn is_blank(&self) -> bool {
        match self {
            Answer::Text(text) => is_blank(text),
            Answer::Many(values) => values.iter().all(|value| is_blank(value)),
            Answer::Agreed(agreed) => !agreed,
        }
    }

    /// The words, of an answer in words.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Answer::Text(text) => Some(text),
            Answer::Many(_) | Answer::Agreed(_) => None,
        }
    }

    /// The same answer without what stands unseen before and after it, as it is pasted.
    pub fn without_unseen_edges(&self) -> Self {
        match self {
            Answer::Text(text) => Answer::Text(without_unseen_edges(text).to_owned()),
            Answer::Many(_) | Answer::Agreed(_) => self.clone(),
        }
    }

    /// The same answer with LF for every line end: browsers send CRLF from a plain form and LF from a script, and
    /// a person's words must not depend on that.
    ///
    /// A CR on its own is a line end too, as HTML has it: CR CR LF would else become another CRLF, and doing this
    /// twice would change it again.
    pub fn with_plain_line_ends(&self) -> Self {
        match self {
            Answer::Text(text) => Answer::Text(plain_line_ends(text)),
            Answer::Many(_) | Answer::Agreed(_) => self.clone(),
        }
    }
}

/// Character by character: what the standard library has for finding a string is 2 kB of the page's WASM. A text of
/// 100,000 characters passes here at every key, and rarely has a CR.
fn plain_line_ends(text: &str) -> String {
    if !text.as_bytes().contains(&b'\r') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut previous = ' ';
    for character in text.chars() {
        match character {
            '\n' if previous == '\r' => {}
            '\r' => plain.push('\n'),
            other => plain.push(other),
        }
        previous = character;
    }
    plain
}

impl Answers {
    /// The answer to a question, if any was given.
    pub fn answer(&self, question: &Id) -> Option<&Answer> {
        self.iter().find(|(id, _)| *id == question).map(|(_, answer)| answer)
    }

    /// The words or the chosen value; empty where there are none.
    pub fn text(&self, question: &Id) -> &str {
        match self.answer(question) {
            Some(Answer::Text(text)) => text,
            _ => "",
        }
    }

    /// The values of an answer of several; none where there are none.
    pub fn groups(&self, question: &Id) -> &[String] {
        match self.answer(question) {
            Some(Answer::Many(values)) => values,
            _ => &[],
        }
    }

    /// Whether `value` is chosen, in either kind of list.
    pub fn has_chosen(&self, question: &Id, value: &Id) -> bool {
        match self.answer(question) {
            Some(Answer::Text(text)) => value == text.as_str(),
            Some(Answer::Many(values)) => values.iter().any(|chosen| value == chosen.as_str()),
            Some(Answer::Agreed(_)) | None => false,
        }
    }

    /// Whether anything was said to a question.
    pub fn has_answered(&self, question: &Id) -> bool {
        self.answer(question).is_some_and(|answer| !answer.is_blank())
    }

    /// Whether a declaration was agreed to.
    pub fn has_agreed(&self, question: &Id) -> bool {
        self.answer(question) == Some(&Answer::Agreed(true))
    }

    /// Sets the answer to a question.
    pub fn set(&mut self, question: Id, answer: Answer) {
        match self.0.iter_mut().find(|(id, _)| *id == question) {
            Some((_, existing)) => *existing = answer,
            None => self.0.push((question, answer)),
        }
    }

    /// Each question with its answer.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Answer)> {
        self.0.iter().map(|(id, answer)| (id, answer))
    }

    /// Whether nothing was said at all.
    pub fn is_blank(&self) -> bool {
        self.iter().all(|(_, answer)| answer.is_blank())
    }
}

impl FromIterator<(Id, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (Id, Answer)>>(pairs: I) -> Self {
        let mut answers = Self::default();
        pairs.into_iter().for_each(|(id, answer)| answers.set(id, answer));
        answers
    }
}

impl FromJson for Answer {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        match json {
            Json::Bool(agreed) => Answer::Agreed(agreed),
            Json::List(_) => Answer::Many(Vec::from_json(json, reading)),
            text => Answer::Text(String::from_json(text, reading)),
        }
    }
}

impl FromJson for Answers {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let fields = reading.fields(json).rest();
        let answer = |(name, json): (String, Json)| {
            let answer = reading.within(&name, json);
            Some((Id::try_from(name).map_err(|error| reading.refuse(&error)).ok()?, answer))
        };
        fields.into_iter().filter_map(answer).collect()
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Answer::Text(text) => serializer.serialize_str(text),
            Answer::Many(values) => values.serialize(serializer),
            Answer::Agreed(agreed) => serializer.serialize_bool(*agreed),
        }
    }
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, answer) in self.iter() {
            map.serialize_entry(id.as_str(), answer)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer: a string, a list of strings, or true")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Answer, E> {
        Ok(Answer::Text(text.to_owned()))
    }

    fn visit_bool<E: de::Error>(self, agreed: bool) -> Result<Answer, E> {
        Ok(Answer::Agreed(agreed))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Answer, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Answer::Many(values))
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnswersVisitor)
    }
}

struct AnswersVisitor;

impl<'de> Visitor<'de> for AnswersVisitor {
    type Value = Answers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by question")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
        let mut answers = Answers::default();
        while let Some((id, answer)) = map.next_entry::<Id, Answer>()? {
            if answers.answer(&id).is_some() {
                return Err(de::Error::custom(format_args!("“{id}” is answered twice")));
            }
            answers.set(id, answer);
        }
        Ok(answers)
    }
}
