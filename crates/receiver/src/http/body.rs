//! Reads the body of a post, up to a limit. It knows nothing of what the body means.

use std::error::Error;

use axum::body::Body;
use consultation::content::Content;
use consultation::form::Form;
use consultation::purpose::Purpose;
use http_body_util::BodyExt;

/// The most bytes that a body may have: 2 MiB, for every character that a form can take (see below) and the rest.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// A form post writes one character as up to 12 bytes (four bytes in UTF-8, each like `%F0`), and so does JSON that
/// escapes everything (`\ud83e\udd8a`). At least 128 kB stay for names, choices and the rest.
const BYTES_OF_CHARACTER: usize = 12;

/// What every body may have, whatever its form asks.
const LEAST_BYTES: usize = 128 * 1024;

const _: () = assert!(Form::MAX_CHARACTERS as usize * BYTES_OF_CHARACTER + 128 * 1000 <= MAX_BYTES);

/// Why there is no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// It has more than the form can fill.
    #[error("the body is too large")]
    TooLarge,
    /// It came slower than anybody is waited for.
    #[error("the body came too slowly")]
    TooSlow,
    /// Other bodies take all the room there is.
    #[error("there is no room for the body")]
    NoRoom,
    /// The receiver ends before it was there.
    #[error("the receiver ends")]
    Ending,
    /// The connection broke.
    #[error("the connection broke")]
    Broken,
}

/// The most bytes that a body with answers to a form may have. What people have to say may be to an earlier revision, which
/// may have asked more; feedback gets what its questions can take, as long as the page still asks any.
pub fn most_bytes(purpose: Purpose, content: &Content) -> usize {
    let Some(form) = purpose.form(content).filter(|_| purpose == Purpose::Feedback) else { return MAX_BYTES };
    let characters = form.questions().filter_map(|question| question.kind.max_characters());
    let characters = characters.fold(0, u32::saturating_add) as usize;
    characters.saturating_mul(BYTES_OF_CHARACTER).saturating_add(LEAST_BYTES).min(MAX_BYTES)
}

/// Reads a body up to so many bytes. What is over that is read on, without being kept: a browser shows the answer only
/// after it has sent everything.
///
/// # Errors
/// [`BodyError`], as the server finds it: see [`crate::serve`].
pub async fn read(mut body: Body, most_bytes: usize) -> Result<Vec<u8>, BodyError> {
    let (mut bytes, mut is_too_large) = (Vec::new(), false);
    while let Some(frame) = body.frame().await {
        let data = frame.map_err(reason)?.into_data().unwrap_or_default();
        is_too_large |= bytes.len() + data.len() > most_bytes;
        match is_too_large {
            true => bytes = Vec::new(),
            false => bytes.extend_from_slice(&data),
        }
    }
    if is_too_large { Err(BodyError::TooLarge) } else { Ok(bytes) }
}

/// The reason is under what layers in between have wrapped around it.
fn reason(error: axum::Error) -> BodyError {
    let mut error: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(cause) = error {
        if let Some(reason) = cause.downcast_ref() {
            return *reason;
        }
        error = cause.source();
    }
    BodyError::Broken
}
