//! A file's bytes as JSON, and what keeps them from being that. Knows no kind of file.

use std::io::Error;

use super::finding::Place;
use super::{encoding, syntax};

/// A file as far as it can be read.
#[derive(Default)]
pub struct Source {
    /// What its editor wrote; nothing where that cannot be read.
    pub written: String,
    /// The same as JSON, with every byte in its place, where what is not JSON can be mended in one way only.
    pub json: Option<String>,
    /// What is wrong with how it was saved and written, each at its place.
    pub faults: Vec<(Place, String)>,
}

/// Reads the bytes of a file.
pub fn read(bytes: &[u8]) -> Source {
    let (written, saved) = encoding::text(bytes);
    let mut faults: Vec<_> = saved.into_iter().map(|(place, why)| (place, why.to_owned())).collect();
    let Some(written) = written else { return Source { faults, ..Source::default() } };
    let (slips, json) = syntax::read(&written);
    faults.extend(slips.into_iter().map(|slip| (Place::of_byte(&written, slip.at), slip.message)));
    Source { written, json, faults }
}

/// What is known of a file without its bytes.
pub fn unreadable(error: &Error) -> Source {
    Source { faults: vec![(Place::START, format!("this file cannot be read: {error}"))], ..Source::default() }
}
