//! The deployer's own files, put among the site's as they are: what lies only in the site's folder is gone with the next
//! build. It knows names, not what is in the files.

use std::path::Path;

use crate::edition;
use crate::error::PublishError;
use crate::staged::Staged;

/// Where they lie, from the folder of `index.html`. There need be none.
pub const FOLDER: &str = "public/static";

/// Adds them to a site in which everything that is made of the words is there.
///
/// # Errors
/// [`PublishError::Taken`] for a name that the build needs itself; [`PublishError::File`].
pub fn add(own: &Staged, staged: &Staged) -> Result<(), PublishError> {
    let is_made = edition::made_anew(staged)?;
    for name in own.files()? {
        if is_made(&name) || staged.path(&name).exists() {
            return Err(taken(&name));
        }
        staged.write(&name, own.read(&name)?)?;
    }
    Ok(())
}

/// Checks that the rest of the build has written over none of them.
///
/// # Errors
/// [`PublishError::Taken`]; [`PublishError::File`].
pub fn check(own: &Staged, staged: &Staged) -> Result<(), PublishError> {
    for name in own.files()? {
        if own.read(&name)? != staged.read(&name)? {
            return Err(taken(&name));
        }
    }
    Ok(())
}

fn taken(name: &str) -> PublishError {
    PublishError::Taken { file: Path::new(FOLDER).join(name) }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    const LANGUAGES: &str = r#"{"languages": [{"tag": "en-NZ", "name": "English", "direction": "ltr"},
        {"tag": "mi", "name": "Māori", "direction": "ltr"}]}"#;

    /// A site, and what comes of adding the deployer's files to it.
    fn site(own: &[&str]) -> (TempDir, Staged, Result<(), PublishError>) {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let [theirs, staged] = ["own", "site"].map(|name| Staged::new(&folder.path().join(name)));
        staged.write("content/languages.json", LANGUAGES).expect("it can be written");
        staged.write("index.html", "the page").expect("it can be written");
        for name in own {
            theirs.write(name, "theirs").expect("it can be written");
        }
        let added = add(&theirs, &staged);
        (folder, staged, added)
    }

    #[test]
    fn every_file_is_put_at_its_place_as_it_is() {
        let names = ["_redirects", ".nojekyll", "papers/statement.pdf", ".well-known/did.json"];
        let (_folder, staged, added) = site(&names);
        added.expect("no name is taken");
        for name in names {
            assert_eq!(staged.read(name).ok().as_deref(), Some(&b"theirs"[..]), "{name}");
        }
    }

    #[test]
    fn a_name_that_the_build_needs_is_refused_and_named() {
        for name in ["index.html", "content/papers.pdf", "stages/papers.pdf", "mi/papers.pdf", "app-1.json"] {
            let (_folder, staged, added) = site(&[name]);
            let error = added.expect_err(name).to_string();
            assert!(error.starts_with(&format!("public/static/{name} ")), "{error}");
            assert_eq!(staged.read_text("index.html").ok().as_deref(), Some("the page"));
        }
    }
}
