//! Why nothing was published. For whoever runs the build.

use std::path::PathBuf;

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file of the staged site cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Content, wording, updates or config is broken.
    #[error("{}: {why}", path.display())]
    Broken {
        /// The file, as it lies in `public/`.
        path: PathBuf,
        /// What is wrong, with line and column where known.
        why: String,
    },
    /// `index.html` has lost a place that the page goes into.
    #[error("index.html needs exactly one {0}, without anything inside or around it changed")]
    Shell(&'static str),
    /// The address in config.json cannot be the site's.
    #[error("config.json: {0}")]
    Address(#[from] documents::NotAnAddress),
    /// Nobody can be told of a security hole.
    #[error("config.json: {0}")]
    Contact(#[from] documents::NotAContact),
    /// Something cannot be written into a host's file.
    #[error(transparent)]
    Host(#[from] hosts::InputError),
    /// A program of the build cannot be started.
    #[error(
        "{program} is needed for a release build and cannot be started ({source}): run `cargo xtask build`, which installs it"
    )]
    Program {
        /// The program.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program of the build has failed.
    #[error("{program} has failed:\n{said}")]
    Failed {
        /// The program.
        program: String,
        /// What it said.
        said: String,
    },
    /// The WASM is not what wasm-bindgen writes.
    #[error("the WASM cannot be read: {0}")]
    Wasm(String),
}
