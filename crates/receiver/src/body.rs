//! Reads the body of a post, up to a limit. It knows nothing of what the body means.

use std::time::Duration;

use axum::body::Body;
use consultation::form::Form;
use http_body_util::BodyExt;
use tokio::time::timeout;

/// The most bytes that a body may have: 2 MiB, for every character that a form can take (see below) and the rest.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// A form post writes one character as up to 12 bytes (four bytes in UTF-8, each like `%F0`), and so does JSON that
/// escapes everything (`\ud83e\udd8a`). At least 128 kB stay for names, choices and the rest.
const _: () = assert!(Form::MAX_CHARACTERS as usize * 12 + 128 * 1000 <= MAX_BYTES);

/// A browser shows our answer only after it has sent its whole body, so that much of a large one is still read.
const MAX_BYTES_READ: usize = 16 * MAX_BYTES;

/// Slow lines may take their time, as long as something arrives.
const LONGEST_SILENCE: Duration = Duration::from_secs(30);

/// Why there is no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyError {
    /// It has more than [`MAX_BYTES`].
    TooLarge,
    /// Nothing came for too long.
    TooSlow,
    /// The connection broke.
    Broken,
}

/// Reads a body.
///
/// # Errors
/// [`BodyError`].
pub async fn read(mut body: Body) -> Result<Vec<u8>, BodyError> {
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    while length <= MAX_BYTES_READ {
        let frame = timeout(LONGEST_SILENCE, body.frame()).await.map_err(|_| BodyError::TooSlow)?;
        let Some(frame) = frame else {
            break;
        };
        let data = frame.map_err(|_| BodyError::Broken)?.into_data().unwrap_or_default();
        length = length.saturating_add(data.len());
        if length <= MAX_BYTES {
            bytes.extend_from_slice(&data);
        }
    }
    if length <= MAX_BYTES { Ok(bytes) } else { Err(BodyError::TooLarge) }
}
