//! Why a form post has no receipt, and what is answered instead: a page, or problem details to a program that asks for JSON.

use axum::http::header::{HeaderValue, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use consultation::purpose::Purpose;

use crate::app::App;
use crate::http::accept;
use crate::http::failure::{Failure, with_retry};
use crate::http::pages::{self, FormAgain, Notice};
use crate::http::submissions::form_body::FormPost;
use crate::intake::posted::PostedSubmission;
use crate::publication::Publication;

/// Why a form post has no receipt.
pub enum NotReceived {
    /// The person gets the form again.
    Again(Box<FormAgain>),
    /// The person sees everything before it is sent.
    Check(Box<FormPost>),
    /// The person is asked whether they want to withdraw what was sent.
    Withdraw(Box<PostedSubmission>),
    /// Nothing was read that could be shown.
    Failed(Failure),
}

impl<F: Into<Failure>> From<F> for NotReceived {
    fn from(failure: F) -> Self {
        Self::Failed(failure.into())
    }
}

impl NotReceived {
    /// The answer. Only a refusal can be told without a page.
    pub fn answer(self, app: &App, purpose: Purpose, headers: &HeaderMap) -> Response {
        let failure = self.failure(app, purpose);
        match failure {
            Some(failure) if accept::prefers_json(headers) => failure.problem(),
            failure => {
                let mut response = self.page(app, purpose, failure.map_or(StatusCode::OK, |failure| failure.status()));
                response.headers_mut().append(VARY, HeaderValue::from_static("accept"));
                response
            }
        }
    }

    fn failure(&self, app: &App, purpose: Purpose) -> Option<Failure> {
        match self {
            Self::Again(again) => {
                let seen = app.frame_for(&again.submission.content_sha256).publication;
                refused(&again.notice, purpose, seen)
            }
            Self::Check(_) | Self::Withdraw(_) => None,
            Self::Failed(failure) => Some(failure.clone()),
        }
    }

    fn page(self, app: &App, purpose: Purpose, status: StatusCode) -> Response {
        match self {
            Self::Again(again) => {
                let frame = app.frame_for(&again.submission.content_sha256);
                with_retry(status, pages::form_again(frame, purpose, &again))
            }
            Self::Check(post) => {
                let frame = app.frame_for(&post.submission.content_sha256);
                pages::check(frame, purpose, &post, app.clock.now()).into_response()
            }
            Self::Withdraw(posted) => pages::withdraw(app.frame_for(&posted.content_sha256), &posted).into_response(),
            Self::Failed(failure) => failure.page(app.frame()),
        }
    }
}

/// What a notice is to programs; nothing, where the person only wants the form again.
fn refused(notice: &Notice, purpose: Purpose, seen: &Publication) -> Option<Failure> {
    Some(match notice {
        Notice::Changing | Notice::ChangingSent => return None,
        Notice::ProblemsFound(problems) => Failure::of_problems(problems, purpose, seen),
        Notice::TooMany => Failure::TooMany,
        Notice::NotStored => Failure::Unavailable,
        Notice::SentBefore { reference } => Failure::OtherWords { reference: reference.clone() },
        Notice::LettersLost | Notice::Unreadable => Failure::Unreadable,
        Notice::OtherKey => Failure::OtherKey,
        Notice::FromElsewhere => Failure::OtherSite,
        Notice::NotSealed => Failure::NotSealed,
    })
}
