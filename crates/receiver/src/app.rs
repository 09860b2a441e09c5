//! What requests work with. It knows no path of HTTP.

use crate::clock::Clock;
use crate::http::origin::Origin;
use crate::http::page_address::PageAddress;
use crate::http::pages::Frame;
use crate::http::site::Site;
use crate::intake::Intake;
use crate::publication::Publication;
use crate::store::Store;

/// What requests work with.
#[derive(Debug)]
pub struct App {
    /// The content and the wording.
    pub publication: Publication,
    /// What keeps the submissions.
    pub store: Box<dyn Store>,
    /// The time.
    pub clock: Clock,
    /// The built page, when it is served too.
    pub site: Option<Site>,
    /// Where else the page is served from, and may post from.
    pub allowed_origins: Vec<Origin>,
    /// Where “Back to the page” leads.
    pub page: PageAddress,
}

impl App {
    /// What the receiver's own pages are made from.
    pub fn frame(&self) -> Frame<'_> {
        Frame { publication: &self.publication, back: self.page.as_str() }
    }

    /// What takes submissions.
    pub fn intake(&self) -> Intake<'_> {
        Intake { content: &self.publication.content, store: self.store.as_ref(), clock: &self.clock }
    }
}
