//! The receiver before schemathesis, by the description that it gives of itself: the program is made sure of here, and
//! tests/audit/protocol.mjs runs it.

use super::checker;
use super::sites::Sites;
use crate::error::Error;
use crate::project::Project;
use crate::tools;

/// Makes sure of schemathesis, and has the receiver looked at.
///
/// # Errors
/// Those of [`tools::python_program`]; [`Error::FailedSaying`] when an answer is not what the description says.
pub fn check(project: &Project, sites: &Sites) -> Result<(), Error> {
    let requirements = project.root.join("tests/audit/requirements.txt");
    let program = tools::python_program(project, "schemathesis", &requirements)?;
    checker::run_with(project, sites, "protocol", &[("SCHEMATHESIS", &program)])
}
