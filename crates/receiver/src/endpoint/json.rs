//! Submissions posted by the page's program, as JSON.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use consultation::receipt::Receipt;
use consultation::refusal::AnswerError;

use super::{receipt, unavailable};
use crate::app::App;
use crate::body;
use crate::incoming;
use crate::intake::{Envelope, NotTaken, Taken};
use crate::posted_from::PostedFrom;
use crate::problem_response::Failure;
use crate::purpose::Purpose;
use crate::store::PostedAs;

/// Takes a post; the answer is the receipt, or problem details.
pub async fn receive(app: &App, purpose: Purpose, headers: &HeaderMap, body: Body) -> Response {
    match take(app, purpose, headers, body).await {
        Ok(Taken::New(receipt)) => answer(StatusCode::CREATED, purpose, &receipt),
        Ok(Taken::Again(receipt)) => answer(StatusCode::OK, purpose, &receipt),
        Err(failure) => failure.problem(),
    }
}

async fn take(app: &App, purpose: Purpose, headers: &HeaderMap, body: Body) -> Result<Taken, Failure> {
    let posted_from = PostedFrom::read(headers, &app.allowed_origins);
    if posted_from == PostedFrom::Elsewhere {
        return Err(Failure::OtherSite);
    }
    let body = body::read(body).await?;
    let incoming = incoming::parse(&body).map_err(|_| Failure::Unreadable)?;
    let envelope = Envelope { posted_as: PostedAs::Json, unstated_origin: posted_from == PostedFrom::Unstated };
    app.take(purpose, &incoming, envelope).await.map_err(|reason| failure(app, purpose, reason))
}

fn answer(status: StatusCode, purpose: Purpose, receipt: &Receipt) -> Response {
    (status, [(LOCATION, receipt::path(purpose, &receipt.id))], in_json(receipt)).into_response()
}

/// A receipt as JSON.
pub fn in_json(receipt: &Receipt) -> impl IntoResponse + use<> {
    let json = serde_json::to_string(receipt).expect("a receipt is always JSON");
    ([(CONTENT_TYPE, "application/json")], json)
}

/// What a refusal of the intake is in HTTP.
fn failure(app: &App, purpose: Purpose, reason: NotTaken) -> Failure {
    match reason {
        NotTaken::NoSuchForm => Failure::NotFound,
        NotTaken::OtherWords { reference } => Failure::OtherWords { reference },
        NotTaken::Storage(error) => unavailable(&error),
        NotTaken::ProblemsFound(problems) => {
            let form = purpose.form(&app.words.content);
            let error = |problem| form.map(|form| AnswerError::of(problem, form, &app.words.wording));
            Failure::AnswersRefused(problems.iter().filter_map(error).collect())
        }
    }
}
