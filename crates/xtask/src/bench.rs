//! `cargo xtask bench`: the built page measured beside a hand-written one, in a real browser, or the receiver beside its
//! disk. It builds no site itself.

use std::path::PathBuf;
use std::process::Command;

use crate::error::Error;
use crate::project::Project;
use crate::test::chromium;
use crate::tools;

/// What `cargo xtask bench` is told.
#[derive(clap::Args)]
pub struct Measured {
    /// What to measure
    #[arg(value_enum, default_value_t = Subject::Page)]
    subject: Subject,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Subject {
    /// The built page beside a hand-written one: bytes, milliseconds, growth
    Page,
    /// The receiver beside SQLite and PostgreSQL alone: durable submissions a second, for each bare commit
    Receiver,
}

/// Runs a benchmark, which prints its tables; the page's fails over its limits.
///
/// # Errors
/// [`Error::NotASite`] for the page before `cargo xtask build`, [`Error::Failed`] over a limit, and those of the tools.
pub fn bench(project: &Project, measured: &Measured) -> Result<(), Error> {
    match measured.subject {
        Subject::Page => page(project),
        Subject::Receiver => receiver(project),
    }
}

fn receiver(project: &Project) -> Result<(), Error> {
    tools::postgres::find_or_install(project)?;
    let mut cargo = project.program("cargo");
    cargo.args(["bench", "--package", "receiver", "--bench", "submissions"]);
    project.run("The benchmark", cargo)
}

fn page(project: &Project) -> Result<(), Error> {
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
    project.debug_program("examples/sections")
}
