//! `cargo xtask test`: everything that must hold, cheapest first; it stops at the first failure.

pub mod chromium;

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::build_site::Destination;
use crate::error::Error;
use crate::project::Project;
use crate::tools::debian;
use crate::{build_site, check, tools};

/// A step's name, and what it does.
type Step = (&'static str, fn(&Project) -> Result<(), Error>);

const STEPS: [Step; 7] = [
    ("format", |project| cargo(project, &["fmt", "--all", "--check"])),
    ("lints, native", |project| {
        let everything = ["--workspace", "--all-targets", "--features", "have-your-say/ssr"];
        cargo(project, &[&["clippy"], &everything[..], &DENY_WARNINGS[..]].concat())
    }),
    ("lints, in the browser", |project| {
        // Clippy needs the target, and the tools of the next steps come with it.
        tools::prepare(project)?;
        let app = ["-p", "have-your-say", "--target", "wasm32-unknown-unknown", "--features", "hydrate"];
        cargo(project, &[&["clippy"], &app[..], &DENY_WARNINGS[..]].concat())
    }),
    ("native tests", native_tests),
    ("content check", check::check),
    ("release build and sizes", |project| build_site::build(project, &Destination::default())),
    ("browser tests", browser_tests),
];

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// Runs every step, and closes with a line for each.
///
/// # Errors
/// That of the first step that fails.
pub fn test(project: &Project) -> Result<(), Error> {
    let mut summary = String::from("\nAll steps passed.\n");
    for (name, run) in STEPS {
        println!("\n== {name}");
        let start = Instant::now();
        run(project)?;
        summary += &summary_line(name, start.elapsed());
    }
    println!("{summary}");
    Ok(())
}

fn summary_line(name: &str, took: Duration) -> String {
    format!("{name:<26}{:>6.1} s\n", took.as_secs_f64())
}

fn cargo(project: &Project, words: &[&str]) -> Result<(), Error> {
    let mut cargo = project.program("cargo");
    cargo.args(words);
    project.run(&format!("`cargo {}`", words.join(" ")), cargo)
}

/// The receiver's power cuts are recorded with strace, and run on Linux alone, as it does.
fn native_tests(project: &Project) -> Result<(), Error> {
    if cfg!(target_os = "linux") && !debian::find_or_install(project, "strace")? {
        return Err(Error::Needed { user: "The tests of the receiver need", program: "strace", package: "strace" });
    }
    cargo(project, &["test", "--workspace", "--features", "have-your-say/ssr"])
}

fn browser_tests(project: &Project) -> Result<(), Error> {
    let playwright = prepared_playwright(project)?;
    project.run("`npx playwright test` in tests/e2e", playwright)
}

/// The same, once what it needs is there: its packages, a browser, the receiver.
///
/// # Errors
/// [`Error`] for what cannot be had.
pub fn prepared_playwright(project: &Project) -> Result<Command, Error> {
    tools::install_packages(project, &project.browser_tests())?;
    let browser = chromium::find_or_install(project)?;
    cargo(project, &["build", "--package", "receiver"])?;
    Ok(playwright(project, browser))
}

/// The browser tests, with the site and the receiver that are built. `--no-install` keeps npx from fetching another version than the locked one.
pub fn playwright(project: &Project, browser: PathBuf) -> Command {
    let mut npx = project.program("npx");
    npx.args(["--no-install", "playwright", "test"]).current_dir(project.browser_tests());
    npx.env("CHROME_PATH", browser).env("RECEIVER", project.receiver()).env("SITE", project.dist());
    npx
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_line_states_seconds() {
        assert_eq!(summary_line("native tests", Duration::from_millis(61_250)), "native tests                61.2 s\n");
    }
}
