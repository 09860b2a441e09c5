//! Reads the body of a post, up to a limit. It knows nothing of what the body means.

use std::error::Error;

use axum::body::Body;
use consultation::form::Form;
use http_body_util::BodyExt;

/// The most bytes that a body may have: 2 MiB, for every character that a form can take (see below) and the rest.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// A form post writes one character as up to 12 bytes (four bytes in UTF-8, each like `%F0`), and so does JSON that
/// escapes everything (`\ud83e\udd8a`). At least 128 kB stay for names, choices and the rest.
const _: () = assert!(Form::MAX_CHARACTERS as usize * 12 + 128 * 1000 <= MAX_BYTES);

/// Why there is no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// It has more than [`MAX_BYTES`].
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

/// Reads a body.
///
/// # Errors
/// [`BodyError`], as the server finds it: see [`crate::serve`].
pub async fn read(mut body: Body) -> Result<Vec<u8>, BodyError> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        bytes.extend_from_slice(&frame.map_err(reason)?.into_data().unwrap_or_default());
    }
    Ok(bytes)
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
