//! Submissions posted by the page's program, as JSON.

use axum::body::Body;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use consultation::delivery::receipt::Receipt;
use consultation::delivery::refusal::AnswerError;
use consultation::purpose::Purpose;

use super::{json_body, receipt};
use crate::app::App;
use crate::digest;
use crate::http::body;
use crate::http::failure::Failure;
use crate::http::posted_from::PostedFrom;
use crate::intake::outcome::{Accepted, Rejected};
use crate::intake::posted::Envelope;
use crate::store::submission::PostedAs;

/// Takes a post; the answer is the receipt, or problem details.
pub async fn receive(app: &App, purpose: Purpose, headers: &HeaderMap, body: Body) -> Response {
    match accept(app, purpose, headers, body).await {
        Ok(Accepted::New(receipt)) => answer(StatusCode::CREATED, purpose, &receipt),
        Ok(Accepted::Again(receipt)) => answer(StatusCode::OK, purpose, &receipt),
        Err(failure) => failure.problem(),
    }
}

async fn accept(app: &App, purpose: Purpose, headers: &HeaderMap, body: Body) -> Result<Accepted, Failure> {
    let posted_from = PostedFrom::read(headers, &app.allowed_origins);
    if posted_from == PostedFrom::Elsewhere {
        return Err(Failure::OtherSite);
    }
    let form = purpose.form(&app.publication.content).ok_or(Failure::NotFound)?;
    let body = body::read(body).await?;
    let posted = json_body::parse(&body, form).map_err(|_| Failure::Unreadable)?;
    let envelope = Envelope {
        posted_as: PostedAs::Json,
        unstated_origin: posted_from == PostedFrom::Unstated,
        body_digest: Some(digest::of_bytes(&body)),
    };
    app.intake().accept(purpose, &posted, envelope).await.map_err(|reason| failure(app, purpose, reason))
}

fn answer(status: StatusCode, purpose: Purpose, receipt: &Receipt) -> Response {
    (status, [(LOCATION, receipt::path(purpose, &receipt.id))], receipt::in_json(receipt)).into_response()
}

/// What a refusal of the intake is in HTTP.
fn failure(app: &App, purpose: Purpose, reason: Rejected) -> Failure {
    match reason {
        Rejected::NoSuchForm | Rejected::NothingToWithdraw => Failure::NotFound,
        Rejected::OtherWords { reference } => Failure::OtherWords { reference },
        Rejected::Storage(error) => Failure::of_store(&error),
        Rejected::ProblemsFound(problems) => {
            let form = purpose.form(&app.publication.content);
            let error = |problem| form.map(|form| AnswerError::of(problem, form, &app.publication.wording));
            Failure::AnswersRefused(problems.iter().filter_map(error).collect())
        }
    }
}
