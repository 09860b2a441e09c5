//! Receipts, for who knows the id: for programs in JSON, for people as a page.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, VARY};
use axum::response::{IntoResponse, Response};
use consultation::receipt::Receipt;
use consultation::submission::SubmissionId;

use super::{json, unavailable};
use crate::app::App;
use crate::pages::{self, Frame};
use crate::problem_response::Failure;
use crate::purpose::Purpose;

/// Where the receipt of a submission is.
pub fn path(purpose: Purpose, id: &SubmissionId) -> String {
    [purpose.path(), "/", id.as_str(), "/receipt"].concat()
}

/// Shows a receipt.
pub async fn show(app: &App, purpose: Purpose, id: String, headers: &HeaderMap) -> Response {
    let receipt = match find(app, purpose, id).await {
        Ok(receipt) => receipt,
        Err(failure) => return failure.problem(),
    };
    let back = app.back_link(headers);
    let frame = Frame { words: &app.words, back: &back };
    match prefers_html(headers) {
        true => ([(VARY, "accept")], pages::received(frame, purpose, &receipt)).into_response(),
        false => ([(VARY, "accept")], json::in_json(&receipt)).into_response(),
    }
}

async fn find(app: &App, purpose: Purpose, id: String) -> Result<Receipt, Failure> {
    let id = SubmissionId::try_from(id).map_err(|_| Failure::NotFound)?;
    let found = app.store.find(&id).await.map_err(|error| unavailable(&error))?;
    let entry = found.map(|(entry, _)| entry).filter(|entry| entry.purpose == purpose);
    entry.map(|entry| entry.receipt()).ok_or(Failure::NotFound)
}

/// Whether pages are named in `Accept` before JSON. Who accepts anything gets JSON.
fn prefers_html(headers: &HeaderMap) -> bool {
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
