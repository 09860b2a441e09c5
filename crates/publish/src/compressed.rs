//! Each text of the site once more as brotli and as gzip, so that a host need not compress, and none does it worse.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use crate::error::PublishError;
use crate::staged::Staged;

/// Pictures are compressed already.
const KINDS: [&str; 10] = ["css", "html", "ics", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];
/// What a host is told is not sent.
const NOT_SENT: &str = "staticwebapp.config.json";

/// Writes a `.br` and a `.gz` beside every file that gets smaller by it.
///
/// # Errors
/// [`PublishError::File`].
pub fn write(staged: &Staged) -> Result<(), PublishError> {
    for name in staged.files()?.iter().filter(|name| is_text(name) && *name != NOT_SENT) {
        let bytes = staged.read(name)?;
        for (ending, smaller) in [("br", brotli(&bytes)), ("gz", gzip(&bytes))] {
            if smaller.len() < bytes.len() {
                staged.write(&[name, ".", ending].concat(), smaller)?;
            }
        }
    }
    Ok(())
}

/// The file that a compressed one is made of, by its name; none of one that nothing here makes.
pub fn original(name: &str) -> Option<&str> {
    name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz")).filter(|original| is_text(original))
}

fn is_text(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind))
}

/// Quality 11, window 22: the smallest that every browser reads.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    let mut smaller = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut smaller, &parameters).expect("memory can be read and written");
    smaller
}

/// Without name and time, so that the same bytes give the same file.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory can be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_get_both_forms_and_pictures_none() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let staged = Staged::new(folder.path());
        staged.write("index.html", "have your say ".repeat(100)).expect("it can be written");
        staged.write("icon.png", vec![0; 1000]).expect("it can be written");
        write(&staged).expect("it can be written");
        assert_eq!(
            staged.files().expect("they can be read"),
            ["icon.png", "index.html", "index.html.br", "index.html.gz"]
        );
    }

    #[test]
    fn what_would_not_get_smaller_is_left_alone() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let staged = Staged::new(folder.path());
        staged.write("a.txt", "a").expect("it can be written");
        write(&staged).expect("it can be written");
        assert_eq!(staged.files().expect("they can be read"), ["a.txt"]);
    }
}
