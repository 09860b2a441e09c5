//! The paths under `/api` and `/health`: from HTTP to the intake and back. It decides nothing about answers.

mod form;
pub mod form_body;
mod json;
mod json_body;
mod receipt;
pub mod signs;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{ConnectInfo, Path, Request, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use consultation::purpose::Purpose;
use tower_http::set_header::SetResponseHeaderLayer;

use super::failure::Failure;
use crate::app::App;

/// What programs are told of these paths, as OpenAPI 3.1; a test holds it to what is really answered.
pub const OPENAPI: &str = include_str!("submissions/openapi.json");

/// The paths. Their answers are about one person, so no cache may keep them.
pub fn routes(app: Arc<App>) -> Router {
    let mut routes = Router::new()
        .route("/health", get(health))
        .route("/api/openapi.json", get(description))
        .route("/api/{*rest}", any(not_found));
    for purpose in [Purpose::Submission, Purpose::Feedback] {
        let receive = move |app, request| receive(purpose, app, request);
        let receipt = move |app, id, headers| show_receipt(purpose, app, id, headers);
        routes = routes
            .route(purpose.path(), post(receive))
            .route(&[purpose.path(), "/{id}/receipt"].concat(), get(receipt));
    }
    routes
        .method_not_allowed_fallback(async || Failure::WrongMethod.problem())
        .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .with_state(app)
}

async fn receive(purpose: Purpose, State(app): State<Arc<App>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let peer = head.extensions.get().map(|ConnectInfo(peer): &ConnectInfo<SocketAddr>| *peer);
    let is_too_many = peer.is_some_and(|peer| app.is_too_many(peer, &head.headers));
    match media_type(&head.headers).as_str() {
        _ if is_encoded(&head.headers) => {
            ([(ACCEPT_ENCODING, "identity")], Failure::UnsupportedCoding.problem()).into_response()
        }
        // A browser's own form comes back with everything in it.
        "application/x-www-form-urlencoded" => form::receive(&app, purpose, &head.headers, body, is_too_many).await,
        _ if is_too_many => Failure::TooMany.problem(),
        "application/json" => json::receive(&app, purpose, &head, body).await,
        _ => Failure::UnsupportedType.problem(),
    }
}

async fn show_receipt(
    purpose: Purpose,
    State(app): State<Arc<App>>,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    // Percent-encoded bytes that are no UTF-8 are no id: without this, axum answers by itself, in plain text.
    let id = id.map(|Path(id)| id).unwrap_or_default();
    receipt::show(&app, purpose, id, &headers).await
}

async fn health(State(app): State<Arc<App>>) -> Response {
    match app.store.check_writable().await {
        Ok(()) => ([(CONTENT_TYPE, "application/json")], r#"{"status":"ok"}"#).into_response(),
        Err(reason) => {
            tracing::error!("not healthy: {reason}");
            Failure::Unavailable.problem()
        }
    }
}

async fn description() -> Response {
    ([(CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

async fn not_found() -> Response {
    Failure::NotFound.problem()
}

/// A few bytes can be compressed that are gigabytes when they are not.
fn is_encoded(headers: &HeaderMap) -> bool {
    headers.get_all(CONTENT_ENCODING).iter().any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

/// The media type in lower case, without its parameters.
fn media_type(headers: &HeaderMap) -> String {
    let stated = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
