//! `cargo xtask audit`: the built site behind nginx, before checkers that nobody here wrote. One that finds something
//! stops no other. What each checker is, and how to read it, is in docs/audit.md.

mod checker;
mod crashes;
mod licences;
mod machine;
mod parts_list;
mod reliability;
mod sites;
mod twice;

use std::time::{Duration, Instant};

use self::sites::Sites;
use crate::error::Error;
use crate::project::Project;

/// What `cargo xtask audit` is told.
#[derive(clap::Args)]
pub struct Selection {
    /// Only these checks, by the names that the table at the end has
    names: Vec<String>,
}

/// Looks at the sites, and fails when there is something to mend.
type Check = fn(&Project, &Sites) -> Result<(), Error>;

/// Quick ones first; Lighthouse before what leaves the machine warm; the two builds take the longest.
const CHECKS: [(&str, Check); 19] = [
    ("feeds", |project, sites| checker::run(project, sites, "feeds")),
    ("calendar", |project, sites| checker::run(project, sites, "calendar")),
    ("places", |project, sites| checker::run(project, sites, "places")),
    ("schemas", |project, sites| checker::run(project, sites, "schemas")),
    ("policy", |project, sites| checker::run(project, sites, "policy")),
    ("headers", |project, sites| checker::run(project, sites, "headers")),
    ("delivery", |project, sites| checker::run(project, sites, "delivery")),
    ("limits", |project, sites| checker::run(project, sites, "limits")),
    ("links", |project, sites| checker::run(project, sites, "links")),
    ("html", |project, sites| checker::run(project, sites, "html")),
    ("licences", |project, _| licences::check(project)),
    ("parts list", |project, _| parts_list::check(project)),
    ("lighthouse", |project, sites| checker::run(project, sites, "lighthouse")),
    ("journeys", |project, sites| checker::run(project, sites, "journeys")),
    ("firefox", |project, sites| checker::run(project, sites, "firefox")),
    ("damage", |project, sites| checker::run(project, sites, "damage")),
    ("crashes", |project, _| crashes::check(project)),
    ("reliability", |project, _| reliability::check(project)),
    ("two builds", |project, _| twice::check(project)),
];

/// Installs the checkers, builds both sites, runs every check and closes with a line for each.
///
/// # Errors
/// [`Error::NoSuchCheck`]; those of the tools and the build; [`Error::AuditFound`] with how many checks found something.
pub fn audit(project: &Project, selection: &Selection) -> Result<(), Error> {
    let checks = selected(&selection.names)?;
    machine::prepare(project)?;
    let sites = Sites::build(project)?;
    let mut summary = String::new();
    let mut failed = 0;
    for (name, check) in &checks {
        println!("\n== {name}");
        let start = Instant::now();
        let has_passed = outcome(check(project, &sites))?;
        failed += usize::from(!has_passed);
        summary += &summary_line(name, has_passed, start.elapsed());
    }
    println!("\n{summary}\n{} passed, {failed} failed", checks.len() - failed);
    if failed == 0 { Ok(()) } else { Err(Error::AuditFound(failed)) }
}

fn selected(names: &[String]) -> Result<Vec<(&'static str, Check)>, Error> {
    let is_known = |name: &String| CHECKS.iter().any(|(known, _)| known == name);
    if let Some(name) = names.iter().find(|name| !is_known(name)) {
        let known = CHECKS.map(|(name, _)| name).join(", ");
        return Err(Error::NoSuchCheck { name: name.clone(), known });
    }
    let is_wanted = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    Ok(CHECKS.into_iter().filter(|(name, _)| is_wanted(name)).collect())
}

/// A check that fails is reported, and the next one runs; only a person's Ctrl-C ends them all.
fn outcome(result: Result<(), Error>) -> Result<bool, Error> {
    match result {
        Ok(()) => Ok(true),
        Err(Error::Interrupted) => Err(Error::Interrupted),
        Err(error) => {
            println!("{error}");
            Ok(false)
        }
    }
}

fn summary_line(name: &str, has_passed: bool, took: Duration) -> String {
    let word = if has_passed { "passed" } else { "FAILED" };
    format!("{name:<12}{word}{:>8.1} s\n", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_names_every_check_runs() {
        assert_eq!(selected(&[]).expect("no name is wrong").len(), CHECKS.len());
    }

    #[test]
    fn a_name_that_is_no_check_is_answered_with_those_that_are() {
        let error = selected(&["html".to_owned(), "htlm".to_owned()]).expect_err("it is wrong").to_string();
        assert!(error.starts_with("There is no check “htlm”. The checks are: feeds, calendar, "), "{error}");
    }

    #[test]
    fn a_failed_check_stands_out() {
        assert_eq!(summary_line("html", false, Duration::from_millis(4_250)), "html        FAILED     4.2 s\n");
    }
}
