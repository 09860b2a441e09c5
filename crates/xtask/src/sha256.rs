//! The digest by which a published revision of the content is known.

use sha2::{Digest, Sha256};

/// The SHA-256 of a file's text as 64 lower-case hexadecimal digits: what `sha256sum` prints.
pub fn of(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_sha256sum_prints() {
        assert_eq!(of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
