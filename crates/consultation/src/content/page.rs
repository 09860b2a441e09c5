//! What the page starts from: the data that `publish` writes beside `index.html`.

use crate::content::config::Config;
use crate::content::updates::{Revision, Updates};
use crate::content::{Content, ContentError};
use crate::file;
use crate::purpose::Purpose;
use crate::read_object;
use crate::text::wording::Wording;
use crate::time::instant::Instant;
use crate::time::zone::ZoneOffsets;

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
    /// Whether whoever sends the page sees to it that its stage is that of now. A file that lies somewhere cannot say so.
    pub is_current: bool,
    /// The offsets of the content's time zone, from the opening to some years from now.
    pub offsets: ZoneOffsets,
    /// The files beside the page that it offers.
    pub downloads: Downloads,
    /// The way from the page to the site's root, where content, config and icons are: nothing, or `../`.
    pub to_root: String,
    /// The names of the forms that a browser is to post nowhere by itself, as the page was built: newer settings change none.
    pub needs_app: Vec<String>,
    /// For a translation, what tells the page in the first language from any other; else empty.
    pub translates: String,
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
        let page: Self = file::read(json)?;
        page.content.check()?;
        Ok(page)
    }

    /// Whether a browser is to post such a form nowhere by itself.
    pub fn needs_app(&self, purpose: Purpose) -> bool {
        self.needs_app.iter().any(|name| name == purpose.name())
    }

    /// The content that people of this page see and answer.
    pub fn revision(&self) -> Revision {
        self.updates.revision(self.content.revision)
    }

    /// Tells what people work on here from anything else, the same in each language: drafts are kept under it.
    pub fn identity(&self) -> &str {
        if self.translates.is_empty() { self.updates.identity() } else { &self.translates }
    }

    /// The window's title: the page's heading and who speaks.
    pub fn title(&self) -> String {
        [&self.content.title.plain(), " – ", &self.content.agency.plain()].concat()
    }
}

read_object!(Page {
    content, updates, wording, config, rendered_at;
    is_current, offsets, downloads, to_root, needs_app, translates
});
read_object!(Downloads { feed, calendar; });
