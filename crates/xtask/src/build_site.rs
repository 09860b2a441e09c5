//! `cargo xtask build`: the release site in `dist/`, and what it weighs.

use crate::error::Error;
use crate::project::Project;
use crate::sizes::Sizes;
use crate::tools;

/// Builds the release site, prints its sizes, and holds them against the budgets.
///
/// # Errors
/// Those of the tools; [`Error::Failed`] from Trunk; [`Error::OverBudget`].
pub fn build(project: &Project) -> Result<(), Error> {
    tools::prepare(project)?;
    tools::wasm_opt(project)?;
    let mut trunk = trunk(project, "build");
    trunk.arg("--release").arg("--dist").arg(project.dist());
    project.run("trunk build --release", trunk)?;
    let sizes = Sizes::measure(&project.dist())?;
    println!("\nThe site is in {}\n\n{sizes}", project.dist().display());
    sizes.hold_to_budgets()
}

/// Trunk, with what it needs to run anywhere.
pub fn trunk(project: &Project, command: &str) -> std::process::Command {
    let mut trunk = project.program("trunk");
    trunk.args([command, "--skip-version-check"]);
    // Trunk 0.21 ends with an error when NO_COLOR is anything but "true" or "false".
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env_remove("NO_COLOR").env("TRUNK_COLOR", "never");
    }
    trunk
}
