//! Reading a file that an editor or deployer wrote. It knows no kind of file.

use crate::json::{self, FromJson, ShapeError, ShapeErrors};

/// Why a file cannot be read. For the editor or deployer who wrote it.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is not JSON; says line and column.
    #[error(transparent)]
    Syntax(#[from] serde_json::Error),
    /// It is JSON of another shape; says the paths.
    #[error(transparent)]
    Shape(#[from] ShapeErrors),
}

/// Reads a file natively. In the browser, the browser's own parser makes the tree.
pub(crate) fn read<T: FromJson>(text: &str) -> Result<T, FileError> {
    Ok(json::read(serde_json::from_str(text)?)?)
}

/// Reads a file to its end, with something in the place of what is of another shape: for those who tell an editor
/// everything at once.
///
/// # Errors
/// Where it is not JSON: then nothing else can be known.
pub fn read_on<T: FromJson>(text: &str) -> Result<(T, Vec<ShapeError>), serde_json::Error> {
    Ok(json::read_on(serde_json::from_str(text)?))
}
