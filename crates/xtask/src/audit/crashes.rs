//! The browser is killed fifty times while somebody types; with every test it is a few times. The runs are
//! tests/e2e/crash.spec.mjs.

use crate::error::Error;
use crate::project::Project;
use crate::{test, tools};

/// Fifty take three minutes on two cores: who has more time says how many in KILLS.
fn kills() -> String {
    std::env::var("KILLS").unwrap_or_else(|_| "50".to_owned())
}

/// Runs them.
///
/// # Errors
/// [`Error::FailedSaying`] when more than two seconds of typing were lost.
pub fn check(project: &Project) -> Result<(), Error> {
    tools::install_packages(project, &project.browser_tests())?;
    let mut playwright = test::playwright(project, test::chromium::find_or_install(project)?);
    playwright.arg("crash.spec.mjs").env("KILLS", kills());
    project.run_among_others("The kills of the browser", playwright)
}
