//! `cargo xtask build`: the release site in `dist/`, and what it weighs.

use std::path::PathBuf;

use crate::error::Error;
use crate::project::Project;
use crate::sizes::Sizes;
use crate::tools;

/// What `cargo xtask build` is told.
#[derive(Default, clap::Args)]
pub struct Destination {
    /// The site's public address, instead of the one in public/config.json
    #[arg(long)]
    pub address: Option<String>,
    /// The folder for the site, instead of dist/; what servers are told goes into `hosts` beside it
    #[arg(long)]
    pub dist: Option<PathBuf>,
    /// The moment that the site is of, in seconds since 1970, instead of now: what makes a build of another day the same
    #[arg(skip)]
    pub moment: Option<u64>,
}

/// Builds the release site, and prints its sizes. What an agency says may weigh more than what is shipped: that is said, and
/// publishes all the same.
///
/// # Errors
/// Those of the tools; [`Error::Failed`] from Trunk.
pub fn build(project: &Project, destination: &Destination) -> Result<Sizes, Error> {
    tools::prepare(project)?;
    tools::install_packages(project, &project.bundler())?;
    let dist = destination.dist.clone().unwrap_or_else(|| project.dist());
    let dist = std::path::absolute(&dist).map_err(|source| Error::File { path: dist, source })?;
    std::fs::create_dir_all(&dist).map_err(|source| Error::File { path: dist.clone(), source })?;
    let mut trunk = trunk(project, "build");
    trunk.arg("--release").arg("--dist").arg(&dist);
    if let Some(address) = &destination.address {
        trunk.env("SITE_ADDRESS", address);
    }
    if let Some(moment) = destination.moment {
        trunk.env("SOURCE_DATE_EPOCH", moment.to_string());
    }
    project.run("trunk build --release", trunk)?;
    let sizes = Sizes::measure(&dist)?;
    println!("\nThe site is in {}\n\n{sizes}", dist.display());
    for sentence in sizes.excesses() {
        println!("note: {sentence}");
    }
    Ok(sizes)
}

/// Trunk, with what it needs to run anywhere.
pub fn trunk(project: &Project, command: &str) -> std::process::Command {
    let mut trunk = project.program("trunk");
    trunk.args([command, "--skip-version-check"]);
    // Trunk 0.21 ends with an error when NO_COLOR is anything but "true" or "false".
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env_remove("NO_COLOR").env("TRUNK_COLOR", "never");
    }
    if let Some(flags) = cargo_home().and_then(|home| without_home(&home.display().to_string())) {
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    trunk
}

/// Where cargo keeps the sources of packages: the paths of those stand in the messages of what is built.
pub fn cargo_home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// So that every machine builds the same bytes. Flags are told apart by spaces, so a path with one is left as it is.
fn without_home(home: &str) -> Option<String> {
    (!home.contains(' ')).then(|| format!("--remap-path-prefix={home}=cargo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_of_whoever_builds_is_not_in_the_wasm() {
        assert_eq!(without_home("/home/me/.cargo").as_deref(), Some("--remap-path-prefix=/home/me/.cargo=cargo"));
        assert_eq!(without_home("/home/my self/.cargo"), None);
    }
}
