//! What the page starts from: the data block that `publish` puts into `index.html`.

use serde::Deserialize;

use crate::config::Config;
use crate::content::{Content, ContentError};
use crate::instant::Instant;
use crate::wording::Wording;

/// Everything the first render depends on. Nothing else may influence it, or hydration would not match.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// What the page says.
    pub content: Content,
    /// The fixed phrases around it.
    pub wording: Wording,
    /// Where things go.
    pub config: Config,
    /// The moment for which the page was rendered.
    pub rendered_at: Instant,
}

impl Page {
    /// Reads the data block.
    ///
    /// # Errors
    /// [`ContentError`]; for a published page this means that the file was damaged on its way.
    pub fn parse(json: &str) -> Result<Self, ContentError> {
        let page: Self = serde_json::from_str(json)?;
        page.content.check()?;
        Ok(page)
    }

    /// The window's title: the page's heading and who speaks.
    pub fn title(&self) -> String {
        [&self.content.title.plain(), " – ", &self.content.agency.plain()].concat()
    }
}
