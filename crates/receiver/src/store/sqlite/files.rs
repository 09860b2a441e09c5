//! Whether the database's files are still those that were last written to. It looks at names and sizes, never inside.
//!
//! On Unix a file can be deleted, replaced or cut while it is open, and SQLite then writes into nothing without noticing.
//! Nothing here opens a file: closing it again would release the locks that SQLite holds on it (POSIX, `fcntl`).

use std::io;
use std::path::{Path, PathBuf};

/// The two files that hold what was committed: the database, and the write-ahead log beside it.
#[derive(Clone, Debug)]
pub struct DatabaseFiles {
    path: PathBuf,
    database: Seen,
    /// Unknown from the moment that the connection is closed: the log may go with it.
    log: Option<Seen>,
}

/// What is remembered of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    identity: Identity,
    bytes: u64,
}

/// What tells one file from another of the same name: device and inode.
#[cfg(unix)]
type Identity = (u64, u64);

/// Elsewhere an open file cannot be deleted, so that its being there is enough.
#[cfg(not(unix))]
type Identity = ();

impl DatabaseFiles {
    /// The files of the database at `path`. One that is only read may have no log.
    ///
    /// # Errors
    /// The system's, when the database is not there.
    pub fn of(path: &Path) -> io::Result<Self> {
        let path = std::path::absolute(path)?;
        Ok(Self { database: look(&path)?, log: look(&log_of(&path)).ok(), path })
    }

    /// Whether both are still the same files, and none is smaller than it was: a commit only ever makes them grow.
    pub fn are_in_place(&self) -> bool {
        let has_stayed = |path: &Path, before: Seen| look(path).is_ok_and(|now| now.continues(before));
        has_stayed(&self.path, self.database) && self.log.is_none_or(|log| has_stayed(&log_of(&self.path), log))
    }

    /// Lets the log be another one from now on.
    pub fn forget_log(&mut self) {
        self.log = None;
    }
}

impl Seen {
    fn continues(self, before: Self) -> bool {
        self.identity == before.identity && self.bytes >= before.bytes
    }
}

/// The files that SQLite keeps, the shared memory of the log too.
pub fn all(path: &Path) -> [PathBuf; 3] {
    [path.to_owned(), log_of(path), beside(path, "-shm")]
}

fn log_of(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

#[cfg(unix)]
fn look(path: &Path) -> io::Result<Seen> {
    use std::os::unix::fs::MetadataExt;
    let metadata = path.metadata()?;
    Ok(Seen { identity: (metadata.dev(), metadata.ino()), bytes: metadata.len() })
}

#[cfg(not(unix))]
fn look(path: &Path) -> io::Result<Seen> {
    path.metadata().map(|metadata| Seen { identity: (), bytes: metadata.len() })
}
