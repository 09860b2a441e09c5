//! The built site, and a clean build of what is committed, in a folder that shares nothing with it but the tools: are they
//! equal, byte for byte?

use std::path::Path;

use super::committed;
use crate::error::Error;
use crate::folder::{self, Files, differing};
use crate::project::Project;

/// Builds once more, and compares every file. What is not committed makes a difference too.
///
/// # Errors
/// [`Error::NotReproducible`] naming the files that differ, [`Error::NotBuilt`], [`Error::Failed`] from git, [`Error::File`].
pub fn check(project: &Project) -> Result<(), Error> {
    // A name of another length, and with a space: paths that find their way into a build move its bytes.
    let place = project.target.join("audit/built once more");
    let _ = std::fs::remove_dir_all(&place);
    let built = build(project, &place);
    let _ = std::fs::remove_dir_all(&place);
    let (one, other) = (folder::read(&project.dist())?, built?);
    let differing = differing(&one, &other);
    println!("two builds: {} files, {} differ", one.len(), differing.len());
    if differing.is_empty() { Ok(()) } else { Err(Error::NotReproducible(differing)) }
}

fn build(project: &Project, folder: &Path) -> Result<Files, Error> {
    println!("Building what is committed in {}: some minutes.", folder.display());
    committed::clone(project, folder)?;
    share_node_packages(project, folder)?;
    let mut cargo = project.program("cargo");
    cargo.args(["xtask", "build"]).current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    let log = project.target.join("audit/build.log");
    if !project.run_into_log("`cargo xtask build`", cargo, &log)? {
        return Err(Error::NotBuilt { folder: folder.to_owned(), log });
    }
    folder::read(&folder.join("dist"))
}

/// Downloading them again proves nothing about the build. Their lock file is the same.
fn share_node_packages(project: &Project, folder: &Path) -> Result<(), Error> {
    let packages = "crates/publish/bundler/node_modules";
    let mut copy = project.program("cp");
    copy.arg("-r").arg(project.root.join(packages)).arg(folder.join(packages));
    project.run("`cp`", copy)
}
