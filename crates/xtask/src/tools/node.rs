//! Node packages, exactly as a folder's lock file says. It knows no package.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::project::Project;

/// Installs the packages of a folder's package-lock.json, unless exactly those are there.
///
/// # Errors
/// [`Error::Missing`] without npm, [`Error::Failed`] when it cannot install, [`Error::File`].
pub fn install_packages(project: &Project, folder: &Path) -> Result<(), Error> {
    let lock = folder.join("package-lock.json");
    let wanted = std::fs::read(&lock).map_err(|source| Error::File { path: lock, source })?;
    let installed = installed_lock(folder);
    if std::fs::read(&installed).is_ok_and(|bytes| bytes == wanted) {
        return Ok(());
    }
    let name = folder.strip_prefix(&project.root).unwrap_or(folder).display();
    println!("Installing the Node packages of {name}, as its package-lock.json says.");
    let mut npm = project.program("npm");
    // The packages' own install scripts would download browsers and compile what is not used.
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    project.run(&format!("npm ci in {name}"), npm)?;
    std::fs::write(&installed, wanted).map_err(|source| Error::File { path: installed, source })
}

/// A copy of the lock file from which was installed last; `npm ci` removes it with everything else.
fn installed_lock(folder: &Path) -> PathBuf {
    folder.join("node_modules/.installed-from.json")
}
