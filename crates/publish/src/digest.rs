//! The digests by which files are known.

use sha2::{Digest, Sha256};

/// SHA-256 of a file's text as 64 lower-case hexadecimal digits: what `sha256sum` prints of it.
pub fn of(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 16 hexadecimal digits that stand for some bytes.
pub fn short_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
