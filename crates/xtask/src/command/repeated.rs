//! What a program says, passed on as it is said, with its last lines kept. It looks into none of them.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, PipeReader, Write};
use std::process::Command;
use std::thread::JoinHandle;

use crate::error::Error;

/// A checker's findings, or the names of the tests that failed; more is above.
const LINES: usize = 30;

/// The output of a program, while it runs.
pub struct Repeated(JoinHandle<VecDeque<String>>);

impl Repeated {
    /// Leads what `command` will say to where xtask itself writes.
    ///
    /// # Errors
    /// [`Error::File`] when the system has no pipe left.
    pub fn of(command: &mut Command) -> Result<Self, Error> {
        let (read, write) = std::io::pipe().map_err(|source| Error::File { path: "a pipe".into(), source })?;
        command.stdout(write);
        Ok(Self(std::thread::spawn(move || repeat(read))))
    }

    /// Its last lines, once all of it has ended: whatever still holds the pipe is waited for.
    pub fn last_lines(self) -> String {
        let lines = self.0.join().unwrap_or_default();
        lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
    }
}

/// A terminal that is gone is no reason to stop reading: the program would wait for ever.
fn repeat(read: PipeReader) -> VecDeque<String> {
    let mut last = VecDeque::new();
    for line in BufReader::new(read).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        let _ = writeln!(std::io::stdout(), "{line}");
        last.push_back(line);
        if last.len() > LINES {
            last.pop_front();
        }
    }
    last
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn of_what_a_program_says_the_last_lines_are_kept() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "seq 40; printf '\\377'"]);
        let repeated = Repeated::of(&mut shell).expect("there are pipes");
        shell.status().expect("sh is everywhere");
        drop(shell);
        let expected = (12..=40).map(|number| format!("  {number}\n")).collect::<String>() + "  \u{fffd}";
        assert_eq!(repeated.last_lines(), expected);
    }
}
