//! Which version of a tool is there, by its own words.

use crate::project::Project;

/// A tool written in Rust, at the one version that is wanted.
pub struct Tool {
    /// The program.
    pub program: &'static str,
    /// The package that holds it.
    pub package: &'static str,
    /// The exact version.
    pub version: String,
}

impl Tool {
    /// Whether the program that children would find first is of the wanted version.
    pub fn is_there(&self, project: &Project) -> bool {
        let mut program = project.program(self.program);
        // A command of cargo is told its own name first, as cargo does it.
        program.args(self.program.strip_prefix("cargo-")).arg("--version");
        project.first_line(program).is_some_and(|line| stated_version(&line) == Some(self.version.as_str()))
    }
}

/// The version in a line like “trunk 0.21.14” or “wasm-bindgen 0.2.130 (1a2b3c)”.
fn stated_version(line: &str) -> Option<&str> {
    line.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_the_second_word() {
        for (line, version) in [
            ("trunk 0.21.14", Some("0.21.14")),
            ("wasm-bindgen 0.2.130 (1a2b3c)", Some("0.2.130")),
            ("trunk", None),
            ("", None),
        ] {
            assert_eq!(stated_version(line), version, "{line}");
        }
    }
}
