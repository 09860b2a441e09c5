//! PostgreSQL, which the receiver's tests start themselves. Debian keeps its programs off the `PATH`.

use super::debian;
use crate::error::Error;
use crate::project::Project;

/// Where Debian keeps them, in a folder for each version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// Makes sure of the server's programs.
///
/// # Errors
/// [`Error::Needed`] where they cannot be had, [`Error::Failed`] from apt-get.
pub fn find_or_install(project: &Project) -> Result<(), Error> {
    if !is_there() && debian::can_install(project) {
        println!("PostgreSQL is missing. Installing Debian's with apt-get, once.");
        debian::update(project)?;
        debian::install(project, &["postgresql"])?;
    }
    if is_there() {
        return Ok(());
    }
    Err(Error::Needed { user: "The tests of the receiver need", program: "PostgreSQL", package: "postgresql" })
}

fn is_there() -> bool {
    let versions = std::fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    versions.map(|version| version.path().join("bin/initdb")).any(|initdb| initdb.is_file())
}
