//! The tools that building the page takes, each installed only if it is missing. Nothing outside the target folder
//! and `node_modules` is changed, but for Rust's own WASM target.

pub mod debian;
mod install;
mod lock_file;
mod node;
mod version;

use std::process::Stdio;

pub use self::node::install_packages;
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

/// Makes sure of the tools of `cargo xtask audit`: cargo-deny and cargo-cyclonedx.
///
/// # Errors
/// One for each tool that cannot be had, with what to do.
pub fn audit_tools(project: &Project) -> Result<(), Error> {
    let tools = [("cargo-deny", CARGO_DENY), ("cargo-cyclonedx", CARGO_CYCLONEDX)];
    let tools = tools.map(|(name, version)| Tool { program: name, package: name, version: version.to_owned() });
    tools.iter().try_for_each(|tool| install::if_missing(project, tool))
}

fn wasm_target(project: &Project) -> Result<(), Error> {
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
