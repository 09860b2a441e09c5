//! The versions that Cargo.lock has settled on.

use crate::error::Error;
use crate::project::Project;

/// The locked version of a package.
///
/// # Errors
/// [`Error::NotInLockFile`] when it is not locked, [`Error::File`] when there is no lock file.
pub fn version_in(project: &Project, package: &'static str) -> Result<String, Error> {
    let path = project.root.join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).map_err(|source| Error::File { path, source })?;
    locked_version(&lock, package).map(str::to_owned).ok_or(Error::NotInLockFile(package))
}

/// Cargo writes `name` and `version` as the first two lines of each `[[package]]`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    lines.find(|line| line.strip_prefix("name = ").and_then(unquoted) == Some(package))?;
    unquoted(lines.next()?.strip_prefix("version = ")?)
}

fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.51"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
dependencies = ["cfg-if"]

[[package]]
name = "broken"
source = "registry"
"#;

    #[test]
    fn the_locked_version_is_that_of_the_whole_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
    }

    #[test]
    fn a_package_without_a_version_has_none() {
        for package in ["bindgen", "cfg-if", "broken", ""] {
            assert_eq!(locked_version(LOCK, package), None, "{package}");
        }
    }
}
