//! The Node packages of the browser tests, exactly as their lock file says. They also bring `wasm-opt`.

use std::path::PathBuf;

use crate::command::find_on_path;
use crate::error::Error;
use crate::project::Project;

/// Makes sure of a `wasm-opt` for the release build: from the Node packages where npm is, else the machine's own.
///
/// # Errors
/// [`Error::NoWasmOpt`] when there is neither, and those of [`install_node_packages`].
pub fn wasm_opt(project: &Project) -> Result<(), Error> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let has = |program: &str| find_on_path(program, &path).is_some();
    match (has("node") && has("npm"), has("wasm-opt")) {
        (true, _) => install_node_packages(project),
        (false, true) => Ok(()),
        (false, false) => Err(Error::NoWasmOpt),
    }
}

/// Installs the packages of tests/e2e/package-lock.json, unless exactly those are there.
///
/// # Errors
/// [`Error::Missing`] without npm, [`Error::Failed`] when it cannot install.
pub fn install_node_packages(project: &Project) -> Result<(), Error> {
    let lock = project.browser_tests().join("package-lock.json");
    let wanted = std::fs::read(&lock).map_err(|source| Error::File { path: lock, source })?;
    if std::fs::read(installed_lock(project)).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Installing the Node packages of tests/e2e/package-lock.json: the browser tests' runner, and wasm-opt.");
    let mut npm = project.program("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(project.browser_tests());
    // The tests use the system's browser.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    project.run("npm ci", npm)?;
    std::fs::write(installed_lock(project), wanted)
        .map_err(|source| Error::File { path: installed_lock(project), source })
}

/// A copy of the lock file from which was installed last; `npm ci` removes it with everything else.
fn installed_lock(project: &Project) -> PathBuf {
    project.browser_tests().join("node_modules/.installed-from.json")
}
