//! The receiver's unit before systemd itself: that it understands every line, and how much the unit lets the program do.
//! It starts nothing.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::error::Error;
use crate::project::Project;
use crate::test::programs;

const UNIT: &str = "crates/receiver/service/receiver.service";

/// Where the unit says that the program lies.
const INSTALLED: &str = "ExecStart=/usr/local/bin/receiver";

/// The most that systemd may call the unit exposed, in tenths of its scale from 0 to 10: above 2.0 it speaks of “medium”.
const THRESHOLD: &str = "20";

/// Looks at the unit with the program that is built here.
///
/// # Errors
/// [`Error::File`]; [`Error::FailedSaying`] from cargo and systemd-analyze; [`Error::UnitNotUnderstood`].
pub fn check(project: &Project) -> Result<(), Error> {
    programs::build(project)?;
    let unit = with_program(project)?;
    let mut verify = analyze(project);
    let said = verify.arg("verify").arg(&unit).output();
    let said = said.map_err(|source| Error::File { path: unit.clone(), source })?;
    // It ends well although it has left out a line that it does not know.
    let words = String::from_utf8_lossy(&said.stderr).trim().to_owned();
    if !said.status.success() || !words.is_empty() {
        return Err(Error::UnitNotUnderstood(words));
    }
    let mut security = analyze(project);
    security.args(["security", "--offline=yes", "--threshold", THRESHOLD]).arg(&unit);
    project.run_among_others("`systemd-analyze security`", security)
}

fn with_program(project: &Project) -> Result<PathBuf, Error> {
    let used = |path: PathBuf| move |source| Error::File { path, source };
    let shipped = project.root.join(UNIT);
    let text = fs::read_to_string(&shipped).map_err(used(shipped))?;
    let program = format!("ExecStart={}", project.receiver().display());
    let file = project.target.join("audit/receiver.service");
    let text = text.replace(INSTALLED, &program);
    let written = fs::create_dir_all(project.target.join("audit")).and_then(|()| fs::write(&file, text));
    written.map_err(used(file.clone()))?;
    Ok(file)
}

fn analyze(project: &Project) -> Command {
    let mut analyze = project.program("systemd-analyze");
    analyze.args(["--no-pager"]);
    analyze
}
