//! The checkers in tests/audit: JavaScript around packages that others wrote. It knows how to run them, not what they do.

use crate::audit::sites::Sites;
use crate::error::Error;
use crate::project::Project;
use crate::test::chromium;

/// Runs one checker; it prints its findings itself.
///
/// # Errors
/// [`Error::Failed`] when it found something, and those of the browser.
pub fn run(project: &Project, sites: &Sites, name: &str) -> Result<(), Error> {
    let mut node = project.program("node");
    node.arg(folder(project).join(format!("{name}.mjs")));
    node.env("SITES", sites.described()).env("RECEIVER", project.receiver());
    node.env("CHROME_PATH", chromium::find_or_install(project)?);
    project.run(&format!("The check “{name}”"), node)
}

/// Installs the packages of tests/audit/package-lock.json, unless exactly those are there.
///
/// # Errors
/// [`Error::Missing`] without npm, [`Error::Failed`] when it cannot install, [`Error::File`].
pub fn install(project: &Project) -> Result<(), Error> {
    let unusable = |path: &std::path::Path| {
        let path = path.to_owned();
        |source| Error::File { path, source }
    };
    let lock = folder(project).join("package-lock.json");
    // `npm ci` removes it with everything else.
    let installed = folder(project).join("node_modules/.installed-from.json");
    let wanted = std::fs::read(&lock).map_err(unusable(&lock))?;
    if std::fs::read(&installed).is_ok_and(|bytes| bytes == wanted) {
        return Ok(());
    }
    println!("Installing the Node packages of tests/audit/package-lock.json: the checkers, about 360 MB on disk.");
    let mut npm = project.program("npm");
    // The packages' own install scripts would compile a database driver and download lists and browsers.
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder(project));
    project.run("npm ci in tests/audit", npm)?;
    std::fs::write(&installed, wanted).map_err(unusable(&installed))
}

fn folder(project: &Project) -> std::path::PathBuf {
    project.root.join("tests/audit")
}
