//! How long a text is.

use super::problem::Cause;

/// The number of Unicode characters (scalar values), where CRLF counts as one.
///
/// Not bytes or UTF-16 units, so that a macron or an emoji costs no more than a letter.
pub fn length(text: &str) -> u32 {
    let has_cr = text.as_bytes().contains(&b'\r');
    let line_ends = || text.bytes().zip(text.bytes().skip(1)).filter(|pair| *pair == (b'\r', b'\n')).count();
    u32::try_from(text.chars().count() - if has_cr { line_ends() } else { 0 }).unwrap_or(u32::MAX)
}

pub(super) fn too_long(text: &str, limit: u32) -> Option<Cause> {
    let length = length(text);
    (length > limit).then_some(Cause::TooLong { limit, length })
}
