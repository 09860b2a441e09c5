//! Posts a submission, and reports what came back. Never `keepalive`: browsers cap that at 64 KiB.

use std::sync::Arc;
use std::time::Duration;

use consultation::delivery::attempt::Attempt;
use consultation::delivery::reply::{Outcome, Reply, patience};
use consultation::delivery::submission::SubmissionId;
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{AbortController, AbortSignal, RequestRedirect};

use super::json;

/// Posts it. Whatever happens is reported once.
pub fn send(endpoint: String, attempt: Arc<Attempt>, report: impl FnOnce(SubmissionId, Outcome) + 'static) {
    spawn_local(async move {
        let reply = post(&endpoint, attempt.body()).await.unwrap_or(Reply::Nothing);
        report(attempt.id().clone(), reply.outcome(&attempt));
    });
}

async fn post(endpoint: &str, body: &str) -> Option<Reply> {
    let controller = AbortController::new().ok()?;
    let signal = controller.signal();
    let patience = Duration::from_millis(patience(body.len()).into());
    let give_up = set_timeout_with_handle(move || controller.abort(), patience).ok()?;
    let reply = exchange(endpoint, body, &signal).await;
    give_up.clear();
    reply
}

/// A redirect is an error: browsers repeat a redirected post as a GET, without the words.
async fn exchange(endpoint: &str, body: &str, signal: &AbortSignal) -> Option<Reply> {
    let request = Request::post(endpoint)
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .redirect(RequestRedirect::Error)
        .abort_signal(Some(signal))
        .body(body)
        .ok()?;
    let response = request.send().await.ok()?;
    let content_type = response.headers().get("content-type").unwrap_or_default();
    let status = response.status();
    let body = json::text(response).await?;
    let (receipt, refusal) = (|| json::parse(&body).ok(), || json::parse(&body).ok());
    Some(Reply::read(status, &content_type, receipt, refusal))
}
