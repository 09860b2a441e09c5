//! Every published revision of the content, and what changed: `public/content/<language>.updates.json`.
//!
//! It stands beside the content and not in it, because it holds the digest of the content's own file.

use crate::file::{self, FileError};
use crate::json::lines;
use crate::read_object;
use crate::time::instant::Instant;

/// The published revisions, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Updates {
    /// One entry a revision.
    pub updates: Vec<Update>,
}

/// A published revision of the content.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Update {
    /// The content's `revision`.
    pub revision: u32,
    /// When it was published.
    pub published: Instant,
    /// What changed, in one or two sentences.
    pub changed: String,
    /// SHA-256 of the content file, as 64 lower-case hexadecimal digits: what `sha256sum` prints.
    pub sha256: String,
}

/// The content that a person saw and answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number.
    pub number: u32,
    /// SHA-256 of its file; empty where the list does not name it.
    pub sha256: String,
}

/// Why a list of updates does not go with the content. For the editor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpdatesProblem {
    /// Revisions are counted from 1, one by one, each later than the one before.
    #[error(
        "revision {revision} does not follow the entry before it: number and time both go up, the number by one, from 1"
    )]
    OutOfOrder {
        /// Which entry, counted from 0.
        entry: usize,
        /// Its revision.
        revision: u32,
    },
    /// The digest has another form.
    #[error("revision {revision} needs the SHA-256 of its content file: 64 lower-case hexadecimal digits")]
    NotADigest {
        /// Which entry, counted from 0.
        entry: usize,
        /// Its revision.
        revision: u32,
    },
    /// The last entry is not the content's revision.
    #[error("the content is revision {content}, and the last entry here is {last}")]
    NotUpToDate {
        /// The content's revision.
        content: u32,
        /// The last revision listed; 0 when there is none.
        last: u32,
    },
}

impl Updates {
    /// Reads the file.
    ///
    /// # Errors
    /// [`FileError`], for the editor.
    pub fn parse(json: &str) -> Result<Self, FileError> {
        file::read(json)
    }

    /// Checks that it goes with content of a revision.
    ///
    /// # Errors
    /// Everything that does not, for the editor.
    pub fn check(&self, content: u32) -> Result<(), String> {
        let problems = self.problems(content);
        if problems.is_empty() { Ok(()) } else { Err(lines(&problems)) }
    }

    /// The content's revision of that number.
    pub fn revision(&self, number: u32) -> Revision {
        let update = self.updates.iter().find(|update| update.revision == number);
        Revision { number, sha256: update.map(|update| update.sha256.clone()).unwrap_or_default() }
    }

    /// The revision that is shown.
    pub fn last(&self) -> Option<&Update> {
        self.updates.last()
    }

    /// Tells what is published here from anything else: the digest of its first revision, which never changes.
    pub fn identity(&self) -> &str {
        self.updates.first().map_or("", |first| &first.sha256)
    }

    /// What does not make sense beside content of a revision; empty when all is well.
    pub fn problems(&self, content: u32) -> Vec<UpdatesProblem> {
        let mut problems = Vec::new();
        for (index, update) in self.updates.iter().enumerate() {
            let is_next = usize::try_from(update.revision).is_ok_and(|revision| revision == index + 1);
            let is_later = index == 0 || self.updates[index - 1].published < update.published;
            if !is_next || !is_later {
                problems.push(UpdatesProblem::OutOfOrder { entry: index, revision: update.revision });
            }
            if !is_digest(&update.sha256) {
                problems.push(UpdatesProblem::NotADigest { entry: index, revision: update.revision });
            }
        }
        let last = self.last().map_or(0, |update| update.revision);
        if last != content {
            problems.push(UpdatesProblem::NotUpToDate { content, last });
        }
        problems
    }
}

/// Whether a text is a SHA-256 as 64 lower-case hexadecimal digits.
pub fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

read_object!(Updates { updates; });
read_object!(Update { revision, published, changed, sha256; });

#[cfg(test)]
mod tests {
    use super::*;

    fn update(revision: u32, published: &str) -> Update {
        let published = published.parse().expect("the test states a moment");
        Update { revision, published, changed: "First published.".into(), sha256: "0f".repeat(32) }
    }

    #[test]
    fn a_list_that_goes_up_to_the_content_is_right() {
        let updates = vec![update(1, "2022-04-29T09:00:00+12:00"), update(2, "2022-07-15T09:00:00+12:00")];
        assert_eq!(Updates { updates }.problems(2), []);
    }

    #[test]
    fn each_way_to_be_wrong_is_named() {
        let first = || update(1, "2022-04-29T09:00:00+12:00");
        for (updates, problem) in [
            (vec![], UpdatesProblem::NotUpToDate { content: 1, last: 0 }),
            (
                vec![first(), update(2, "2022-07-15T09:00:00+12:00")],
                UpdatesProblem::NotUpToDate { content: 1, last: 2 },
            ),
            (
                vec![update(2, "2022-04-29T09:00:00+12:00"), first()],
                UpdatesProblem::OutOfOrder { entry: 0, revision: 2 },
            ),
            (vec![Update { sha256: "0F".repeat(32), ..first() }], UpdatesProblem::NotADigest { entry: 0, revision: 1 }),
            (
                vec![first(), update(2, "2022-04-29T09:00:00+12:00")],
                UpdatesProblem::OutOfOrder { entry: 1, revision: 2 },
            ),
        ] {
            assert!(Updates { updates }.problems(1).contains(&problem), "{problem}");
        }
    }
}
