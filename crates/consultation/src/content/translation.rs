//! The content in another language, completed from the first: what a translation lacks is shown in the first language, and
//! says so. Only builds have this (feature `schema`); a page and the receiver read what was completed.
//!
//! What is no words (ids, days, limits, conditions) a translation need not repeat; where it does, it says the same.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::Content;
use crate::schema;
use crate::text::language::Language;

/// What each file says for itself.
const OF_THE_FILE: [&str; 3] = ["language", "revision", "updated"];

/// Texts that are names, and the same in each language unless the translation has its own.
const NAMES: [&str; 3] = ["autocomplete", "city", "email"];

/// A content with everything that the first language has.
#[derive(Clone, Debug)]
pub struct Completed {
    /// The content, as JSON.
    pub content: Value,
    /// What keeps it from being used. For the editor.
    pub problems: Vec<TranslationProblem>,
}

/// Something in a translation that does not go with the first language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {fault}")]
pub struct TranslationProblem {
    /// The JSON pointer of the place, or of where it would be.
    pub pointer: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong at a place of a translation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A short text such as a button or a message, which a page cannot mark as being in another language.
    #[error("this is missing, and cannot be shown in another language: translate it")]
    Lacks,
    /// Something that is the same in all languages.
    #[error("this is not what the first language has: take it out here, and it will be")]
    Differs,
    /// An id that the first language does not have.
    #[error(
        "the first language has no “{0}” here, and the receiver knows only its form: take this out, or add it there"
    )]
    Unknown(String),
}

/// Completes a translation from the content in the first language. Both are the files as JSON.
pub fn completed(first: &Value, language: &Language, own: &Value) -> Completed {
    let schema = schema::document::<Content>("", "");
    let mut completing = Completing { schema: &schema, language, problems: Vec::new() };
    let content = completing.value(&schema, first, Some(own), "");
    Completed { content, problems: completing.problems }
}

impl Completed {
    /// Where in the translation's own file a value of the completed content is, or would be, both as JSON pointers.
    pub fn pointer_in(&self, own: &Value, pointer: &str) -> String {
        let (mut whole, mut own) = (Some(&self.content), Some(own));
        let mut path = String::new();
        for step in pointer.split('/').skip(1) {
            whole = whole.and_then(|value| inner(value, step));
            let named = whole.and_then(id).zip(own.and_then(Value::as_array));
            let its_own = named.map(|(name, items)| {
                let place = items.iter().position(|item| id(item) == Some(name));
                place.unwrap_or(items.len()).to_string()
            });
            let step = its_own.as_deref().unwrap_or(step);
            own = own.and_then(|value| inner(value, step));
            path += &["/", step].concat();
        }
        path
    }
}

struct Completing<'a> {
    schema: &'a Value,
    /// The first language.
    language: &'a Language,
    problems: Vec<TranslationProblem>,
}

impl<'a> Completing<'a> {
    /// `at` is the JSON pointer of `own`, or of where it would be.
    fn value(&mut self, schema: &'a Value, first: &Value, own: Option<&Value>, at: &str) -> Value {
        let (name, schema) = self.resolved(schema);
        match (first, own) {
            _ if name == "RichText" => own.cloned().unwrap_or_else(|| marked(first, self.language)),
            (Value::Object(first), None) if schema.get("properties").is_some() => {
                self.object(schema, first, &Map::new(), at)
            }
            (Value::Object(first), Some(Value::Object(own))) if schema.get("properties").is_some() => {
                self.object(schema, first, own, at)
            }
            (Value::Array(first), None) if schema.get("items").is_some() => self.list(&schema["items"], first, &[], at),
            (Value::Array(first), Some(Value::Array(own))) if schema.get("items").is_some() => {
                self.list(&schema["items"], first, own, at)
            }
            _ if is_words(schema, at) => match own {
                Some(own) => own.clone(),
                None if NAMES.contains(&field(at)) => first.clone(),
                None => {
                    self.note(at, Fault::Lacks);
                    first.clone()
                }
            },
            _ => {
                if own.is_some_and(|own| own != first) {
                    self.note(at, Fault::Differs);
                }
                first.clone()
            }
        }
    }

