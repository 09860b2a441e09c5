//! `publish`: run by Trunk after each build, on the folder that it has just staged; and by `cargo xtask publish-content`, with
//! the word `renew`, the folder of a built site and the folder of its new words; and by `cargo xtask preview`, which adds the
//! word `quick` as the browser tests do, and compares what the word `version` prints with the `version.json` of the site.
#![expect(clippy::print_stdout, reason = "a command-line program speaks on stdout")]

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use consultation::time::instant::Instant;
use publish::renew::Renewal;
use publish::{Order, own_files};

fn main() -> ExitCode {
    let words: Vec<_> = env::args_os().skip(1).collect();
    let result = match &words[..] {
        [version] if version == "version" => {
            println!("{}", publish::source::stated());
            Ok(())
        }
        [renew, site, content, form @ ..] if renew == "renew" => {
            publish::renew::renew(&renewal(site.into(), content.into(), is_small(form)))
        }
        _ => match order(words.first().map(PathBuf::from), is_small(words.get(1..).unwrap_or_default())) {
            Some(order) => publish::publish(&order),
            None => {
                eprintln!("publish: name the folder with Trunk's output, or let Trunk run this as its post_build hook");
                return ExitCode::FAILURE;
            }
        },
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("publish: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Making it so is seconds of work that nobody needs who looks at it on this machine.
fn is_small(form: &[OsString]) -> bool {
    form.first().is_none_or(|form| form != "quick")
}

fn renewal(site: PathBuf, content: PathBuf, is_small: bool) -> Renewal {
    Renewal { hosts: hosts_beside(&site), site, content, built_at: built_at(), is_small }
}

/// What Trunk tells its hooks (<https://trunkrs.dev/assets/#hooks>), and what `cargo xtask build` adds.
fn order(named: Option<PathBuf>, is_small: bool) -> Option<Order> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).or(named)?;
    let site = env::var_os("TRUNK_DIST_DIR").map_or_else(|| folder.clone(), PathBuf::from);
    Some(Order {
        hosts: hosts_beside(&site),
        own_files: env::var_os("TRUNK_SOURCE_DIR").map(|source| Path::new(&source).join(own_files::FOLDER)),
        is_release: env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release"),
        address: env::var("SITE_ADDRESS").ok(),
        built_at: built_at(),
        is_small,
        folder,
    })
}

fn hosts_beside(site: &Path) -> PathBuf {
    site.parent().unwrap_or(Path::new(".")).join("hosts")
}

/// `SOURCE_DATE_EPOCH` is what makes a build of another day the same (<https://reproducible-builds.org/specs/>).
fn built_at() -> Instant {
    let stated = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<i64>().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let milliseconds = stated.map_or_else(|| i64::try_from(clock()).ok(), |seconds| seconds.checked_mul(1000));
    let moment = milliseconds.and_then(Instant::from_unix_milliseconds);
    moment.expect("the machine's clock shows a year before 10000")
}
