//! cargo-deny over every crate that is compiled: licences, sources, bans, and known holes where their list can be had.

use crate::error::Error;
use crate::project::Project;

/// What the rest of cargo-deny's sentence is when the list did not arrive.
const NOT_FETCHED: &str = "failed to fetch advisory database";

/// Checks what deny.toml asks.
///
/// # Errors
/// [`Error::FailedSaying`] when a crate breaks a rule or has a known hole.
pub fn check(project: &Project) -> Result<(), Error> {
    let mut deny = project.program("cargo-deny");
    deny.args(["--log-level", "error", "check", "bans", "licenses", "sources"]);
    project.run_among_others("`cargo deny check bans licenses sources`", deny)?;
    check_advisories(project)
}

/// The list is fetched anew from the network; without one, that is said, and decides nothing.
fn check_advisories(project: &Project) -> Result<(), Error> {
    let log = project.target.join("audit/advisories.log");
    let made = log.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.map_err(|source| Error::File { path: log.clone(), source })?;
    let mut deny = project.program("cargo-deny");
    deny.args(["check", "advisories"]);
    // Git would otherwise wait for a name and a password.
    deny.env("GIT_TERMINAL_PROMPT", "0");
    let has_passed = project.run_into_log("`cargo deny check advisories`", deny, &log)?;
    let said = std::fs::read_to_string(&log).map_err(|source| Error::File { path: log.clone(), source })?;
    match (has_passed, why_not_fetched(&said)) {
        (true, _) => println!("advisories ok"),
        (false, Some(why)) => println!("Advisories were NOT checked: their list cannot be fetched here. {why}"),
        (false, None) => {
            println!("{said}");
            return Err(Error::Advisories { log });
        }
    }
    Ok(())
}

fn why_not_fetched(said: &str) -> Option<&str> {
    let is_about_fetching = said.contains(NOT_FETCHED);
    let reason = said.lines().find(|line| line.starts_with("fatal:") || line.contains(NOT_FETCHED));
    let last = said.lines().rfind(|line| line.starts_with("fatal:")).or(reason);
    if is_about_fetching { last } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_did_not_arrive_is_told_from_a_known_hole() {
        let offline = "[ERROR] failed to fetch advisory database x with cli: failed to clone\nCloning into 'x'...\nfatal: unable to access 'x'\n";
        assert_eq!(why_not_fetched(offline), Some("fatal: unable to access 'x'"));
        assert_eq!(why_not_fetched("error[vulnerability]: a hole\nadvisories FAILED\n"), None);
    }
}
