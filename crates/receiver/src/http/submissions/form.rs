//! Submissions posted by a browser's own form. Every answer to it is a page, or problem details for a program that asks for
//! JSON, and once the body was read, every page but the receipt repeats the form with all that arrived: nobody's words hang
//! on a Back button.

mod not_received;

use axum::body::Body;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use consultation::delivery::submission::{Amendment, SubmissionId};
use consultation::purpose::Purpose;

use super::form_body::{self, Fault, FormPost, FormStep, Misread};
use super::receipt;
use crate::app::App;
use crate::http::body;
use crate::http::failure::Failure;
use crate::http::idempotency_key;
use crate::http::pages::{FormAgain, Notice};
use crate::http::posted_from::PostedFrom;
use crate::intake::outcome::{Accepted, Rejected};
use crate::intake::posted::{Envelope, PostedSubmission};
use crate::random;
use crate::store::error::StoreError;
use crate::store::submission::PostedAs;
use not_received::NotReceived;

/// Takes a post; the answer is a page with the reference, or with the form and everything that was typed, or says to a program
/// why it was refused.
pub async fn receive(app: &App, purpose: Purpose, headers: &HeaderMap, body: Body, is_too_many: bool) -> Response {
    match accept(app, purpose, headers, body, is_too_many).await {
        Ok(accepted) => {
            let path = receipt::path(purpose, &accepted.receipt().id);
            let page = receipt::page(app, purpose, accepted.receipt()).await;
            // The browser goes on to the receipt by GET, so that reloading never posts again.
            (StatusCode::SEE_OTHER, [(LOCATION, path)], page).into_response()
        }
        Err(not_received) => not_received.answer(app, purpose, headers),
    }
}

async fn accept(
    app: &App,
    purpose: Purpose,
    headers: &HeaderMap,
    body: Body,
    is_too_many: bool,
) -> Result<Accepted, NotReceived> {
    let body = body::read(body, body::most_bytes(purpose, &app.published.now().content)).await?;
    let seen = app.frame_for(&form_body::content_sha256(&body)).publication;
    let form = purpose.form(&seen.content).ok_or(Failure::NotFound)?;
    let fresh = random::submission_id().map_err(|error| Failure::of_store(&StoreError::from(error)))?;
    let posted_from = PostedFrom::read(headers, &app.allowed_origins);
    let post = match form_body::parse(&body, form, &fresh) {
        // Whoever chose an id elsewhere could read the receipt by it.
        Ok(post) if posted_from == PostedFrom::Elsewhere => {
            return Err(again(PostedSubmission { id: fresh, ..post.submission }, Notice::FromElsewhere));
        }
        Ok(post) if is_too_many => return Err(again(post.submission, Notice::TooMany)),
        Ok(post) if idempotency_key::is_another(headers, &post.submission.id) => {
            return Err(again(PostedSubmission { id: fresh, ..post.submission }, Notice::OtherKey));
        }
        Ok(post) => post,
        Err(misread) => return Err(unreadable(*misread, fresh)),
    };
    if app.is_sealed_only && post.submission.is_clear() {
        return Err(not_sealed(post));
    }
    let FormPost { submission: posted, step, signs } = post;
    match step {
        FormStep::Change => return Err(again(posted, Notice::Changing)),
        FormStep::ChangeSent => return Err(change_sent(app, purpose, posted).await),
        FormStep::Check if posted.is_withdrawal() => return Err(NotReceived::Withdraw(Box::new(posted))),
        FormStep::Check if purpose == Purpose::Submission => {
            return check(app, purpose, FormPost { submission: posted, step, signs }, fresh).await;
        }
        FormStep::Check | FormStep::Send => {}
    }
    let was_shown = purpose == Purpose::Submission && !posted.is_withdrawal();
    let envelope = Envelope {
        posted_as: PostedAs::Form,
        unstated_origin: posted_from == PostedFrom::Unstated,
        held: signs.is_trapped || was_shown && signs.is_too_quick(app.clock.now()),
        body_digest: None,
    };
    let accepted = app.intake().accept(purpose, &posted, envelope).await;
    accepted.map_err(|reason| rejected(reason, posted, fresh))
}

/// Who asks for what was sent before has typed nothing that could come back.
fn not_sealed(FormPost { submission, step, .. }: FormPost) -> NotReceived {
    match step {
        FormStep::ChangeSent => Failure::NotSealed.into(),
        FormStep::Check | FormStep::Change | FormStep::Send => again(submission, Notice::NotSealed),
    }
}

/// What was sent by this form is in it again, for whoever knows its id.
async fn change_sent(app: &App, purpose: Purpose, posted: PostedSubmission) -> NotReceived {
    let Some(Amendment::Replaces(earlier)) = &posted.amendment else { return Failure::NotFound.into() };
    match app.store.receipt(earlier).await {
        Ok(Some(receipt)) if receipt.purpose == purpose => {}
        Ok(_) => return Failure::NotFound.into(),
        Err(error) => return Failure::of_store(&error).into(),
    }
    match app.store.submission(earlier).await {
        // Nobody here can put it into a form, and one with nothing in it would lose it.
        Ok(Some(stored)) if stored.sealed.is_some() => Failure::NotFound.into(),
        Ok(Some(stored)) => again(PostedSubmission { answers: stored.answers, ..posted }, Notice::ChangingSent),
        Ok(None) => Failure::NotFound.into(),
        Err(error) => Failure::of_store(&error).into(),
    }
}

/// What is stored already has its receipt: the page's program may have sent it, and have ended before it knew.
async fn check(app: &App, purpose: Purpose, post: FormPost, fresh: SubmissionId) -> Result<Accepted, NotReceived> {
    match app.intake().look(purpose, &post.submission).await {
        Ok(Some(receipt)) => Ok(Accepted::Again(receipt)),
        Ok(None) => Err(NotReceived::Check(Box::new(post))),
        Err(reason) => Err(rejected(reason, post.submission, fresh)),
    }
}

/// Of a body that is not understood nobody knows where its id comes from.
fn unreadable(misread: Misread, fresh: SubmissionId) -> NotReceived {
    let notice = match misread.fault {
        Fault::LettersLost => Notice::LettersLost,
        Fault::NotOurForm => Notice::Unreadable,
    };
    again(PostedSubmission { id: fresh, ..misread.submission }, notice)
}

/// The same id makes sending again safe, but for other words: those take the place of what was sent under it.
fn rejected(reason: Rejected, posted: PostedSubmission, fresh: SubmissionId) -> NotReceived {
    match reason {
        Rejected::NoSuchForm | Rejected::NothingToWithdraw => Failure::NotFound.into(),
        Rejected::ProblemsFound(problems) => again(posted, Notice::ProblemsFound(problems)),
        Rejected::OtherWords { reference } => {
            let amendment = Some(Amendment::Replaces(posted.id));
            again(PostedSubmission { id: fresh, amendment, ..posted }, Notice::SentBefore { reference })
        }
        Rejected::Storage(error) if posted.is_withdrawal() => Failure::of_store(&error).into(),
        Rejected::Storage(error) => {
            tracing::error!("{error}");
            again(posted, Notice::NotStored)
        }
    }
}

fn again(submission: PostedSubmission, notice: Notice) -> NotReceived {
    NotReceived::Again(Box::new(FormAgain { submission, notice }))
}
