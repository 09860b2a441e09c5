//! Gives people pages where programs get problem details. Who asks is told by `Accept`; it decides nothing else.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, VARY};
use axum::middleware::Next;
use axum::response::Response;

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

/// Whether pages are named in `Accept` before JSON. Who accepts anything gets JSON.
pub fn prefers_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let html = quality(accept, "text/html");
    html > 0.0 && html > quality(accept, "application/json")
}

/// The weight of a type that is named in `Accept`, 0 to 1; 0 where it is not named.
fn quality(accept: &str, media_type: &str) -> f32 {
    let weight = |range: &str| {
        let (name, parameters) = range.split_once(';').unwrap_or((range, ""));
        let stated = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("q=")?.parse().ok());
        name.trim().eq_ignore_ascii_case(media_type).then(|| stated.unwrap_or(1.0))
    };
    accept.split(',').filter_map(weight).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn prefers_html_with(accept: &'static str) -> bool {
        prefers_html(&HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]))
    }

    #[test]
    fn browsers_get_a_page() {
        for accept in [
            "text/html",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "application/json;q=0.5, Text/HTML",
        ] {
            assert!(prefers_html_with(accept), "{accept}");
        }
    }

    #[test]
    fn programs_get_json() {
        for accept in ["", "*/*", "application/json", "application/json, text/html;q=0.9", "text/html;q=0", "text/*"] {
            assert!(!prefers_html_with(accept), "{accept}");
        }
        assert!(!prefers_html(&HeaderMap::new()));
    }
}
