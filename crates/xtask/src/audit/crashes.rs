//! The browser is killed fifty times while somebody types; with every test it is a few times. The runs are
//! tests/e2e/crash.spec.mjs.

use crate::error::Error;
use crate::project::Project;
use crate::{test, tools};

/// Runs them.
///
/// # Errors
/// [`Error::Failed`] when more than two seconds of typing were lost.
pub fn check(project: &Project) -> Result<(), Error> {
    tools::install_packages(project, &project.browser_tests())?;
    let mut playwright = test::playwright(project, test::chromium::find_or_install(project)?);
    playwright.arg("crash.spec.mjs").env("KILLS", "50");
    project.run("The kills of the browser", playwright)
}
