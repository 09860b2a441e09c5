//! `cargo xtask picture`: the picture of the README, of the site as it is built now, and those of every state to look at. It
//! checks nothing.

use crate::build_site::{self, Destination};
use crate::error::Error;
use crate::project::Project;
use crate::test;

/// Takes them.
///
/// # Errors
/// [`Error`] of the first step that fails.
pub fn picture(project: &Project) -> Result<(), Error> {
    build_site::build(project, &Destination::default())?;
    let mut playwright = test::prepared_playwright(project)?;
    playwright.env("PICTURE", project.root.join("docs/page.png"));
    project.run("`npx playwright test` for the pictures", playwright)
}
