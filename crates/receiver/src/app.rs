//! The whole receiver as one router: its paths, and what every answer carries.

use std::sync::Arc;

use axum::Router;
use axum::http::header::{CONTENT_TYPE, REFERRER_POLICY, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, Method};
use axum::middleware;
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::clock::Clock;
use crate::origin::Origin;
use crate::page_address::PageAddress;
use crate::pages::Frame;
use crate::problem_response::Failure;
use crate::site::Site;
use crate::store::Store;
use crate::words::Words;
use crate::{access_log, endpoint, for_people};

/// A browser that must not say where a post comes from states its origin as `null`, which any site can do.
/// A path is nobody's business: the address of a receipt is the permission to read it.
const REFERRER: &str = "strict-origin";

/// What requests work with.
#[derive(Debug)]
pub struct App {
    /// The content and the wording.
    pub words: Words,
    /// The database.
    pub store: Store,
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
        Frame { words: &self.words, back: self.page.as_str() }
    }
}

/// Every path of the receiver.
pub fn router(app: Arc<App>) -> Router {
    let cors = cors(&app.allowed_origins);
    let api = endpoint::routes(Arc::clone(&app));
    let router = match &app.site {
        Some(site) => api.fallback_service(site.service()),
        None => api.fallback(async || Failure::NotFound.problem()),
    };
    // The last layer is the outermost. The site says both for itself.
    router
        .layer(middleware::from_fn_with_state(app, for_people::pages))
        .layer(SetResponseHeaderLayer::if_not_present(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .layer(SetResponseHeaderLayer::if_not_present(REFERRER_POLICY, HeaderValue::from_static(REFERRER)))
        .layer(cors)
        .layer(middleware::from_fn(access_log::log))
}

/// Without origins, no other site's scripts may read our answers.
fn cors(origins: &[Origin]) -> CorsLayer {
    let origins: Vec<HeaderValue> = origins.iter().map(Origin::header_value).collect();
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([CONTENT_TYPE])
        .expose_headers([RETRY_AFTER])
}
