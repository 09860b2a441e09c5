//! Gives people pages where programs get problem details. Who asks is told by `Accept`; it decides nothing else.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, VARY};
use axum::middleware::Next;
use axum::response::Response;

use super::accept::prefers_html;
use super::failure::Failure;
use crate::app::App;

/// Replaces problem details by a page, for who prefers one. Status and the other headers stay.
pub async fn page_for_people(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let prefers_html = prefers_html(request.headers());
    let mut response = next.run(request).await;
    let Some(failure) = response.extensions_mut().remove::<Failure>() else {
        return response;
    };
    response.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    if !prefers_html {
        return response;
    }
    let (mut head, _) = response.into_parts();
    head.headers.remove(CONTENT_TYPE);
    head.headers.remove(CONTENT_LENGTH);
    let (page, body) = failure.page(app.frame()).into_parts();
    head.headers.extend(page.headers);
    Response::from_parts(head, body)
}
