//! A thousand runs of a person at the real page, before the real receiver, on a line on which everything fails that can; with
//! every test it is twelve. The runs are tests/e2e/faults.spec.mjs.

use crate::error::Error;
use crate::project::Project;
use crate::{test, tools};

/// A thousand take about an hour on two cores: who has less time says how many in RUNS.
fn runs() -> String {
    std::env::var("RUNS").unwrap_or_else(|_| "1000".to_owned())
}

/// Runs them, in as many workers as there are processors.
///
/// # Errors
/// [`Error::FailedSaying`] when words were lost or doubled, or said to be received when they were not.
pub fn check(project: &Project) -> Result<(), Error> {
    tools::install_packages(project, &project.browser_tests())?;
    let mut playwright = test::playwright(project, test::chromium::find_or_install(project)?);
    playwright.args(["faults.spec.mjs", "--workers=100%"]).env("RUNS", runs());
    project.run_among_others("The runs of faults between page and receiver", playwright)
}
