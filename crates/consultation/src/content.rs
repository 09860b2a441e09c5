//! The words of the page: the editor's file, `public/content/<language>.json`.

#[cfg(not(target_family = "wasm"))]
mod agreement;
pub mod config;
pub mod languages;
pub mod page;
mod problems;
pub mod report;
#[cfg(feature = "schema")]
pub mod review;
pub mod section;
mod sense;
pub mod stage;
pub mod statements;
#[cfg(feature = "schema")]
pub mod translation;
pub mod updates;

use std::sync::Arc;

pub use self::problems::{ContentProblem, ContentProblems, Fault};
use crate::content::section::{HaveYourSay, Section};
use crate::content::statements::Statements;
use crate::file::{self, FileError};
use crate::form::Form;
use crate::read_object;
use crate::text::language::Language;
use crate::text::rich_text::{Block, RichText};
use crate::time::day::Day;
use crate::time::instant::Instant;
use crate::time::zone::TimeZoneName;

/// Everything the page says, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Content {
    /// The language.
    pub language: Language,
    /// Raised by one with every published change. A page in a browser takes only a higher one.
    pub revision: u32,
    /// The day of the last change.
    pub updated: Day,
    /// Who speaks.
    pub agency: RichText,
    /// The page's heading.
    pub title: RichText,
    /// The line below it.
    pub subtitle: RichText,
    /// What the page is, for search engines: one sentence.
    pub description: String,
    /// The opening text.
    pub lead: Vec<Block>,
    /// How to reach a person.
    pub contact: Contact,
    /// Whose clocks are meant, where a time of day is said without an offset.
    pub time_zone: TimeZoneName,
    /// When submissions are taken.
    pub consultation: Consultation,
    /// Who is behind the page, and what they promise.
    pub statements: Statements,
    /// The sections, in the order of reading.
    pub sections: Vec<Section>,
}

/// How to reach a person.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// The team's e-mail address, which messages about failures name.
    pub email: String,
    /// The sentence that offers it.
    pub text: RichText,
}

/// When submissions are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consultation {
    /// The first moment; without it, submissions are taken from publication on.
    pub opens: Option<Instant>,
    /// The moment from which submissions are late; without it, none ever is.
    pub closes: Option<Instant>,
    /// The moment from which the page says that what was negotiated is adopted, and asks nothing more.
    pub adopted: Option<Instant>,
    /// The day by which the page will say what came of it, where the agency has said one.
    pub report_expected: Option<Day>,
}

/// Why a content file cannot be used. For the editor.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is well formed but does not make sense; all findings at once.
    #[error(transparent)]
    Meaning(#[from] ContentProblems),
}

impl Content {
    /// Reads a content file: shape first, then meaning.
    ///
    /// # Errors
    /// [`ContentError`], for the editor.
    pub fn parse(json: &str) -> Result<Self, ContentError> {
        let content: Self = file::read(json)?;
        content.check()?;
        Ok(content)
    }

    /// The section of the consultation.
    ///
    /// # Panics
    /// Never for content that passed [`Content::check`]: it has exactly one.
    pub fn have_your_say(&self) -> &HaveYourSay {
        self.sections
            .iter()
            .find_map(|section| match section {
                Section::HaveYourSay(section) => Some(section),
                _ => None,
            })
            .expect("Content::check has counted the sections of this kind")
    }

    /// The moment from which the page says what came of the consultation.
    pub fn reported_at(&self) -> Option<Instant> {
        self.have_your_say().report.as_ref().map(|report| report.published)
    }

    /// The form about the page itself, where the content has one.
    pub fn feedback_form(&self) -> Option<&Arc<Form>> {
        self.sections.iter().find_map(|section| match section {
            Section::Feedback(section) => Some(&section.form),
            _ => None,
        })
    }
}

read_object!(Content {
    language, revision, updated, agency, title, subtitle, description, lead, contact, time_zone, consultation, statements, sections;
});
read_object!(Contact { email, text; });
read_object!(Consultation { ; opens, closes, adopted, report_expected });
