//! Reading a file that an editor or deployer wrote. It knows no kind of file.

use crate::json::{self, FromJson, ShapeErrors};

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
