//! What requests work with. It knows no path of HTTP.

use std::net::SocketAddr;

use axum::http::HeaderMap;
use consultation::content::stage::Stage;

use crate::clock::Clock;
use crate::http::origin::Origin;
use crate::http::page_address::PageAddress;
use crate::http::pages::Frame;
use crate::http::posting_limit::PostingLimit;
use crate::http::site::Site;
use crate::intake::Intake;
use crate::outbox::Outbox;
use crate::publication::Publication;
use crate::published::Published;
use crate::store::Store;

/// What requests work with.
#[derive(Debug)]
pub struct App {
    /// The content and the wording, of now and of every earlier revision.
    pub published: Published,
    /// What keeps the submissions.
    pub store: Box<dyn Store>,
    /// The time.
    pub clock: Clock,
    /// Who else is told of what is stored.
    pub outbox: Outbox,
    /// The built page, when it is served too.
    pub site: Option<Site>,
    /// Where else the page is served from, and may post from.
    pub allowed_origins: Vec<Origin>,
    /// Whether words are taken sealed alone.
    pub is_sealed_only: bool,
    /// Where “Back to the page” leads.
    pub page: PageAddress,
    /// How often one address may post; none where something in front counts, or nobody does.
    pub posting_limit: Option<PostingLimit>,
}

impl App {
    /// What the receiver's own pages are made from.
    pub fn frame(&self) -> Frame<'_> {
        self.frame_of(self.published.now())
    }

    /// What they are made from for somebody who has seen that revision; as for anybody, where it is not known.
    pub fn frame_for(&self, content_sha256: &str) -> Frame<'_> {
        self.frame_of(self.published.seen(content_sha256).unwrap_or_else(|| self.published.now()))
    }

    fn frame_of(&self, publication: &'static Publication) -> Frame<'_> {
        Frame { publication, page: self.page.as_str(), rehearsed: self.clock.rehearsed() }
    }

    /// Counts a post, and tells whether it is one too many from its address.
    pub fn is_too_many(&self, peer: SocketAddr, headers: &HeaderMap) -> bool {
        self.posting_limit.as_ref().is_some_and(|limit| limit.is_over(peer, headers))
    }

    /// Where the consultation stands now.
    pub fn stage(&self) -> Stage {
        Stage::at(self.clock.now(), &self.published.now().content)
    }

    /// What takes submissions.
    pub fn intake(&self) -> Intake<'_> {
        Intake { published: &self.published, store: self.store.as_ref(), clock: &self.clock, outbox: &self.outbox }
    }
}
