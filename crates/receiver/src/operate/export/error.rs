//! Why an export ended early.

use std::io;

use consultation::id::Id;

use crate::operate::new_file::NewFileError;
use crate::store::error::StoreError;

/// Why an export ended early.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] StoreError),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// Its file cannot be made.
    #[error(transparent)]
    File(#[from] NewFileError),
    /// Excel would cut an answer, and there is no place beside the export to put it.
    #[error("the answer of {reference} to {question} is too long for a cell")]
    TooLong {
        /// Whose answer.
        reference: String,
        /// Which one.
        question: Id,
    },
}
