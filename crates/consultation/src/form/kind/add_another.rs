//! A group of short fields, as often as it is needed: the people who sign together, the places where something happened.
//! Each group is one text, a line for each of its fields.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::blank::is_blank;
use crate::form::length::too_long;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::wording::Wording;

/// Settings of a group that can be added again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AddAnother {
    /// How many there may be. With scripts off all of them are shown.
    pub most: u32,
    /// The fields of each.
    pub fields: Vec<GroupField>,
}

/// A field of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupField {
    /// What it is for.
    pub label: String,
    /// The most characters accepted.
    pub max_characters: u32,
    /// What browsers may fill in: a token of HTML's `autocomplete`.
    pub autocomplete: Option<String>,
}

impl OfKind for AddAnother {
    type Answer = [String];

    fn typed(answer: &Answer) -> Option<&[String]> {
        match answer {
            Answer::Many(groups) => Some(groups),
            Answer::Text(_) | Answer::Agreed(_) => None,
        }
    }

    /// Groups in which nothing was written are none.
    fn normal(answer: &Answer) -> Answer {
        Answer::Many(filled(Self::typed(answer).unwrap_or_default()).cloned().collect())
    }

    fn check(&self, groups: &[String]) -> Option<Cause> {
        if filled(groups).count() > self.most as usize {
            return Some(Cause::TooMany { most: self.most });
        }
        filled(groups).find_map(|group| self.group_problem(group))
    }

    /// A line for each group.
    fn in_words(&self, groups: &[String], _: &Wording) -> String {
        let mut words = String::new();
        for group in filled(groups) {
            let (mut rest, mut before) = (Some(group.as_str()), if words.is_empty() { "" } else { "\n" });
            while let Some((line, after)) = rest.map(first_line) {
                if !is_blank(line) {
                    words.extend([before, line]);
                    before = ", ";
                }
                rest = after;
            }
        }
        words
    }
}

fn filled(groups: &[String]) -> impl Iterator<Item = &String> {
    groups.iter().filter(|group| !is_blank(group))
}

impl AddAnother {
    /// A line too many is nobody's typing.
    fn group_problem(&self, group: &str) -> Option<Cause> {
        let mut rest = Some(group);
        for field in &self.fields {
            let (line, after) = first_line(rest?);
            if let Some(problem) = too_long(line, field.max_characters) {
                return Some(problem);
            }
            rest = after;
        }
        rest.map(|_| Cause::WrongKind)
    }

    /// Every field of every group, both counted from 0.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        let fields = self.fields.len().max(1);
        (0..self.most as usize * self.fields.len()).map(move |place| (place / fields, place % fields))
    }

    /// What stands in a field of a group; both are counted from 0.
    pub fn typed_in(groups: &[String], group: usize, field: usize) -> &str {
        let mut rest = groups.get(group).map(String::as_str);
        for _ in 0..field {
            rest = rest.and_then(|lines| first_line(lines).1);
        }
        rest.map_or("", |lines| first_line(lines).0)
    }

    /// The groups with something else in one field.
    pub fn with_field(&self, groups: &[String], group: usize, field: usize, typed: &str) -> Vec<String> {
        let mut lines = String::new();
        for place in 0..self.fields.len() {
            lines.push_str(if place == 0 { "" } else { "\n" });
            lines.push_str(if place == field { first_line(typed).0 } else { Self::typed_in(groups, group, place) });
        }
        let mut changed: Vec<String> = groups.to_vec();
        while changed.len() <= group {
            changed.push(String::new());
        }
        changed[group] = if is_blank(&lines) { String::new() } else { lines };
        changed
    }

    /// The most characters of all fields of all groups.
    pub fn max_characters(&self) -> u32 {
        let of_one = self.fields.iter().fold(0, |sum: u32, field| sum.saturating_add(field.max_characters));
        of_one.saturating_mul(self.most)
    }
}

/// The first line, and what follows it, if anything does.
fn first_line(text: &str) -> (&str, Option<&str>) {
    text.split_once('\n').map_or((text, None), |(line, after)| (line, Some(after)))
}

/// What an element of a group's field is called behind the question's id; both are counted from 0.
pub fn part_name(group: usize, field: usize) -> String {
    [&group.to_string(), "-", &field.to_string()].concat()
}

read_object!(AddAnother { most, fields; });
read_object!(GroupField { label, max_characters; autocomplete });
