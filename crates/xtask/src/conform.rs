//! `cargo xtask conform URL`: has an endpoint judged by the crate of that name. It judges nothing itself.

use std::ffi::OsString;

use crate::error::Error;
use crate::project::Project;

/// What `cargo xtask conform` is told; `cargo xtask conform -- --help` lists it.
#[derive(clap::Args)]
pub struct Endpoint {
    /// Where a form posts to, and options of `conform`
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "URL")]
    words: Vec<OsString>,
}

/// Judges it.
///
/// # Errors
/// [`Error::Failed`] where it breaks a rule, which is told.
pub fn conform(project: &Project, endpoint: &Endpoint) -> Result<(), Error> {
    let mut conform = project.program("cargo");
    conform.args(["run", "--quiet", "--package", "conform", "--"]).args(&endpoint.words);
    project.run("conform", conform)
}
