//! `publish`: run by Trunk after each build, on the folder that it has just staged.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use consultation::time::instant::Instant;
use publish::Order;

fn main() -> ExitCode {
    let Some(order) = order() else {
        eprintln!("publish: name the folder with Trunk's output, or let Trunk run this as its post_build hook");
        return ExitCode::FAILURE;
    };
    match publish::publish(&order) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("publish: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What Trunk tells its hooks (<https://trunkrs.dev/assets/#hooks>), and what `cargo xtask build` adds.
fn order() -> Option<Order> {
    let folder = env::var_os("TRUNK_STAGING_DIR").or_else(|| env::args_os().nth(1)).map(PathBuf::from)?;
    let site = env::var_os("TRUNK_DIST_DIR").map_or_else(|| folder.clone(), PathBuf::from);
    Some(Order {
        hosts: site.parent().unwrap_or(Path::new(".")).join("hosts"),
        is_release: env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release"),
        address: env::var("SITE_ADDRESS").ok(),
        built_at: built_at(),
        folder,
    })
}

/// `SOURCE_DATE_EPOCH` is what makes a build of another day the same (<https://reproducible-builds.org/specs/>).
fn built_at() -> Instant {
    let stated = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<i64>().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let milliseconds = stated.map_or_else(|| i64::try_from(clock()).ok(), |seconds| seconds.checked_mul(1000));
    let moment = milliseconds.and_then(Instant::from_unix_milliseconds);
    moment.expect("the machine's clock shows a year before 10000")
}
