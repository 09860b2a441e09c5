//! The tools that building the page takes, each installed only if it is missing. Nothing outside the target folder
//! and `node_modules` is changed, but for Rust's own WASM target.

pub mod debian;
mod install;
mod lock_file;
mod node;
pub mod postgres;
mod python;
mod version;

use std::process::Stdio;

pub use self::node::install_packages;
pub use self::python::program as python_program;
use self::version::Tool;
use crate::error::Error;
use crate::project::Project;

/// The newest Trunk that builds with the Rust version of this workspace.
const TRUNK: &str = "0.21.14";
/// The newest ones that build with the Rust version of this workspace.
const CARGO_DENY: &str = "0.20.2";
const CARGO_CYCLONEDX: &str = "0.5.9";
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure of the WASM target, Trunk and wasm-bindgen; says what it does and how long that takes.
///
/// # Errors
/// One for each tool that cannot be had, with what to do.
pub fn prepare(project: &Project) -> Result<(), Error> {
    wasm_target(project)?;
    let bindgen = lock_file::version_in(project, "wasm-bindgen")?;
    let tools = [
        Tool { program: "trunk", package: "trunk", version: TRUNK.to_owned() },
        // It refuses to read what another version of the crate has written.
        Tool { program: "wasm-bindgen", package: "wasm-bindgen-cli", version: bindgen },
    ];
    tools.iter().try_for_each(|tool| install::if_missing(project, tool))
}

/// Makes sure of cargo-deny.
///
/// # Errors
/// One that says what to do where it cannot be had.
pub fn cargo_deny(project: &Project) -> Result<(), Error> {
    cargo_tool(project, "cargo-deny", CARGO_DENY)
}

/// Makes sure of cargo-cyclonedx.
///
/// # Errors
/// One that says what to do where it cannot be had.
pub fn cyclonedx(project: &Project) -> Result<(), Error> {
    cargo_tool(project, "cargo-cyclonedx", CARGO_CYCLONEDX)
}

fn cargo_tool(project: &Project, name: &'static str, version: &str) -> Result<(), Error> {
    install::if_missing(project, &Tool { program: name, package: name, version: version.to_owned() })
}

/// Makes sure of the WASM target alone.
///
/// # Errors
/// [`Error::NotInstalled`], [`Error::NoNetwork`], [`Error::WasmTargetMissing`].
pub fn wasm_target(project: &Project) -> Result<(), Error> {
    if has_wasm_target(project)? {
        return Ok(());
    }
    println!("Rust's target {WASM_TARGET} is missing. Adding it with rustup: a download of about 20 MB.");
    let log = install::log_file(project, WASM_TARGET)?;
    let mut rustup = project.program("rustup");
    rustup.args(["target", "add", WASM_TARGET]);
    match project.run_into_log("rustup", rustup, &log) {
        Ok(true) => Ok(()),
        Ok(false) => Err(install::why_not(format!("Rust's target {WASM_TARGET}"), log)),
        Err(Error::Missing { .. }) => Err(Error::WasmTargetMissing),
        Err(error) => Err(error),
    }
}

/// Looks for the target's library itself: that is right without rustup too.
fn has_wasm_target(project: &Project) -> Result<bool, Error> {
    let mut rustc = project.program("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]).stderr(Stdio::null());
    let folder = project
        .first_line(rustc)
        .ok_or(Error::Missing { program: "rustc".into(), advice: crate::error::CARGO_ADVICE })?;
    Ok(std::path::Path::new(&folder).is_dir())
}
