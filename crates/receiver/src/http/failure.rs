//! Why a request got no receipt: problem details (RFC 9457) for programs, a page for people.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use consultation::delivery::refusal::{AnswerError, Refusal};
use consultation::form::problem::Problem;
use consultation::purpose::Purpose;
use consultation::text::wording::Phrase;

use super::body::BodyError;
use super::pages::{self, Frame};
use crate::publication::Publication;
use crate::store::error::StoreError;

/// When to try again after trouble, in seconds. The lock of another program rarely lasts longer, and meanwhile an address
/// that posted too often has earned 20 posts.
const RETRY_AFTER_SECONDS: &str = "10";

/// Why a request got no receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The request names no host, or more than one.
    NoHost,
    /// Nothing is there.
    NotFound,
    /// The place of a receipt is right, and nothing is stored under its id: whoever asks what became of a submission
    /// must not take a wrong address for that.
    NothingStored,
    /// Something is there, but not for this method.
    WrongMethod,
    /// Another website posts in the name of its visitor.
    OtherSite,
    /// Too many came from this address.
    TooMany,
    /// The body is neither JSON nor a form post.
    UnsupportedType,
    /// The body is compressed, or otherwise not what it says.
    UnsupportedCoding,
    /// The body is too long.
    TooLarge,
    /// The body did not come.
    TooSlow,
    /// The body is broken, or of another shape.
    Unreadable,
    /// The same of one answer.
    AnswerUnreadable(AnswerError),
    /// The header that tells doubles apart names another id than the body.
    OtherKey,
    /// Words came in the clear, and are taken sealed alone.
    NotSealed,
    /// The answers break the rules.
    AnswersRefused(Vec<AnswerError>),
    /// Other words are stored under the same id.
    OtherWords {
        /// Their reference.
        reference: String,
    },
    /// Nothing can be stored or read now.
    Unavailable,
}

impl From<BodyError> for Failure {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::TooLarge => Self::TooLarge,
            BodyError::TooSlow => Self::TooSlow,
            BodyError::Broken => Self::Unreadable,
            BodyError::NoRoom | BodyError::Ending => Self::Unavailable,
        }
    }
}

impl Failure {
    /// The store failed. Why is for the deployer's log; the sender learns only that it may try again.
    pub fn of_store(error: &StoreError) -> Self {
        tracing::error!("{error}");
        Self::Unavailable
    }

    /// Answers break the rules of the form that their sender saw.
    pub fn of_problems(problems: &[Problem], purpose: Purpose, seen: &Publication) -> Self {
        let form = purpose.form(&seen.content);
        let error = |problem| form.map(|form| AnswerError::of(problem, form, &seen.wording));
        Self::AnswersRefused(problems.iter().filter_map(error).collect())
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.described().0
    }

    /// The answer for programs. [`super::negotiation`] makes a page of it, for who prefers one.
    pub fn problem(self) -> Response {
        let (status, kind, title) = self.described();
        let (errors, reference) = match &self {
            Self::AnswersRefused(errors) => (errors.clone(), None),
            Self::AnswerUnreadable(error) => (vec![error.clone()], None),
            Self::OtherWords { reference } => (Vec::new(), Some(reference.clone())),
            _ => (Vec::new(), None),
        };
        let kind = ["urn:problem-type:consultation:", kind].concat();
        let refusal = Refusal { kind, title: title.to_owned(), status: status.as_u16().into(), errors, reference };
        let json = serde_json::to_string(&refusal).expect("problem details are always JSON");
        let mut response = with_retry(status, ([(CONTENT_TYPE, "application/problem+json")], json));
        response.extensions_mut().insert(self);
        response
    }

    /// The answer for people.
    pub fn page(self, frame: Frame) -> Response {
        let status = self.status();
        let page = match self {
            Self::NotFound | Self::NothingStored => {
                pages::notice(frame, Phrase::PageNotFound, Phrase::PageNotFoundText)
            }
            Self::WrongMethod => pages::notice(frame, Phrase::PageNotFound, Phrase::NothingToRead),
            Self::Unavailable => pages::notice(frame, Phrase::NotNow, Phrase::TryLater),
            Self::TooMany => pages::not_stored(frame, Some(Phrase::ReceiverBusy)),
            Self::TooLarge => pages::not_stored(frame, Some(Phrase::TooLarge)),
            Self::TooSlow => pages::not_stored(frame, None),
            Self::NotSealed => pages::not_stored(frame, Some(Phrase::SealedOnly)),
            _ => pages::not_stored(frame, Some(Phrase::ReceiverRefused)),
        };
        with_retry(status, page)
    }

    /// The status, a stable name, and a title for developers.
    fn described(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::NoHost => (StatusCode::BAD_REQUEST, "no-host", "Name one host"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found", "Nothing is here"),
            Self::NothingStored => (StatusCode::NOT_FOUND, "nothing-stored", "Nothing is stored under this id"),
            Self::WrongMethod => (StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "This path has other methods"),
            Self::OtherSite => (StatusCode::FORBIDDEN, "other-site", "This website may not post here"),
            Self::TooMany => {
                (StatusCode::TOO_MANY_REQUESTS, "too-many", "Too many posts came from this address at once")
            }
            Self::UnsupportedType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-type",
                "Send application/json or application/x-www-form-urlencoded",
            ),
            Self::UnsupportedCoding => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-coding",
                "Send the body as it is, without Content-Encoding",
            ),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is larger than any submission"),
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "too-slow", "The body did not arrive"),
            Self::Unreadable => (StatusCode::BAD_REQUEST, "unreadable", "The body is not a submission"),
            Self::AnswerUnreadable(_) => (StatusCode::BAD_REQUEST, "unreadable", "An answer in the body is none"),
            Self::OtherKey => (
                StatusCode::BAD_REQUEST,
                "other-key",
                "Idempotency-Key names another id than the body: send the body’s, in quotes",
            ),
            Self::NotSealed => (StatusCode::FORBIDDEN, "not-sealed", "Only sealed submissions are taken here"),
            Self::AnswersRefused(_) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "answers-refused", "Some answers break the form’s rules")
            }
            Self::OtherWords { .. } => {
                (StatusCode::CONFLICT, "other-words", "Other words were received under this id before")
            }
            Self::Unavailable => {
                (StatusCode::SERVICE_UNAVAILABLE, "unavailable", "Nothing can be stored at the moment")
            }
        }
    }
}

/// An answer that asks to come back where it is likely to help.
pub fn with_retry(status: StatusCode, body: impl IntoResponse) -> Response {
    match status {
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
            (status, [(RETRY_AFTER, RETRY_AFTER_SECONDS)], body).into_response()
        }
        _ => (status, body).into_response(),
    }
}
