//! A kind of question that CONTRIBUTING's recipe adds to a clean clone of what is committed, compiled there and run.
//! It knows the steps and the commands, not what a kind of question is.

mod places;
mod steps;

use std::path::Path;

use super::committed;
use crate::error::Error;
use crate::project::Project;
use crate::{test, tools};

/// A page that asks every kind of question, and where a page's words are.
const ASKING: (&str, &str) = ("tests/e2e/fixtures/school-streets.json", "public/content/en-NZ.json");

/// What holds a kind of question in all its places: the domain, the schema, the page, the receiver's pages.
const TESTS: &str = "test --workspace --features have-your-say/ssr \
    --test kinds --test content --test rules --test schemas --test every_kind";

/// Adds it, step by step; then everything compiles, its tests pass, and a page that asks it can be published.
///
/// # Errors
/// Those of [`steps::read`]; [`Error::KindNotWhole`]; [`Error::Failed`] from git.
pub fn check(project: &Project) -> Result<(), Error> {
    tools::wasm_target(project)?;
    let root = project.target.join("audit/recipe");
    let clone = Project { target: root.join("target"), root, interrupt: project.interrupt.clone() };
    let _ = std::fs::remove_dir_all(&clone.root);
    let outcome = committed::clone(project, &clone.root).and_then(|()| add_and_run(&clone, &project.target));
    let _ = std::fs::remove_dir_all(&clone.root);
    outcome
}

fn add_and_run(clone: &Project, shared: &Path) -> Result<(), Error> {
    name_apart(clone)?;
    let steps = steps::read(&clone.root)?;
    copy(clone, steps::NEW_FILE)?;
    steps.iter().try_for_each(|step| take(clone, &step.patch))?;
    for words in [test::FORMAT, test::NATIVE_LINTS, test::BROWSER_LINTS, TESTS] {
        cargo(clone, shared, &words.split(' ').collect::<Vec<_>>())?;
    }
    copy(clone, ASKING)?;
    cargo(clone, shared, &["xtask", "revise", "It asks another kind of question."])?;
    cargo(clone, shared, &["xtask", "check"])?;
    println!("recipe: {} steps; the kind of question that they add is whole", steps.len());
    Ok(())
}

/// Cargo names what it compiles by version and by the place in the workspace, so in one folder the clone's crates would pass
/// for the project's own afterwards.
fn name_apart(clone: &Project) -> Result<(), Error> {
    let path = clone.root.join("Cargo.toml");
    let unusable = |source| Error::File { path: path.clone(), source };
    let manifest = std::fs::read_to_string(&path).map_err(unusable)?;
    let line = |version: &str| format!("version = \"{version}\"\n");
    let (own, apart) = (env!("CARGO_PKG_VERSION"), concat!(env!("CARGO_PKG_VERSION"), "-recipe"));
    std::fs::write(&path, manifest.replacen(&line(own), &line(apart), 1)).map_err(unusable)
}

fn copy(clone: &Project, (from, to): (&str, &str)) -> Result<(), Error> {
    let copied = std::fs::copy(clone.root.join(from), clone.root.join(to));
    copied.map(|_| ()).map_err(|source| Error::File { path: from.into(), source })
}

fn take(clone: &Project, patch: &Path) -> Result<(), Error> {
    let mut git = clone.program("git");
    git.args(["apply", "--whitespace=error-all"]).arg(patch);
    clone.run(&format!("`git apply {}`", patch.display()), git)
}

/// What the clone compiles lies in the project's own target folder, so that no dependency is compiled for it. Its
/// programs do not: they would take the place of the project's.
fn cargo(clone: &Project, shared: &Path, words: &[&str]) -> Result<(), Error> {
    let command = words.join(" ");
    println!("With the new kind: `cargo {command}`");
    let mut cargo = clone.program("cargo");
    cargo.args(words).env("CARGO_TARGET_DIR", &clone.target).env("CARGO_BUILD_BUILD_DIR", shared);
    clone.run("cargo", cargo).map_err(|error| match error {
        Error::Failed { .. } => Error::KindNotWhole(command),
        other => other,
    })
}
