//! A file that what people sent is written into: it appears under its name only once it is whole, it is its owner's
//! alone from the first byte, and it never replaces another.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file that is being written, under another name in the same folder. Dropped before its end, it is deleted.
#[derive(Debug)]
pub struct NewFile {
    path: PathBuf,
    file: NamedTempFile,
}

/// Why there is no such file.
#[derive(Debug, thiserror::Error)]
pub enum NewFileError {
    /// Something of that name is there.
    #[error("{} is there already: choose another name, or move it away first", .0.display())]
    Taken(PathBuf),
    /// Nothing can be put there.
    #[error("there is no folder {}: make it first, or choose another place", .0.display())]
    FolderMissing(PathBuf),
    /// The system says no.
    #[error("cannot write {}: {reason}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: io::Error,
    },
}

impl NewFile {
    /// Begins a file that is to appear at `path`.
    ///
    /// # Errors
    /// [`NewFileError`].
    pub fn begin(path: &Path) -> Result<Self, NewFileError> {
        refuse_taken(path)?;
        let folder = folder_of(path)?;
        let file = Builder::new().prefix(".receiver-").suffix(".part").tempfile_in(folder);
        Ok(Self { path: path.to_owned(), file: file.map_err(|reason| NewFileError::unwritable(path, reason))? })
    }

    /// Where it is until then: an absolute path.
    pub fn path_until_then(&self) -> &Path {
        self.file.path()
    }

    /// Puts it on disk, and gives it its name.
    ///
    /// # Errors
    /// [`NewFileError`]; nothing is left of it then.
    pub fn finish(self) -> Result<(), NewFileError> {
        let Self { path, file } = self;
        file.as_file().sync_all().map_err(|reason| NewFileError::unwritable(&path, reason))?;
        match file.persist_noclobber(&path) {
            Ok(_) => Ok(()),
            Err(failed) => Err(NewFileError::unwritable(&path, failed.error)),
        }
    }
}

/// Past `NamedTempFile`'s own, whose errors name the other name.
impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush()
    }
}

impl NewFileError {
    /// The error for what the system said of `path`.
    pub fn unwritable(path: &Path, reason: io::Error) -> Self {
        match reason.kind() {
            io::ErrorKind::AlreadyExists => Self::Taken(path.to_owned()),
            _ => Self::Unwritable { path: path.to_owned(), reason },
        }
    }
}

/// A link that leads nowhere is something of that name too.
///
/// # Errors
/// [`NewFileError::Taken`].
pub fn refuse_taken(path: &Path) -> Result<(), NewFileError> {
    if path.symlink_metadata().is_ok() { Err(NewFileError::Taken(path.to_owned())) } else { Ok(()) }
}

/// The folder of a file, as an absolute path.
///
/// # Errors
/// [`NewFileError::FolderMissing`].
pub fn folder_of(path: &Path) -> Result<PathBuf, NewFileError> {
    let absolute = std::path::absolute(path).map_err(|reason| NewFileError::unwritable(path, reason))?;
    let folder = absolute.parent().unwrap_or(&absolute);
    if folder.is_dir() { Ok(folder.to_owned()) } else { Err(NewFileError::FolderMissing(folder.to_owned())) }
}
