//! The browser of the tests: the one named, the one installed, or Debian's. Downloads nothing by itself.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::command::find_on_path;
use crate::error::Error;
use crate::project::Project;
use crate::tools::debian;

const NAMES: [&str; 4] = ["chromium", "google-chrome", "chromium-browser", "google-chrome-stable"];

/// The program of a Chromium or Chrome; on Debian as root it is installed when it is missing.
///
/// # Errors
/// [`Error::WrongChromePath`], [`Error::NoChromium`], and [`Error::Failed`] from apt-get.
pub fn find_or_install(project: &Project) -> Result<PathBuf, Error> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    if let Some(browser) = find(std::env::var_os("CHROME_PATH").as_deref(), &path)? {
        return Ok(browser);
    }
    if !debian::can_install(project) {
        return Err(Error::NoChromium);
    }
    install(project)?;
    find(None, &path)?.ok_or(Error::NoChromium)
}

fn find(named: Option<&OsStr>, path: &OsStr) -> Result<Option<PathBuf>, Error> {
    match named.filter(|named| !named.is_empty()).map(PathBuf::from) {
        Some(browser) if browser.is_file() => Ok(Some(browser)),
        Some(browser) => Err(Error::WrongChromePath(browser)),
        None => Ok(NAMES.iter().find_map(|name| find_on_path(name, path))),
    }
}

fn install(project: &Project) -> Result<(), Error> {
    println!("Chromium is missing. Installing Debian's with apt-get, once: about 100 MB.");
    debian::update(project)?;
    let packages: &[&str] = if has_fonts() { &["chromium"] } else { &["chromium", "fonts-liberation"] };
    debian::install(project, packages)
}

/// Without any font, Chromium draws no letters, and text has no size.
fn has_fonts() -> bool {
    Path::new("/usr/share/fonts").read_dir().is_ok_and(|mut folder| folder.next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(program: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        std::fs::write(folder.path().join(program), "").expect("it can be written");
        folder
    }

    #[test]
    fn the_named_browser_is_taken_before_an_installed_one() {
        let (named, installed) = (folder_with("my-chrome"), folder_with("chromium"));
        let browser = named.path().join("my-chrome");
        let found = find(Some(browser.as_os_str()), installed.path().as_os_str());
        assert_eq!(found.expect("it is there"), Some(browser));
    }

    #[test]
    fn a_named_browser_that_is_not_there_is_an_error() {
        let installed = folder_with("chromium");
        let error = find(Some(OsStr::new("/no/such/chrome")), installed.path().as_os_str()).expect_err("it is wrong");
        assert_eq!(
            error.to_string(),
            "CHROME_PATH is /no/such/chrome, and there is no such file. Correct it, or unset it."
        );
    }

    #[test]
    fn an_installed_browser_is_found_by_any_of_its_names() {
        for name in NAMES {
            let folder = folder_with(name);
            let found = find(Some(OsStr::new("")), folder.path().as_os_str()).expect("nothing is wrong");
            assert_eq!(found, Some(folder.path().join(name)));
        }
    }

    #[test]
    fn where_no_browser_is_none_is_found() {
        let folder = folder_with("firefox");
        assert_eq!(find(None, folder.path().as_os_str()).expect("nothing is wrong"), None);
    }
}
