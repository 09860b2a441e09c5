//! `publish`: run by Trunk after each build, on the folder that it has just staged.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").or_else(|| std::env::args_os().nth(1));
    let Some(folder) = folder.map(PathBuf::from) else {
        eprintln!("publish: name the folder with Trunk's output, or let Trunk run this as its post_build hook");
        return ExitCode::FAILURE;
    };
    match publish::publish(&folder, std::time::SystemTime::now()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("publish: {error}");
            ExitCode::FAILURE
        }
    }
}
