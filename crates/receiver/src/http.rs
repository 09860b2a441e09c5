//! The whole receiver as one router: its paths, and what every answer carries.

pub mod accept;
pub mod access_log;
pub mod body;
pub mod client;
pub mod failure;
pub mod host;
pub mod idempotency_key;
pub mod negotiation;
pub mod origin;
pub mod page_address;
pub mod pages;
pub mod posted_from;
pub mod posting_limit;
pub mod site;
pub mod submissions;

use std::sync::Arc;

use axum::Router;
use axum::http::header::{CONTENT_TYPE, DATE, LOCATION, REFERRER_POLICY, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, Method};
use axum::middleware;
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::app::App;
use failure::Failure;
use origin::Origin;

/// A browser that must not say where a post comes from states its origin as `null`, which any site can do.
/// A path is nobody's business: the address of a receipt is the permission to read it.
const REFERRER: &str = "strict-origin";

/// Every path of the receiver.
pub fn router(app: Arc<App>) -> Router {
    let cors = cors(&app.allowed_origins);
    let api = submissions::routes(Arc::clone(&app));
    let router = match &app.site {
        Some(site) => {
            let app = Arc::clone(&app);
            api.fallback_service(site.service(move || app.stage()))
        }
        None => api.fallback(async || Failure::NotFound.problem()),
    };
    // The last layer is the outermost. The site says both for itself.
    router
        .layer(middleware::from_fn(host::check))
        .layer(middleware::from_fn_with_state(app, negotiation::page_for_people))
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
        .allow_headers([CONTENT_TYPE, idempotency_key::NAME])
        .expose_headers([DATE, LOCATION, RETRY_AFTER])
}
