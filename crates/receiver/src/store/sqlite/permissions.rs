//! The files are their owner's alone: who else has an account on the machine must not read what people sent.

use std::io;
use std::path::Path;

use super::files;

/// Makes an empty file that only its owner may read and write, unless there is one.
/// SQLite gives the files that it puts beside a database the same permissions.
///
/// # Errors
/// The system's, when it cannot be made.
#[cfg(unix)]
pub fn make(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Takes the permissions of others from files that are there already.
///
/// # Errors
/// The system's, when the files belong to somebody else.
#[cfg(unix)]
pub fn keep(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    for file in files::all(path).iter().filter(|file| file.exists()) {
        if file.metadata()?.permissions().mode() & 0o077 != 0 {
            std::fs::set_permissions(file, PermissionsExt::from_mode(0o600))?;
        }
    }
    Ok(())
}

/// Elsewhere SQLite makes it, with the permissions of its folder.
#[cfg(not(unix))]
pub fn make(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Elsewhere the folder's permissions count.
#[cfg(not(unix))]
pub fn keep(_: &Path) -> io::Result<()> {
    Ok(())
}
