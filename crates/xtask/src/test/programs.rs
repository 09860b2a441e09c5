//! The programs of this repository that its browser tests and checkers use. It knows where they are, not what they do.

use std::process::Command;

use crate::error::Error;
use crate::project::Project;

/// Each with the variable that names it to the tests, and what cargo is told to build.
const PROGRAMS: [(&str, &str, [&str; 4]); 3] = [
    ("RECEIVER", "receiver", ["--package", "receiver", "--bin", "receiver"]),
    ("PUBLISH", "publish", ["--package", "publish", "--bin", "publish"]),
    ("PSEUDO", "examples/pseudo", ["--package", "publish", "--example", "pseudo"]),
];

/// Builds them.
///
/// # Errors
/// [`Error::Failed`] from cargo.
pub fn build(project: &Project) -> Result<(), Error> {
    for (_, _, words) in PROGRAMS {
        let mut cargo = project.program("cargo");
        cargo.arg("build").args(words);
        project.run(&format!("`cargo build {}`", words.join(" ")), cargo)?;
    }
    Ok(())
}

/// Says to a test where they are.
pub fn name(project: &Project, test: &mut Command) {
    for (variable, file, _) in PROGRAMS {
        test.env(variable, project.debug_program(file));
    }
    // This very program: it shows words while they are written, too.
    test.env("XTASK", project.debug_program("xtask"));
}
