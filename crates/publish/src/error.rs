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
    /// The content is not the revision that is listed last.
    #[error(
        "{} has changed since revision {last} was listed: run `cargo xtask revise \"what changed\"` first, \
         or `cargo xtask revise --again` where nobody has seen that revision",
        path.display()
    )]
    NotRevised {
        /// The file, as it lies in `public/`.
        path: PathBuf,
        /// The revision that is listed last; 0 when there is none.
        last: u32,
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
    /// A file of the deployer's own has a name that the build needs.
    #[error("{} needs another name: the build writes what has this one, or is in its folder", file.display())]
    Taken {
        /// The file.
        file: PathBuf,
    },
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
    /// The folder is no site that `cargo xtask build` has made.
    #[error("{} is not a built site: {lacks}", folder.display())]
    NotASite {
        /// The folder.
        folder: PathBuf,
        /// What it lacks.
        lacks: &'static str,
    },
    /// The page that would be written does not go with the app of the site.
    #[error(
        "the app of this site was built from other sources ({theirs}) than these ({ours}): \
         take the commit that it was built from, or build the whole site"
    )]
    OtherSource {
        /// Those of the site's app.
        theirs: String,
        /// Those of this program.
        ours: &'static str,
    },
    /// The site's script speaks to its endpoints otherwise than its settings say.
    #[error(
        "config.json describes other services than those that this site was built with, so its pages would speak to \
         them as before: build the whole site for them (`cargo xtask build`)"
    )]
    OtherServices,
    /// What is sent is sealed to other keys than the site's settings say.
    #[error(
        "the keys of config.json are not those that this site was built with, so its pages would send nothing: \
         build the whole site for other keys, for none, or for the first ones (`cargo xtask build`)"
    )]
    OtherKeys,
    /// The WASM is not what wasm-bindgen writes.
    #[error("the WASM cannot be read: {0}")]
    Wasm(String),
}
