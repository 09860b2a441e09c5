//! The checkers in tests/audit: JavaScript around packages that others wrote. It knows how to run them, not what they do.

use std::path::Path;

use crate::audit::sites::Sites;
use crate::error::Error;
use crate::project::Project;
use crate::test::{chromium, programs};
use crate::tools;

/// Runs one checker; it prints its findings itself.
///
/// # Errors
/// [`Error::FailedSaying`] when it found something, and those of the browser.
pub fn run(project: &Project, sites: &Sites, name: &str) -> Result<(), Error> {
    run_with(project, sites, name, &[])
}

/// The same, for one that is told of more files, each by a variable of its environment.
///
/// # Errors
/// As of [`run`].
pub fn run_with(project: &Project, sites: &Sites, name: &str, files: &[(&str, &Path)]) -> Result<(), Error> {
    let mut node = project.program("node");
    node.arg(folder(project).join(format!("{name}.mjs")));
    node.env("SITES", sites.described()).envs(files.iter().copied());
    programs::name(project, &mut node);
    node.env("CHROME_PATH", chromium::find_or_install(project)?);
    project.run_among_others(&format!("The check “{name}”"), node)
}

/// Installs the checkers: about 360 MB.
///
/// # Errors
/// Those of [`tools::install_packages`].
pub fn install(project: &Project) -> Result<(), Error> {
    tools::install_packages(project, &folder(project))
}

fn folder(project: &Project) -> std::path::PathBuf {
    project.root.join("tests/audit")
}
