//! Posts a submission, and reports what came back. Never `keepalive`: browsers cap that at 64 KiB.

use std::time::Duration;

use consultation::delivery::reply::{Reply, patience};
use consultation::delivery::submission::Submission;
use consultation::delivery::wire;
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{AbortController, AbortSignal, RequestRedirect};

use super::json;
use crate::live::FormHandle;

/// Posts it. Whatever happens ends in one event.
pub fn send(handle: FormHandle, submission: Submission) {
    spawn_local(async move {
        let reply = post(handle, &submission).await.unwrap_or(Reply::Nothing);
        handle.dispatch(reply.event(&submission, handle.form));
    });
}

async fn post(handle: FormHandle, submission: &Submission) -> Option<Reply> {
    let body = wire::body(submission);
    let controller = AbortController::new().ok()?;
    let signal = controller.signal();
    let patience = Duration::from_millis(patience(body.len()).into());
    let give_up = set_timeout_with_handle(move || controller.abort(), patience).ok()?;
    let reply = exchange(&handle.live.peek(|state| handle.endpoint(state)), body, &signal).await;
    give_up.clear();
    reply
}

/// A redirect is an error: browsers repeat a redirected post as a GET, without the words.
async fn exchange(endpoint: &str, body: String, signal: &AbortSignal) -> Option<Reply> {
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
