//! Receipts, for who knows the id: for programs in JSON, for people as a page.

use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};
use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;

use crate::app::App;
use crate::http::accept;
use crate::http::failure::Failure;
use crate::http::pages;

/// Where the receipt of a submission is.
pub fn path(purpose: Purpose, id: &SubmissionId) -> String {
    [purpose.path(), "/", id.as_str(), "/receipt"].concat()
}

/// A receipt as JSON.
pub fn in_json(receipt: &Receipt) -> impl IntoResponse + use<> {
    let json = serde_json::to_string(receipt).expect("a receipt is always JSON");
    ([(CONTENT_TYPE, "application/json")], json)
}

/// Shows a receipt.
pub async fn show(app: &App, purpose: Purpose, id: String, headers: &HeaderMap) -> Response {
    let receipt = match find(app, purpose, id).await {
        Ok(receipt) => receipt,
        Err(failure) => return failure.problem(),
    };
    match accept::prefers_html(headers) {
        true => ([(VARY, "accept")], page(app, purpose, &receipt).await).into_response(),
        false => ([(VARY, "accept")], in_json(&receipt)).into_response(),
    }
}

/// A receipt as a page, with everything that was sent, where that can be read.
pub async fn page(app: &App, purpose: Purpose, receipt: &Receipt) -> pages::Page {
    let stored = app.store.submission(&receipt.id).await;
    let stored = stored.inspect_err(|error| tracing::error!("{error}")).ok().flatten();
    let frame = stored.as_ref().map_or_else(|| app.frame(), |stored| app.frame_for(&stored.content_sha256));
    pages::received(frame, purpose, receipt, stored.as_ref())
}

async fn find(app: &App, purpose: Purpose, id: String) -> Result<Receipt, Failure> {
    let id = SubmissionId::try_from(id).map_err(|_| Failure::NothingStored)?;
    let found = app.store.receipt(&id).await.map_err(|error| Failure::of_store(&error))?;
    found.filter(|found| found.purpose == purpose).map(|found| found.receipt).ok_or(Failure::NothingStored)
}
