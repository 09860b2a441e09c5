//! Submissions posted by a browser's own form, with scripts off. Every answer is a page.

use std::net::IpAddr;
use std::time::Instant;

use axum::body::Body;
use axum::http::header::{LOCATION, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use consultation::answers::Answers;
use consultation::problem::Problem;
use consultation::submission::Incoming;

use super::{json, receipt};
use crate::app::App;
use crate::body;
use crate::digest;
use crate::form_post::FormPost;
use crate::intake::{NotTaken, Taken};
use crate::pages::{self, Frame};
use crate::problem_response::Failure;
use crate::purpose::Purpose;
use crate::store::{PostedAs, StoreError};

/// Why a form post has no receipt.
enum NotReceived {
    /// The person can mend it.
    ProblemsFound(Answers, Vec<Problem>),
    /// The person cannot.
    Failed(Failure),
}

impl<F: Into<Failure>> From<F> for NotReceived {
    fn from(failure: F) -> Self {
        Self::Failed(failure.into())
    }
}

/// Takes a post; the answer is a page with the reference, or with the problems and everything that was typed.
pub async fn receive(app: &App, purpose: Purpose, peer: IpAddr, headers: &HeaderMap, body: Body) -> Response {
    let back = app.back_link(headers);
    let frame = Frame { words: &app.words, back: &back };
    match take(app, purpose, peer, headers, body).await {
        Ok(taken) => {
            let path = receipt::path(purpose, &taken.receipt().id);
            let page = pages::received(frame, purpose, taken.receipt());
            // The browser goes on to the receipt by GET, so that reloading never posts again.
            (StatusCode::SEE_OTHER, [(LOCATION, path)], page).into_response()
        }
        Err(NotReceived::ProblemsFound(answers, problems)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, pages::problems(frame, purpose, &answers, &problems)).into_response()
        }
        Err(NotReceived::Failed(failure)) => failure.page(frame),
    }
}

async fn take(
    app: &App,
    purpose: Purpose,
    peer: IpAddr,
    headers: &HeaderMap,
    body: Body,
) -> Result<Taken, NotReceived> {
    let form = purpose.form(&app.words.content).ok_or(Failure::NotFound)?;
    let body = body::read(body).await?;
    let FormPost { revision, content_sha256, answers } =
        FormPost::parse(&body, form).map_err(|_| Failure::Unreadable)?;
    let browser = headers.get(USER_AGENT).map_or(&[][..], |agent| agent.as_bytes());
    let post = digest::of_pieces(&[purpose.name().as_bytes(), &body, peer.to_string().as_bytes(), browser]);
    let id = app.double_clicks.id_for(post, Instant::now()).map_err(StoreError::from);
    let id = id.map_err(|error| super::unavailable(&error))?;
    let incoming = Incoming { id, revision, content_sha256, answers };
    match app.take(purpose, &incoming, PostedAs::Form).await {
        Err(NotTaken::ProblemsFound(problems)) => Err(NotReceived::ProblemsFound(incoming.answers, problems)),
        outcome => Ok(outcome.map_err(|reason| json::failure(app, purpose, reason))?),
    }
}
