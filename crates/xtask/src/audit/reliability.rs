//! The runs of faults against the receiver, whole: kills, power cuts, races, hostile words. The runs are
//! crates/receiver/tests/reliability, and print their counts themselves.

use crate::error::Error;
use crate::project::Project;

/// Runs them; with every test runs a little of each.
///
/// # Errors
/// [`Error::FailedSaying`] when something was lost, doubled or altered.
pub fn check(project: &Project) -> Result<(), Error> {
    let mut cargo = project.program("cargo");
    cargo.args(["test", "--package", "receiver", "--test", "reliability"]).env("RECEIVER_RUNS", "whole");
    project.run_among_others("The runs of faults against the receiver", cargo)
}
