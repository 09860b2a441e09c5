//! Submissions posted by a browser's own form. Every answer is a page, and once the body was read, every page but the
//! receipt repeats the form with all that arrived: nobody's words hang on a Back button.

use axum::body::Body;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use consultation::answers::Answers;
use consultation::submission::{Incoming, SubmissionId};

use super::{receipt, unavailable};
use crate::app::App;
use crate::body;
use crate::form_post::{Fault, FormPost, Misread};
use crate::intake::{Envelope, NotTaken, Taken};
use crate::pages::{self, FormAgain, Notice};
use crate::posted_from::PostedFrom;
use crate::problem_response::{Failure, with_retry};
use crate::purpose::Purpose;
use crate::random;
use crate::store::{PostedAs, StoreError};

/// Why a form post has no receipt.
enum NotReceived {
    /// The person gets the form again.
    Again(Box<FormAgain>),
    /// Nothing was read that could be shown.
    Failed(Failure),
}

impl<F: Into<Failure>> From<F> for NotReceived {
    fn from(failure: F) -> Self {
        Self::Failed(failure.into())
    }
}

/// Takes a post; the answer is a page with the reference, or with the form and everything that was typed.
pub async fn receive(app: &App, purpose: Purpose, headers: &HeaderMap, body: Body) -> Response {
    match take(app, purpose, headers, body).await {
        Ok(taken) => {
            let path = receipt::path(purpose, &taken.receipt().id);
            let page = pages::received(app.frame(), purpose, taken.receipt());
            // The browser goes on to the receipt by GET, so that reloading never posts again.
            (StatusCode::SEE_OTHER, [(LOCATION, path)], page).into_response()
        }
        Err(NotReceived::Again(again)) => {
            with_retry(status(&again.notice), pages::form_again(app.frame(), purpose, &again))
        }
        Err(NotReceived::Failed(failure)) => failure.page(app.frame()),
    }
}

async fn take(app: &App, purpose: Purpose, headers: &HeaderMap, body: Body) -> Result<Taken, NotReceived> {
    let form = purpose.form(&app.words.content).ok_or(Failure::NotFound)?;
    let body = body::read(body).await?;
    let fresh = random::submission_id().map_err(|error| unavailable(&StoreError::from(error)))?;
    let posted_from = PostedFrom::read(headers, &app.allowed_origins);
    let post = match FormPost::parse(&body, form) {
        // Whoever chose an id elsewhere could read the receipt by it.
        Ok(FormPost { answers, .. }) if posted_from == PostedFrom::Elsewhere => {
            return Err(again(fresh, answers, Notice::FromElsewhere));
        }
        Ok(post) => post,
        Err(misread) => return Err(unreadable(*misread, fresh)),
    };
    let id = post.id.unwrap_or_else(|| fresh.clone());
    let FormPost { revision, content_sha256, answers, .. } = post;
    let incoming = Incoming { id, revision, content_sha256, answers };
    let envelope = Envelope { posted_as: PostedAs::Form, unstated_origin: posted_from == PostedFrom::Unstated };
    let taken = app.take(purpose, &incoming, envelope).await;
    taken.map_err(|reason| not_taken(reason, incoming, fresh))
}

/// Of a body that is not understood nobody knows where its id comes from.
fn unreadable(misread: Misread, fresh: SubmissionId) -> NotReceived {
    let notice = match misread.fault {
        Fault::LettersLost => Notice::LettersLost,
        Fault::NotOurForm => Notice::Unreadable,
    };
    again(fresh, misread.post.answers, notice)
}

/// The same id makes sending again safe, but for other words: those are another submission.
fn not_taken(reason: NotTaken, incoming: Incoming, fresh: SubmissionId) -> NotReceived {
    let Incoming { id, answers, .. } = incoming;
    match reason {
        NotTaken::NoSuchForm => Failure::NotFound.into(),
        NotTaken::ProblemsFound(problems) => again(id, answers, Notice::ProblemsFound(problems)),
        NotTaken::OtherWords { reference } => again(fresh, answers, Notice::SentBefore { reference }),
        NotTaken::Storage(error) => {
            tracing::error!("{error}");
            again(id, answers, Notice::NotStored)
        }
    }
}

fn again(id: SubmissionId, answers: Answers, notice: Notice) -> NotReceived {
    NotReceived::Again(Box::new(FormAgain { id, answers, notice }))
}

fn status(notice: &Notice) -> StatusCode {
    match notice {
        Notice::ProblemsFound(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Notice::NotStored => StatusCode::SERVICE_UNAVAILABLE,
        Notice::SentBefore { .. } => StatusCode::CONFLICT,
        Notice::LettersLost | Notice::Unreadable => StatusCode::BAD_REQUEST,
        Notice::FromElsewhere => StatusCode::FORBIDDEN,
    }
}
