//! Running other programs so that none outlives xtask. Says nothing about which programs those are.

pub mod interrupt;
mod repeated;
mod running;

use std::ffi::OsString;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use self::repeated::Repeated;
pub use self::running::Running;
use crate::error::Error;
use crate::project::Project;

impl Project {
    /// A program that will run in the repository's folder, with the project's own tools first on its `PATH`.
    pub fn program(&self, name: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(name);
        command.current_dir(&self.root).env("PATH", self.path()).stdin(Stdio::null());
        command
    }

    /// Runs a program to its end; it speaks to the user directly.
    ///
    /// # Errors
    /// [`Error::Failed`] with `step` as its name, [`Error::Missing`], [`Error::Interrupted`].
    pub fn run(&self, step: &str, command: Command) -> Result<(), Error> {
        let status = Running::start(step, command)?.wait(&self.interrupt)?;
        if status.success() { Ok(()) } else { Err(Error::Failed { step: step.to_owned(), status }) }
    }

    /// The same, for one of many: what it said last is in the error too.
    ///
    /// # Errors
    /// [`Error::FailedSaying`], [`Error::Missing`], [`Error::Interrupted`].
    pub fn run_among_others(&self, step: &str, mut command: Command) -> Result<(), Error> {
        let repeated = Repeated::of(&mut command)?;
        let status = Running::start(step, command)?.wait(&self.interrupt)?;
        let said = repeated.last_lines();
        if status.success() { Ok(()) } else { Err(Error::FailedSaying { step: step.to_owned(), status, said }) }
    }

    /// Builds a program of this repository; [`Project::debug_program`] says where it is then.
    ///
    /// # Errors
    /// Those of [`Project::run`].
    pub fn build_program(&self, name: &str) -> Result<(), Error> {
        let mut cargo = self.program("cargo");
        cargo.args(["build", "--quiet", "--package", name, "--bin", name]);
        self.run(&format!("Building {name}"), cargo)
    }

    /// Runs a program to its end, with everything that it says in a file, and tells whether it succeeded.
    ///
    /// # Errors
    /// [`Error::File`] for the log, [`Error::Missing`], [`Error::Interrupted`].
    pub fn run_into_log(&self, step: &str, mut command: Command, log: &Path) -> Result<bool, Error> {
        let unusable = |source| Error::File { path: log.to_owned(), source };
        let file = File::create(log).map_err(unusable)?;
        command.stdout(file.try_clone().map_err(unusable)?).stderr(file);
        Ok(Running::start(step, command)?.wait(&self.interrupt)?.success())
    }

    /// The first thing that a program says, such as its version; `None` when it is missing or fails.
    pub fn first_line(&self, mut command: Command) -> Option<String> {
        let output = command.stderr(Stdio::null()).output().ok().filter(|output| output.status.success())?;
        String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned)
    }

    fn path(&self) -> OsString {
        let own = [self.tools().join("bin")];
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let all = own.into_iter().chain(std::env::split_paths(&inherited));
        // Joining fails only if a folder's name holds the separator; then the project's tools cannot be offered.
        std::env::join_paths(all).unwrap_or(inherited)
    }
}

/// Where a program is on `path`, in the order in which a shell would look.
pub fn find_on_path(name: &str, path: &std::ffi::OsStr) -> Option<std::path::PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
}
