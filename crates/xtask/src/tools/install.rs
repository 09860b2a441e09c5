//! Installing a tool with cargo into the target folder, with everything that cargo says in a log file.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::version::Tool;
use crate::error::Error;
use crate::project::Project;

/// Installs the tool, unless the right version is there already.
///
/// # Errors
/// [`Error::NoNetwork`] and [`Error::NotInstalled`], each naming the log.
pub fn if_missing(project: &Project, tool: &Tool) -> Result<(), Error> {
    if tool.is_there(project) {
        return Ok(());
    }
    let what = format!("{} {}", tool.package, tool.version);
    let log = log_file(project, tool.package)?;
    println!(
        "{what} is missing. Compiling it from source, once: one to three minutes on two cores. The log: {}",
        log.display()
    );
    let is_done = project.run_into_log("cargo install", install(project, tool), &log)?;
    if is_done && tool.is_there(project) {
        // Half a gigabyte that only an interrupted installation would need again.
        let _ = std::fs::remove_dir_all(build_folder(project));
        return Ok(());
    }
    Err(why_not(what, log))
}

/// An empty log file's path, in a folder that exists.
///
/// # Errors
/// [`Error::File`] when the folder cannot be made.
pub fn log_file(project: &Project, what: &str) -> Result<PathBuf, Error> {
    let folder = project.tools();
    std::fs::create_dir_all(&folder).map_err(|source| Error::File { path: folder.clone(), source })?;
    Ok(folder.join(format!("install-{what}.log")))
}

/// The error for an installation that failed, by what its log says.
pub fn why_not(what: String, log: PathBuf) -> Error {
    if says_no_network(&read(&log)) { Error::NoNetwork { what, log } } else { Error::NotInstalled { what, log } }
}

fn install(project: &Project, tool: &Tool) -> Command {
    let mut cargo = project.program("cargo");
    cargo.args(["install", "--debug", "--version", &tool.version]).arg("--root").arg(project.tools());
    // A release build takes nine minutes and saves no time; without debug information it is a quarter of the size.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
    cargo.arg("--target-dir").arg(build_folder(project));
    // The lock file of wasm-bindgen-cli names a package that can no longer be resolved.
    if tool.package != "wasm-bindgen-cli" {
        cargo.arg("--locked");
    }
    if tool.package == "trunk" {
        cargo.args(["--no-default-features", "--features", "rustls"]);
    }
    cargo.arg(tool.package);
    cargo
}

fn build_folder(project: &Project) -> PathBuf {
    project.tools().join("build")
}

fn read(log: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(log).unwrap_or_default()).to_lowercase()
}

/// What cargo, curl and rustup write when nothing answers.
fn says_no_network(log: &str) -> bool {
    let marks = [
        "could not resolve host",
        "couldn't resolve host",
        "could not connect",
        "couldn't connect",
        "failed to connect",
        "network failure",
        "dns error",
        "timeout was reached",
        "timed out",
        "network is unreachable",
        "could not download",
    ];
    marks.iter().any(|mark| log.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dead_network_is_told_from_a_failed_build() {
        for (log, is_network) in [
            ("warning: spurious network error: [6] could not resolve hostname (could not resolve host: x)", true),
            ("error: could not download file from 'https://…'", true),
            ("[28] timeout was reached", true),
            ("error: linker `cc` not found", false),
            ("error[e0433]: failed to resolve: use of undeclared crate", false),
            ("", false),
        ] {
            assert_eq!(says_no_network(log), is_network, "{log}");
        }
    }

    #[test]
    fn the_error_names_the_log() {
        let log = PathBuf::from("no-such-folder/install-trunk.log");
        let error = why_not("trunk 0.21.14".to_owned(), log);
        assert_eq!(
            error.to_string(),
            "trunk 0.21.14 could not be installed. The log says why: no-such-folder/install-trunk.log"
        );
    }
}
