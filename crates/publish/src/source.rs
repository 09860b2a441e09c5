//! Which sources the app of a site was compiled from. A page drawn by others could look for elements that are not there.

use serde_json::{Value, json};

use crate::error::PublishError;
use crate::staged::Staged;

/// Where a site states it.
pub const FILE: &str = "version.json";

const OURS: &str = env!("SOURCE_OF_THE_APP");

/// The version of the program, and the sources of its app as 16 hexadecimal digits.
pub fn stated() -> String {
    json!({ "version": env!("CARGO_PKG_VERSION"), "source": OURS }).to_string()
}

/// Checks that a site's app was compiled from the sources that this program draws with.
///
/// # Errors
/// [`PublishError::OtherSource`], and [`PublishError::File`] when the site does not state it.
pub fn check(staged: &Staged) -> Result<(), PublishError> {
    let stated: Value = serde_json::from_str(&staged.read_text(FILE)?).unwrap_or_default();
    match stated["source"].as_str().unwrap_or_default() {
        OURS => Ok(()),
        theirs => Err(PublishError::OtherSource { theirs: theirs.to_owned(), ours: OURS }),
    }
}
