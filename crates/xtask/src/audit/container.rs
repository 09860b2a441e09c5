//! The receiver's image: its static program is built here, and tests/audit/container.mjs makes the image and uses it.

use super::checker;
use super::sites::Sites;
use crate::error::Error;
use crate::project::Project;
use crate::static_receiver;

/// Builds the program, and has the image looked at.
///
/// # Errors
/// Those of [`static_receiver::build`]; [`Error::FailedSaying`] when the image is not what it should be.
pub fn check(project: &Project, sites: &Sites) -> Result<(), Error> {
    let program = static_receiver::build(project)?;
    checker::run_with(project, sites, "container", &[("STATIC_RECEIVER", &program)])
}
