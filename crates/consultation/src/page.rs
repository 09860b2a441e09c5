//! What the page starts from: the data that `publish` writes beside `index.html`.

use crate::config::Config;
use crate::content::{Content, ContentError};
use crate::instant::Instant;
use crate::json::{self, FromJson, ShapeErrors};
use crate::read_object;
use crate::updates::{Revision, Updates};
use crate::wording::Wording;

/// Everything the first render depends on. Nothing else may influence it, or hydration would not match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What the page says.
    pub content: Content,
    /// Every published revision of it.
    pub updates: Updates,
    /// The fixed phrases around it.
    pub wording: Wording,
    /// Where things go.
    pub config: Config,
    /// The moment for which the page was rendered.
    pub rendered_at: Instant,
    /// The files beside the page that it offers.
    pub downloads: Downloads,
}

/// How large the files are that the page offers, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Downloads {
    /// `feed.xml`.
    pub feed: u32,
    /// `calendar.ics`.
    pub calendar: u32,
}

impl Page {
    /// Reads it from JSON.
    ///
    /// # Errors
    /// [`ContentError`]; for a published page this means that the file was damaged on its way.
    pub fn parse(json: &str) -> Result<Self, ContentError> {
        let page: Self = read(json)?;
        page.content.check()?;
        Ok(page)
    }

    /// The content that people of this page see and answer.
    pub fn revision(&self) -> Revision {
        self.updates.revision(self.content.revision)
    }

    /// The window's title: the page's heading and who speaks.
    pub fn title(&self) -> String {
        [&self.content.title.plain(), " – ", &self.content.agency.plain()].concat()
    }
}

read_object!(Page { content, updates, wording, config, rendered_at; downloads });
read_object!(Downloads { feed, calendar; });

/// Why a file cannot be read. For the editor or deployer who wrote it.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is not JSON; says line and column.
    #[error(transparent)]
    Syntax(#[from] serde_json::Error),
    /// It is JSON of another shape; says the paths.
    #[error(transparent)]
    Shape(#[from] ShapeErrors),
}

/// Reads a file natively. In the browser, the browser's own parser makes the tree.
pub(crate) fn read<T: FromJson>(text: &str) -> Result<T, FileError> {
    Ok(json::read(serde_json::from_str(text)?)?)
}
