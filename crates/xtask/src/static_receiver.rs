//! The receiver as one static program, which needs no library of the machine or image that it runs on.

use std::path::{Path, PathBuf};

use object::FileKind;
use object::read::elf::{ElfFile64, ProgramHeader};

use crate::build_site::cargo_home;
use crate::error::Error;
use crate::project::Project;

/// Builds it for this machine, and makes sure that it is static.
///
/// # Errors
/// [`Error::NotOnThisSystem`] where there are no static programs; [`Error::Failed`] from cargo; [`Error::NotStatic`].
pub fn build(project: &Project) -> Result<PathBuf, Error> {
    let target = target()?;
    let mut cargo = project.program("cargo");
    // Named, although it is this machine's: the flags then reach neither macros nor build scripts, which cannot be static.
    cargo.args(["build", "--release", "--package", "receiver", "--target", &target]);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(&project.root).join("\u{1f}"));
    project.run("`cargo build` of the static receiver", cargo)?;
    let program = project.target.join(target).join("release/receiver");
    let bytes = std::fs::read(&program).map_err(|source| Error::File { path: program.clone(), source })?;
    if is_static(&bytes) { Ok(program) } else { Err(Error::NotStatic(program)) }
}

/// What Rust calls this machine. GNU's, which every Rust on Linux has: musl's would need a second toolchain, and its allocator
/// makes threads wait.
///
/// # Errors
/// [`Error::NotOnThisSystem`].
pub fn target() -> Result<String, Error> {
    match cfg!(target_os = "linux") {
        true => Ok(format!("{}-unknown-linux-gnu", std::env::consts::ARCH)),
        false => Err(Error::NotOnThisSystem("A static receiver")),
    }
}

/// The paths of whoever builds are in no message of the program, so that every machine builds the same bytes.
fn flags(root: &Path) -> Vec<String> {
    let renamed = [(Some(root.to_owned()), "."), (cargo_home(), "cargo")];
    let renamed = renamed.into_iter().filter_map(|(path, name)| Some((path?, name)));
    let renamed = renamed.map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()));
    ["-Ctarget-feature=+crt-static", "-Cstrip=symbols"].map(str::to_owned).into_iter().chain(renamed).collect()
}

/// Whether the system starts it without a loader, which would look for libraries.
fn is_static(program: &[u8]) -> bool {
    let Ok(FileKind::Elf64) = FileKind::parse(program) else { return false };
    let Ok(elf) = ElfFile64::<object::Endianness>::parse(program) else { return false };
    elf.elf_program_headers().iter().all(|header| header.p_type(elf.endian()) != object::elf::PT_INTERP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_program_with_a_loader_is_told_from_a_static_one() {
        let test = std::env::current_exe().and_then(std::fs::read).expect("this test is a program");
        assert!(!is_static(&test), "the test itself needs libraries");
        assert!(!is_static(b"#!/bin/sh"), "a script needs a shell");
        assert!(!is_static(&[]));
    }
}
