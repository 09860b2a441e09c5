//! Submissions posted by the page's program, as JSON.

use std::sync::Arc;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use consultation::delivery::receipt::Receipt;
use consultation::delivery::refusal::AnswerError;
use consultation::purpose::Purpose;

use super::json_body::{self, Misread};
use super::receipt;
use crate::app::App;
use crate::digest;
use crate::failpoint;
use crate::http::body;
use crate::http::failure::Failure;
use crate::http::idempotency_key;
use crate::http::posted_from::PostedFrom;
use crate::intake::outcome::{Accepted, Rejected};
use crate::intake::posted::Envelope;
use crate::publication::Publication;
use crate::store::submission::PostedAs;

/// How the page says that a program has filled in what no person sees.
const HELD: &str = "held=true";

/// Takes a post; the answer is the receipt, or problem details.
pub async fn receive(app: &App, purpose: Purpose, head: &Parts, body: Body) -> Response {
    let accepted = accept(app, purpose, head, body).await;
    failpoint::reach(failpoint::BEFORE_REPLY);
    match accepted {
        Ok(Accepted::New(receipt)) => answer(StatusCode::CREATED, purpose, &receipt),
        Ok(Accepted::Again(receipt)) => answer(StatusCode::OK, purpose, &receipt),
        Err(failure) => failure.problem(),
    }
}

async fn accept(app: &App, purpose: Purpose, head: &Parts, body: Body) -> Result<Accepted, Failure> {
    let headers = &head.headers;
    let posted_from = PostedFrom::read(headers, &app.allowed_origins);
    if posted_from == PostedFrom::Elsewhere {
        return Err(Failure::OtherSite);
    }
    let body = body::read(body, body::most_bytes(purpose, &app.published.now().content)).await?;
    let seen = app.published.seen(&json_body::content_sha256(&body));
    let form = seen.and_then(|seen| purpose.form(&seen.content)).map(Arc::as_ref);
    let posted = json_body::parse(&body, form, purpose).map_err(|misread| unreadable(seen, app, &misread))?;
    if idempotency_key::is_another(headers, &posted.id) {
        return Err(Failure::OtherKey);
    }
    if app.is_sealed_only && posted.is_clear() {
        return Err(Failure::NotSealed);
    }
    let envelope = Envelope {
        posted_as: PostedAs::Json,
        unstated_origin: posted_from == PostedFrom::Unstated,
        held: head.uri.query().is_some_and(|query| query.split('&').any(|pair| pair == HELD)),
        body_digest: Some(digest::of_bytes(&body)),
    };
    let accepted = app.intake().accept(purpose, &posted, envelope).await;
    accepted.map_err(|reason| failure(app.frame_for(&posted.content_sha256).publication, purpose, reason))
}

/// An answer that is none is named, so that whoever wrote the program finds it.
fn unreadable(seen: Option<&Publication>, app: &App, misread: &Misread) -> Failure {
    let wording = &seen.unwrap_or_else(|| app.published.now()).wording;
    let error = misread.question.as_ref().map(|question| AnswerError::unreadable(question, wording));
    error.map_or(Failure::Unreadable, Failure::AnswerUnreadable)
}

fn answer(status: StatusCode, purpose: Purpose, receipt: &Receipt) -> Response {
    (status, [(LOCATION, receipt::path(purpose, &receipt.id))], receipt::in_json(receipt)).into_response()
}

/// What a refusal of the intake is in HTTP.
fn failure(seen: &Publication, purpose: Purpose, reason: Rejected) -> Failure {
    match reason {
        Rejected::NoSuchForm | Rejected::NothingToWithdraw => Failure::NotFound,
        Rejected::OtherWords { reference } => Failure::OtherWords { reference },
        Rejected::Storage(error) => Failure::of_store(&error),
        Rejected::ProblemsFound(problems) => Failure::of_problems(&problems, purpose, seen),
    }
}
