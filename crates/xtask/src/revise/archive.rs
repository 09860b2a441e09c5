//! Every published revision of the content, under the digest of its file: the receiver checks by it what was written on a page
//! of that revision. A file there is never changed, only taken out again with a revision that nobody has seen.

use std::fs;
use std::path::PathBuf;

use consultation::content::updates::Updates;

use super::Files;
use crate::error::Error;
use crate::project::Project;
use crate::sha256;

/// The folder, below that of the content.
pub const FOLDER: &str = "published";

/// Keeps the content of the last revision, and takes out that which it replaces under the same number.
///
/// # Errors
/// [`Error::File`].
pub(super) fn keep(project: &Project, updates_before: &str, after: &Files) -> Result<(), Error> {
    let folder = project.root.join("public/content").join(FOLDER);
    let file = |digest: &str| folder.join(format!("{digest}.json"));
    let used = |path: PathBuf| move |source| Error::File { path, source };
    let replaced = replaced(updates_before, &after.updates).map(|digest| file(&digest)).filter(|file| file.exists());
    if let Some(replaced) = replaced {
        fs::remove_file(&replaced).map_err(used(replaced))?;
    }
    let kept = file(&sha256::of(&after.content));
    fs::create_dir_all(&folder).and_then(|()| fs::write(&kept, after.content.replace("\r\n", "\n"))).map_err(used(kept))
}

/// The digest that was listed last, where another one has taken its place.
pub(super) fn replaced(before: &str, after: &str) -> Option<String> {
    let (before, after) = (Updates::parse(before).ok()?, Updates::parse(after).ok()?);
    let last = before.last()?;
    let is_listed = after.updates.iter().any(|update| update.sha256 == last.sha256);
    (!is_listed).then(|| last.sha256.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn updates(digests: &[&str]) -> String {
        let entries = digests.iter().zip(1..).map(|(digest, revision)| {
            format!(
                r#"{{"revision": {revision}, "published": "2022-0{revision}-01T09:00:00+12:00", "changed": "x", "sha256": "{digest}"}}"#
            )
        });
        format!(r#"{{"updates": [{}]}}"#, entries.collect::<Vec<_>>().join(","))
    }

    #[test]
    fn a_revision_that_is_listed_again_takes_the_place_of_the_one_that_nobody_has_seen() {
        assert_eq!(replaced(&updates(&["a", "b"]), &updates(&["a", "c"])).as_deref(), Some("b"));
    }

    #[test]
    fn a_revision_that_is_listed_behind_it_takes_nothing_out() {
        assert_eq!(replaced(&updates(&["a"]), &updates(&["a", "b"])), None);
    }
}
