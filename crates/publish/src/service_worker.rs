//! Tells the service worker what to keep, so that the page is there offline.

use serde_json::{Map, Value, json};

use crate::bundle::{App, small_script};
use crate::digest::short_digest;
use crate::error::PublishError;
use crate::staged::Staged;

/// The worker's file. Its name stays: browsers look for a newer one under it.
pub const FILE: &str = "service-worker.js";

/// How the line starts that says what is kept.
const KEPT: &str = "const KEPT = ";

/// Makes the worker's program small.
///
/// # Errors
/// [`PublishError`] when a tool is missing or fails.
pub fn shrink(staged: &Staged) -> Result<(), PublishError> {
    staged.write(FILE, small_script(&staged.path(FILE))?)
}

/// Puts what the worker keeps before its program, in place of what an earlier site kept. The version follows the bytes of
/// the page, which names its script and its WASM by theirs, so a worker is replaced exactly when one of them changes.
///
/// # Errors
/// [`PublishError::File`].
pub fn write(staged: &Staged, app: &App) -> Result<(), PublishError> {
    let version = short_digest(&staged.read("index.html")?);
    let files: Map<String, Value> =
        app.assets().iter().map(|asset| (asset.name.clone(), json!(asset.integrity))).collect();
    let kept = json!({ "version": version, "files": files });
    let worker = staged.read_text(FILE)?;
    let program = match worker.split_once('\n') {
        Some((first, program)) if first.starts_with(KEPT) => program,
        _ => &worker,
    };
    staged.write(FILE, format!("{KEPT}{kept};\n{program}"))
}
