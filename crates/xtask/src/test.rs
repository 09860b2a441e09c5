//! `cargo xtask test`: everything that must hold, cheapest first; it stops at the first failure.

pub mod chromium;
pub mod programs;

use std::path::PathBuf;
use std::process::Command;

use crate::build_site::Destination;
use crate::error::Error;
use crate::project::Project;
use crate::steps::Steps;
use crate::tools::{debian, postgres};
use crate::{build_site, check, publish_content, tools};

/// A step's name, and what it does.
type Step = (&'static str, fn(&Project) -> Result<(), Error>);

const STEPS: [Step; 8] = [
    ("format", |project| cargo(project, FORMAT)),
    ("lints, native", |project| cargo(project, NATIVE_LINTS)),
    ("lints, in the browser", |project| {
        // Clippy needs the target, and the tools of the next steps come with it.
        tools::prepare(project)?;
        cargo(project, BROWSER_LINTS)
    }),
    ("native tests", native_tests),
    ("content check", check::check),
    ("release build and sizes", |project| build_site::build(project, &Destination::default())?.hold_to_budgets()),
    ("the same words anew", publish_content::compare_with_build),
    ("browser tests", browser_tests),
];

/// What cargo is told for the format of every file.
pub const FORMAT: &str = "fmt --all --check";
/// For the lints of everything that runs natively.
pub const NATIVE_LINTS: &str = "clippy --workspace --all-targets --features have-your-say/ssr -- -D warnings";
/// For the lints of what runs in the browser.
pub const BROWSER_LINTS: &str =
    "clippy -p have-your-say --target wasm32-unknown-unknown --features hydrate -- -D warnings";

/// Runs every step until one fails, and closes with a line for each.
///
/// # Errors
/// That of the first step that fails.
pub fn test(project: &Project) -> Result<(), Error> {
    let mut steps = Steps::default();
    let result = STEPS.iter().try_for_each(|(name, run)| steps.take(name, || run(project)));
    println!("\n{steps}");
    result
}

fn cargo(project: &Project, words: &str) -> Result<(), Error> {
    let mut cargo = project.program("cargo");
    cargo.args(words.split(' '));
    project.run(&format!("`cargo {words}`"), cargo)
}

/// The receiver's power cuts are recorded with strace, and it stores in PostgreSQL too; both run on Linux alone.
fn native_tests(project: &Project) -> Result<(), Error> {
    if cfg!(target_os = "linux") && !debian::find_or_install(project, "strace")? {
        return Err(Error::Needed { user: "The tests of the receiver need", program: "strace", package: "strace" });
    }
    if cfg!(target_os = "linux") {
        postgres::find_or_install(project)?;
    }
    cargo(project, "test --workspace --features have-your-say/ssr")
}

fn browser_tests(project: &Project) -> Result<(), Error> {
    let playwright = prepared_playwright(project)?;
    project.run("`npx playwright test` in tests/e2e", playwright)
}

/// The same, once what it needs is there: its packages, a browser, the repository's own programs.
///
/// # Errors
/// [`Error`] for what cannot be had.
pub fn prepared_playwright(project: &Project) -> Result<Command, Error> {
    tools::install_packages(project, &project.browser_tests())?;
    let browser = chromium::find_or_install(project)?;
    programs::build(project)?;
    Ok(playwright(project, browser))
}

/// The browser tests, with the site and the receiver that are built. `--no-install` keeps npx from fetching another version than the locked one.
pub fn playwright(project: &Project, browser: PathBuf) -> Command {
    let mut npx = project.program("npx");
    npx.args(["--no-install", "playwright", "test"]).current_dir(project.browser_tests());
    npx.env("CHROME_PATH", browser).env("SITE", project.dist());
    programs::name(project, &mut npx);
    npx
}
