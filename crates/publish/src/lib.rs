//! Turns Trunk's output into the whole site: the page as HTML, readable and postable before any script arrives.
//!
//! It renders the same components as the browser and changes nothing about them afterwards:
//! the comments in the result are part of how hydration finds its way.

pub mod data_block;
pub mod render;
pub mod shell;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use consultation::instant::Instant;
use data_block::DataBlock;

/// Why nothing was published. For whoever runs the build.
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
    /// Content, wording or config is broken.
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
}

/// Writes the page into the `index.html` of `folder`, as of the config's rehearsed moment or else of `clock`.
///
/// # Errors
/// [`PublishError`]; `index.html` is then as it was.
pub fn publish(folder: &Path, clock: SystemTime) -> Result<(), PublishError> {
    let data = DataBlock::read(folder, now(clock))?;
    let page: &'static _ = Box::leak(Box::new(data.page));
    let path = folder.join("index.html");
    let html = shell::fill(&read(&path)?, page, &render::render(page), &data.json)?;
    fs::write(&path, html).map_err(|source| PublishError::File { path, source })
}

fn now(clock: SystemTime) -> Instant {
    let since_1970 = clock.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let now = i64::try_from(since_1970).ok().and_then(Instant::from_unix_milliseconds);
    now.expect("the machine's clock shows a year before 10000")
}

/// Reads a file as text.
fn read(path: &Path) -> Result<String, PublishError> {
    fs::read_to_string(path).map_err(|source| PublishError::File { path: path.to_owned(), source })
}
