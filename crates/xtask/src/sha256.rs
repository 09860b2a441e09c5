//! Digests: that by which a published revision of the content is known, and those of a release.

use sha2::{Digest, Sha256};

/// The SHA-256 of a file's text as 64 lower-case hexadecimal digits: what `sha256sum` prints of it as it is published, with
/// the same ends of lines on every system.
pub fn of(text: &str) -> String {
    of_bytes(text.replace("\r\n", "\n").as_bytes())
}

/// The SHA-256 of bytes, as `sha256sum` prints it.
pub fn of_bytes(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_sha256sum_prints() {
        assert_eq!(of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn ends_of_lines_as_windows_has_them_change_nothing() {
        assert_eq!(of("a\r\nb\r\n"), of("a\nb\n"));
    }
}
