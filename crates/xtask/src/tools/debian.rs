//! Installing Debian's packages, where that is possible. It knows no package.

use crate::command::find_on_path;
use crate::error::Error;
use crate::project::Project;

/// Whether packages can be installed from here: there is apt-get, and its user is root.
pub fn can_install(project: &Project) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut id = project.program("id");
    id.arg("-u");
    find_on_path("apt-get", &path).is_some() && project.first_line(id).is_some_and(|user| user == "0")
}

/// Makes sure of a program, which Debian has in a package of the same name; tells whether it is there now.
///
/// # Errors
/// [`Error::Failed`] from apt-get.
pub fn find_or_install(project: &Project, program: &str) -> Result<bool, Error> {
    let is_there = || find_on_path(program, &std::env::var_os("PATH").unwrap_or_default()).is_some();
    if !is_there() && can_install(project) {
        println!("{program} is missing. Installing Debian's with apt-get, once.");
        update(project)?;
        install(project, &[program])?;
    }
    Ok(is_there())
}

/// Fetches the lists of packages. Before that a new machine knows none.
///
/// # Errors
/// [`Error::Failed`] from apt-get.
pub fn update(project: &Project) -> Result<(), Error> {
    apt_get(project, &["update"])
}

/// Installs packages.
///
/// # Errors
/// [`Error::Failed`] from apt-get.
pub fn install(project: &Project, packages: &[&str]) -> Result<(), Error> {
    apt_get(project, &[&["install", "-y", "--no-install-recommends"], packages].concat())
}

fn apt_get(project: &Project, words: &[&str]) -> Result<(), Error> {
    let mut command = project.program("apt-get");
    // Without a terminal of its own, so that Ctrl-C and the tests' output stay as they are;
    // another program that installs at this moment is waited for.
    command.args(["-q", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=600"]).args(words);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    project.run(&format!("`apt-get {}`", words.join(" ")), command)
}
