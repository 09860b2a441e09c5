//! `cargo xtask bench`: the built page measured beside a hand-written one, in a real browser. It builds no site itself.

use std::path::PathBuf;
use std::process::Command;

use crate::error::Error;
use crate::project::Project;
use crate::test::chromium;
use crate::tools;

/// Runs the benchmark, which prints its tables and fails over its limits.
///
/// # Errors
/// [`Error::NotASite`] before `cargo xtask build`, [`Error::Failed`] over a limit, and those of the tools.
pub fn bench(project: &Project) -> Result<(), Error> {
    if !project.dist().join("index.html").is_file() {
        return Err(Error::NotASite { folder: project.dist(), what: "index.html" });
    }
    tools::install_packages(project, &project.browser_tests())?;
    let browser = chromium::find_or_install(project)?;
    let mut cargo = project.program("cargo");
    cargo.args(["build", "--package", "publish", "--example", "sections"]);
    project.run("`cargo build --package publish --example sections`", cargo)?;
    project.run("The benchmark", node(project, browser))
}

fn node(project: &Project, browser: PathBuf) -> Command {
    let mut node = project.program("node");
    node.arg("tests/bench/bench.mjs");
    node.env("CHROME_PATH", browser).env("SITE", project.dist()).env("SECTIONS", sections(project));
    node
}

/// The program that draws the page with many sections.
fn sections(project: &Project) -> PathBuf {
    project.target.join("debug/examples").join(format!("sections{}", std::env::consts::EXE_SUFFIX))
}