    fn resolved(&self, schema: &'a Value) -> (&'a str, &'a Value) {
        match schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/$defs/")) {
            Some(name) => (name, &self.schema["$defs"][name]),
            None => ("", schema),
        }
    }

    /// What only the translation has stays: whether that is right, the content's own reader says.
    fn object(&mut self, schema: &'a Value, first: &Map<String, Value>, own: &Map<String, Value>, at: &str) -> Value {
        let mut fields = own.clone();
        for (name, value) in first.iter().filter(|(name, _)| !(at.is_empty() && OF_THE_FILE.contains(&name.as_str()))) {
            let inner = &schema["properties"][name];
            fields.insert(name.clone(), self.value(inner, value, own.get(name), &format!("{at}/{name}")));
        }
        fields.into()
    }

    /// Parts, questions and choices go together by their ids, and meetings by their place. A list of paragraphs or lines
    /// is one text: a translation may divide it otherwise.
    fn list(&mut self, schema: &'a Value, first: &[Value], own: &[Value], at: &str) -> Value {
        let is_text = ["RichText", "Block"].contains(&self.resolved(schema).0);
        if is_text && !own.is_empty() {
            return own.into();
        }
        let ids: Option<Vec<&str>> = first.iter().map(id).collect();
        let mut items = Vec::new();
        for (index, item) in first.iter().enumerate() {
            let its_own = match &ids {
                Some(ids) => own.iter().position(|own| id(own) == Some(ids[index])),
                None => (index < own.len()).then_some(index),
            };
            let at = format!("{at}/{}", its_own.unwrap_or(own.len()));
            items.push(self.value(schema, item, its_own.map(|index| &own[index]), &at));
        }
        match ids {
            Some(ids) => self.note_unknown(&ids.into_iter().collect(), own, at),
            None => items.extend(own.iter().skip(first.len()).cloned()),
        }
        items.into()
    }

    fn note_unknown(&mut self, ids: &BTreeSet<&str>, own: &[Value], at: &str) {
        for (index, item) in own.iter().enumerate() {
            if let Some(unknown) = id(item).filter(|id| !ids.contains(id)) {
                self.note(&format!("{at}/{index}"), Fault::Unknown(unknown.to_owned()));
            }
        }
    }

    fn note(&mut self, at: &str, fault: Fault) {
        self.problems.push(TranslationProblem { pointer: at.to_owned(), fault });
    }
}

/// What names an item of a list in every language: its id, a choice's value, the id inside a section.
fn id(item: &Value) -> Option<&str> {
    let fields = item.as_object()?;
    let own = fields.get("id").or_else(|| fields.get("value"));
    let inner = || fields.values().next().filter(|_| fields.len() == 1)?.get("id");
    own.or_else(inner)?.as_str()
}

fn inner<'a>(value: &'a Value, step: &str) -> Option<&'a Value> {
    value.pointer(&["/", step].concat())
}

/// A text without a form that it must have is for people.
fn is_words(schema: &Value, at: &str) -> bool {
    schema["type"] == "string" && schema.get("pattern").is_none() && schema.get("enum").is_none() && !at.is_empty()
}

fn field(at: &str) -> &str {
    at.rsplit('/').next().unwrap_or_default()
}

