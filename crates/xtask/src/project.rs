//! Where things are in this repository. Reads nothing but what cargo says about it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::command::interrupt::Interrupt;
use crate::error::{CARGO_ADVICE, Error};

/// The repository, and whether its user has asked to stop.
pub struct Project {
    /// The repository's folder.
    pub root: PathBuf,
    /// Cargo's target folder; `CARGO_TARGET_DIR` and cargo's settings are respected.
    pub target: PathBuf,
    /// Set by Ctrl-C.
    pub interrupt: Interrupt,
}

impl Project {
    /// Asks cargo where the repository and its target folder are.
    ///
    /// # Errors
    /// [`Error::NotInRepository`] when cargo cannot say.
    pub fn find(interrupt: Interrupt) -> Result<Self, Error> {
        let mut cargo = Command::new("cargo");
        cargo.args(["metadata", "--no-deps", "--format-version", "1"]).stdin(Stdio::null());
        let output = cargo.output().map_err(|_| Error::Missing { program: "cargo".into(), advice: CARGO_ADVICE })?;
        let found: Metadata = serde_json::from_slice(&output.stdout).map_err(|_| Error::NotInRepository {
            reason: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        })?;
        Ok(Self { root: found.workspace_root, target: found.target_directory, interrupt })
    }

    /// Where `cargo xtask` installs the tools that are missing.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The release site.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The browser tests, with the lock file of the Node packages.
    pub fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/e2e")
    }

    /// What makes a release build's script and WASM small: Node packages with a lock file.
    pub fn bundler(&self) -> PathBuf {
        self.root.join("crates/publish/bundler")
    }

    /// The receiver, once it is built.
    pub fn receiver(&self) -> PathBuf {
        self.debug_program("receiver")
    }

    /// A program of this repository, once it is built.
    pub fn debug_program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
}
