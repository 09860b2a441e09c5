//! Randomness from the operating system; nothing here can be guessed.

use consultation::delivery::submission::SubmissionId;

/// The operating system gives no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gives no random bytes: {0}")]
pub struct NoRandomness(#[from] getrandom::Error);

/// Random bytes.
///
/// # Errors
/// [`NoRandomness`].
pub fn bytes<const COUNT: usize>() -> Result<[u8; COUNT], NoRandomness> {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// An id for a submission that came without one.
///
/// # Errors
/// [`NoRandomness`].
pub fn submission_id() -> Result<SubmissionId, NoRandomness> {
    bytes().map(SubmissionId::from_random)
}
