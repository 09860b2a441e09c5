//! Completes the content of a translation in the staged site, so that page, app and whoever reads the file see the same.

use consultation::content::translation::completed;
use consultation::text::language::Language;
use serde_json::Value;

use crate::digest;
use crate::error::PublishError;
use crate::staged::Staged;

/// Completes the content from that in the first language. Where something was added, the last entry in the list of
/// revisions gets the digest of the file as it is then: people are told it as that of what they answered.
///
/// # Errors
/// [`PublishError::Broken`] when the two do not go together, [`PublishError::File`].
pub fn complete(staged: &Staged, language: &Language, first: &Language) -> Result<(), PublishError> {
    let (first_file, own_file) = (first.content_path(), language.content_path());
    let (first_json, own) = (json(staged, &first_file)?, json(staged, &own_file)?);
    let completed = completed(&first_json, first, &own);
    if let Some(problem) = completed.problems.first() {
        return Err(PublishError::Broken { path: own_file.into(), why: problem.to_string() });
    }
    if completed.content == own {
        return Ok(());
    }
    let content = format!("{:#}\n", completed.content);
    let file = language.updates_path();
    let mut updates = json(staged, &file)?;
    if let Some(last) = updates["updates"].as_array_mut().and_then(|updates| updates.last_mut()) {
        last["sha256"] = digest::of(&content).into();
    }
    staged.write(&own_file, content)?;
    staged.write(&file, format!("{updates:#}\n"))
}

fn json(staged: &Staged, file: &str) -> Result<Value, PublishError> {
    let text = staged.read_text(file)?;
    serde_json::from_str(&text).map_err(|error| PublishError::Broken { path: file.into(), why: error.to_string() })
}
