//! A program that runs, and everything that it has started in turn: they end together.

use std::io::ErrorKind;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use process_wrap::std::{ChildWrapper, CommandWrap};

use super::interrupt::Interrupt;
use crate::error::{CARGO_ADVICE, Error};

/// How long a program may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(5);

/// A running program. Dropping it ends it, with everything that it has started.
pub struct Running {
    /// What it is called in messages.
    pub name: String,
    child: Box<dyn ChildWrapper>,
}

impl Running {
    /// Starts a program in a group of its own.
    ///
    /// A terminal sends Ctrl-C to the group in front, which is then xtask alone: it decides the order of ending,
    /// and `kill` on xtask has the same effect as Ctrl-C.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such program, [`Error::File`] when it cannot be started.
    pub fn start(name: &str, command: Command) -> Result<Self, Error> {
        let program = command.get_program().to_owned();
        let mut group = CommandWrap::from(command);
        #[cfg(unix)]
        group.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        group.wrap(process_wrap::std::JobObject);
        let child = group.spawn().map_err(|source| match source.kind() {
            ErrorKind::NotFound => {
                Error::Missing { program: program.to_string_lossy().into_owned(), advice: advice(&program) }
            }
            _ => Error::File { path: program.into(), source },
        })?;
        Ok(Self { name: name.to_owned(), child })
    }

    /// How it ended, if it has.
    ///
    /// # Errors
    /// [`Error::File`] when the system does not tell.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>, Error> {
        self.child.try_wait().map_err(|source| Error::File { path: self.name.clone().into(), source })
    }

    /// Waits until it ends by itself.
    ///
    /// # Errors
    /// [`Error::Interrupted`] when the user asks to stop before that; it has ended then, too.
    pub fn wait(mut self, interrupt: &Interrupt) -> Result<ExitStatus, Error> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            interrupt.pause(Duration::from_millis(20))?;
        }
    }

    fn ask_to_end(&self) {
        /// SIGTERM has this number on every system that has it.
        #[cfg(unix)]
        const TERMINATE: i32 = 15;
        // An error means that the whole group is gone already, which is what is wanted.
        #[cfg(unix)]
        let _ = self.child.signal(TERMINATE);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.ask_to_end();
        let asked = Instant::now();
        while asked.elapsed() < GRACE && !matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        // What is left of the group: members that did not listen, or that outlived their leader.
        let _ = self.child.start_kill();
        let _ = self.child.try_wait();
    }
}

fn advice(program: &std::ffi::OsStr) -> &'static str {
    match program.to_str() {
        Some("cargo" | "rustc") => CARGO_ADVICE,
        Some("npm" | "npx" | "node") => "Install Node.js 20 or newer, which brings it: https://nodejs.org",
        _ => "Install it, or put it on PATH",
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[cfg(target_os = "linux")]
    fn is_alive(process: &str) -> bool {
        let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        !state.is_empty() && !state.contains(") Z ")
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_program_has_started_ends_with_it() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let note = folder.path().join("pid");
        let script =
            format!("(trap '' TERM; exec sleep 600) & echo $! > {0}.new; mv {0}.new {0}; wait", note.display());
        let running = Running::start("a shell", shell(&script)).expect("sh is everywhere");
        while !note.exists() {
            std::thread::sleep(Duration::from_millis(5));
        }
        let grandchild = std::fs::read_to_string(&note).expect("the script has written it");
        assert!(is_alive(grandchild.trim()));
        drop(running);
        std::thread::sleep(Duration::from_millis(50));
        assert!(!is_alive(grandchild.trim()));
    }

    #[test]
    fn the_end_of_a_program_is_reported() {
        let running = Running::start("a shell", shell("exit 7")).expect("sh is everywhere");
        let status = running.wait(&Interrupt::never()).expect("nobody interrupts");
        assert_eq!(status.code(), Some(7));
    }

    #[test]
    fn waiting_stops_when_the_user_asks() {
        let interrupt = Interrupt::never();
        interrupt.ask();
        let running = Running::start("a shell", shell("sleep 600")).expect("sh is everywhere");
        assert!(matches!(running.wait(&interrupt), Err(Error::Interrupted)));
    }

    #[test]
    fn a_missing_program_is_a_sentence() {
        let error = Running::start("x", Command::new("no-such-program")).err().expect("there is none");
        assert_eq!(
            error.to_string(),
            "`no-such-program` was not found on this machine. Install it, or put it on PATH."
        );
    }
}
