//! Whether the database's file is still the one that was opened.
//!
//! On Unix a file can be deleted while it is open, and SQLite then writes into nothing without noticing.

use std::io;
use std::path::{Path, PathBuf};

/// The file of an open database.
#[derive(Debug)]
pub struct DatabaseFile {
    path: PathBuf,
    identity: Identity,
}

/// What tells one file from another of the same name: device and inode.
#[cfg(unix)]
type Identity = (u64, u64);

/// Elsewhere an open file cannot be deleted, so that its being there is enough.
#[cfg(not(unix))]
type Identity = ();

impl DatabaseFile {
    /// The file at `path`, which is there.
    ///
    /// # Errors
    /// The system's, when there is none.
    pub fn at(path: &Path) -> io::Result<Self> {
        let path = std::path::absolute(path)?;
        Ok(Self { identity: identity(&path)?, path })
    }

    /// Whether the file at the path is still the same.
    pub fn is_in_place(&self) -> bool {
        identity(&self.path).is_ok_and(|identity| identity == self.identity)
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    let metadata = path.metadata()?;
    Ok((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<Identity> {
    path.metadata().map(|_| ())
}
