//! Tells the service worker what to keep, so that the page is there offline.

use serde_json::{Map, Value, json};

use crate::bundle::{App, short_digest, small_script};
use crate::error::PublishError;
use crate::staged::Staged;

/// The worker's file. Its name stays: browsers look for a newer one under it.
pub const FILE: &str = "service-worker.js";

/// Puts what the worker keeps before its program. The version follows the bytes of the page, which names its script
/// and its WASM by theirs, so a worker is replaced exactly when one of them changes.
///
/// # Errors
/// [`PublishError`] when the worker cannot be written, or a tool is missing or fails.
pub fn write(staged: &Staged, app: &App) -> Result<(), PublishError> {
    let version = short_digest(&staged.read("index.html")?);
    let files: Map<String, Value> =
        app.assets().iter().map(|asset| (asset.name.clone(), json!(asset.integrity))).collect();
    let kept = json!({ "version": version, "files": files });
    let program = small_script(&staged.path(FILE))?;
    staged.write(FILE, [format!("const KEPT = {kept};\n").as_bytes(), &program].concat())
}
