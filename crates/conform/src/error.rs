//! Why an endpoint cannot be judged at all: a sentence for whoever asked.

use std::path::PathBuf;

/// Why nothing was judged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is none.
    #[error(
        "“{0}” is no address of an endpoint: it starts with https:// or http://, and is the path that the form posts to"
    )]
    Url(String),
    /// The file of answers is of no use.
    #[error("{path} has no answers by question: {why}", path = path.display())]
    Answers {
        /// Where it is.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}
