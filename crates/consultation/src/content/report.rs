//! What came of a consultation, reported back to those who were asked: we asked, you said, we did.

use crate::read_object;
use crate::text::rich_text::{Block, RichText};
use crate::time::instant::Instant;

/// What came of a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The moment from which the page shows it; that of an earlier consultation shows at once. It keeps nothing secret: the words
    /// are in the file before.
    pub published: Instant,
    /// The answer in a few lines, for the first screen.
    pub summary: Vec<Block>,
    /// How many submissions came.
    pub submissions: u32,
    /// What was asked, said and done, chapter by chapter.
    pub chapters: Vec<ReportedChapter>,
    /// What comes next, with its days.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub next: Vec<Block>,
}

/// What came of one chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportedChapter {
    /// Its name.
    pub title: RichText,
    /// How many of the submissions were about it.
    pub submissions: u32,
    /// What was asked.
    pub asked: Vec<Block>,
    /// What people said.
    pub said: Vec<Block>,
    /// What was done after that.
    pub did: Vec<Block>,
    /// What was done otherwise than people asked for, and why.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub otherwise: Vec<Block>,
}

read_object!(Report { published, summary, submissions, chapters; next });
read_object!(ReportedChapter { title, submissions, asked, said, did; otherwise });