/// The same text, which says its language where it does not say one already.
fn marked(text: &Value, language: &Language) -> Value {
    let spans = match text {
        Value::Array(_) => text.clone(),
        whole if whole.get("spans").is_some() => return whole.clone(),
        one => json!([one]),
    };
    json!({ "lang": language.as_str(), "spans": spans })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::section::Section;
    use crate::text::rich_text::{Block, RichText};

    const FORM: &str = "/sections/3/have_your_say/form";
    const SHIPPED: &str = include_str!("../../../../public/content/en-NZ.json");

    fn shipped() -> Value {
        serde_json::from_str(SHIPPED).expect("it is JSON")
    }

    /// The shipped content with an edit, as that of another language.
    fn completed_after(edit: impl FnOnce(&mut Value)) -> (Content, Vec<String>) {
        let english = Language::try_from("en-NZ".to_owned()).expect("it is a tag");
        let mut own = shipped();
        own["language"] = "mi".into();
        edit(&mut own);
        let completed = completed(&shipped(), &english, &own);
        let content = Content::parse(&completed.content.to_string()).expect("it is complete");
        (content, completed.problems.iter().map(ToString::to_string).collect())
    }

    fn take(value: &mut Value, pointer: &str, name: &str) {
        value.pointer_mut(pointer).and_then(Value::as_object_mut).expect(pointer).remove(name).expect(name);
    }

    #[test]
    fn a_whole_translation_stays_as_it_is() {
        let (content, problems) = completed_after(|_| {});
        assert_eq!(problems, Vec::<String>::new());
        let mut same = Content::parse(SHIPPED).expect("it is right");
        same.language = content.language.clone();
        assert_eq!(content, same);
    }

    #[test]
    fn what_is_no_words_need_not_be_repeated() {
        let (content, problems) = completed_after(|own| {
            take(own, "", "time_zone");
            take(own, "", "consultation");
            take(own, &[FORM, "/parts/1/questions/0"].concat(), "kind");
            take(own, "/sections/1/timeline/sessions/0", "first_day");
        });
        assert_eq!(problems, Vec::<String>::new());
        let mut same = Content::parse(SHIPPED).expect("it is right");
        same.language = content.language.clone();
        assert_eq!(content, same);
    }

    #[test]
    fn a_section_that_is_missing_is_shown_in_the_first_language_and_says_so() {
        let (content, problems) = completed_after(|own| {
            own["sections"].as_array_mut().expect("it is a list").remove(1);
        });
        assert_eq!(problems, Vec::<String>::new());
        let Section::Timeline(timeline) = &content.sections[1] else { panic!("the meetings come second") };
        assert_eq!(language(&timeline.title), Some("en-NZ"));
        let Block::Paragraph(summary) = &timeline.sessions[0].summary[0] else { panic!("it is a paragraph") };
        assert_eq!(language(summary), Some("en-NZ"));
    }

    fn language(text: &RichText) -> Option<&str> {
        text.lang.as_ref().map(Language::as_str)
    }

    #[test]
    fn a_question_and_a_meeting_that_are_missing_are_in_their_places() {
        let (content, problems) = completed_after(|own| {
            own.pointer_mut(&[FORM, "/parts/1/questions"].concat())
                .and_then(Value::as_array_mut)
                .expect("a list")
                .clear();
            own.pointer_mut("/sections/1/timeline/sessions").and_then(Value::as_array_mut).expect("a list").pop();
        });
        assert_eq!(problems, Vec::<String>::new());
        let same = Content::parse(SHIPPED).expect("it is right");
        let asked =
            |content: &Content| content.have_your_say().form.questions().map(|q| q.id.clone()).collect::<Vec<_>>();
        assert_eq!(asked(&content), asked(&same));
        let question = content.have_your_say().form.parts[1].questions[0].clone();
        assert_eq!(language(&question.label), Some("en-NZ"));
    }

    #[test]
    fn a_text_of_paragraphs_may_be_divided_otherwise() {
        let (content, problems) = completed_after(|own| own["lead"] = json!([{"paragraph": "a"}, {"paragraph": "b"}]));
        assert_eq!((content.lead.len(), problems), (2, Vec::new()));
    }

    #[test]
    fn what_does_not_go_with_the_first_language_is_named() {
        let (_, problems) = completed_after(|own| {
            take(own, FORM, "submit");
            take(own, &[FORM, "/parts/1"].concat(), "title");
            own["consultation"]["closes"] = "2022-08-24T17:00:00+12:00".into();
        });
        let lacks = "this is missing, and cannot be shown in another language: translate it";
        assert_eq!(
            problems,
            [
                "/consultation/closes: this is not what the first language has: take it out here, and it will be"
                    .to_owned(),
                format!("{FORM}/parts/1/title: {lacks}"),
                format!("{FORM}/submit: {lacks}"),
            ]
        );
    }

    #[test]
    fn an_id_that_the_first_language_does_not_have_is_named() {
        let (_, problems) = completed_after(|own| {
            *own.pointer_mut(&[FORM, "/parts/1/questions/0/id"].concat()).expect("it has one") = "other".into();
        });
        let why = "the first language has no “other” here, and the receiver knows only its form: take this out, or add it there";
        assert_eq!(problems, [format!("{FORM}/parts/1/questions/0: {why}")]);
    }
}
