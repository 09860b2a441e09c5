//! A clean clone of what is committed. It shares git's objects with the repository, and nothing else.

use std::path::Path;

use crate::error::Error;
use crate::project::Project;

/// Makes it in a folder that is not there yet.
///
/// # Errors
/// [`Error::Failed`] from git.
pub fn clone(project: &Project, folder: &Path) -> Result<(), Error> {
    let mut git = project.program("git");
    git.args(["clone", "--quiet", "--shared"]).arg(&project.root).arg(folder);
    project.run("`git clone`", git)
}
