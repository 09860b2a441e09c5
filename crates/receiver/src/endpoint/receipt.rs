//! Receipts, for who knows the id: for programs in JSON, for people as a page.

use axum::http::HeaderMap;
use axum::http::header::VARY;
use axum::response::{IntoResponse, Response};
use consultation::receipt::Receipt;
use consultation::submission::SubmissionId;

use super::{json, unavailable};
use crate::app::App;
use crate::for_people;
use crate::pages;
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
    match for_people::prefers_html(headers) {
        true => ([(VARY, "accept")], pages::received(app.frame(), purpose, &receipt)).into_response(),
        false => ([(VARY, "accept")], json::in_json(&receipt)).into_response(),
    }
}

async fn find(app: &App, purpose: Purpose, id: String) -> Result<Receipt, Failure> {
    let id = SubmissionId::try_from(id).map_err(|_| Failure::NotFound)?;
    let found = app.store.find(&id).await.map_err(|error| unavailable(&error))?;
    let entry = found.map(|(entry, _)| entry).filter(|entry| entry.purpose == purpose);
    entry.map(|entry| entry.receipt()).ok_or(Failure::NotFound)
}
