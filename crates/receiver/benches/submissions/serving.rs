//! The receiver, as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running `receiver serve`. Dropping it ends it.
pub struct Serving {
    /// Where it listens.
    pub address: String,
    child: Child,
}

impl Serving {
    /// Starts it in a folder, with that database.
    pub fn start(folder: &Path, database: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--log", "error"]).current_dir(folder).env_clear();
        command.env("RECEIVER_DATABASE", database);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("it is built");
        let mut first_line = String::new();
        let out = child.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut first_line).expect("it speaks UTF-8");
        let url = first_line.split([' ', ',']).nth(1).expect("it says where it listens");
        Self { address: url.trim_start_matches("http://").to_owned(), child }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
