//! Programs of Python, in a folder of their own under the tools, at the versions that a file states.

use std::path::{Path, PathBuf};

use super::{debian, install};
use crate::error::Error;
use crate::project::Project;

/// Makes sure of a program with everything that it needs, by the versions in `requirements`; tells where it is. They are
/// installed anew when that file has changed.
///
/// # Errors
/// [`Error::NoNetwork`] and [`Error::NotInstalled`], each naming the log; [`Error::File`].
pub fn program(project: &Project, name: &'static str, requirements: &Path) -> Result<PathBuf, Error> {
    let folder = project.tools().join(name);
    let (program, installed) = (folder.join("bin").join(name), folder.join("installed.txt"));
    let unusable = |source| Error::File { path: requirements.to_owned(), source };
    let wanted = std::fs::read(requirements).map_err(unusable)?;
    if program.is_file() && std::fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(program);
    }
    let log = install::log_file(project, name)?;
    println!("Installing {name} for Python, once: about 60 MB. The log: {}", log.display());
    if !make_folder(project, &folder, &log)? {
        return Err(install::why_not(format!("A folder for {name} (Debian: python3-venv)"), log));
    }
    let mut pip = project.program(folder.join("bin/pip"));
    pip.args(["install", "--quiet", "--no-deps", "--requirement"]).arg(requirements);
    if !project.run_into_log("`pip install`", pip, &log)? || !program.is_file() {
        return Err(install::why_not(name.to_owned(), log));
    }
    std::fs::write(&installed, wanted).map_err(|source| Error::File { path: installed, source })?;
    Ok(program)
}

/// Debian keeps what makes such folders in a package beside Python.
fn make_folder(project: &Project, folder: &Path, log: &Path) -> Result<bool, Error> {
    let make = || {
        let mut python = project.program("python3");
        python.args(["-m", "venv", "--clear"]).arg(folder);
        project.run_into_log("`python3 -m venv`", python, log)
    };
    if make()? || !debian::can_install(project) {
        return Ok(folder.join("bin/pip").is_file());
    }
    debian::update(project)?;
    debian::install(project, &["python3-venv"])?;
    make()
}
