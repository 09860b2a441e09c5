//! `cargo xtask audit`: the built site behind nginx, before checkers that nobody here wrote. One that finds something
//! stops no other. What each checker is, and how to read it, is in docs/audit.md.

mod checker;
mod committed;
mod container;
mod crashes;
mod faults;
mod licences;
mod machine;
mod protocol;
mod recipe;
mod release;
mod reliability;
mod service;
mod sites;
mod twice;

use self::sites::Sites;
use crate::error::Error;
use crate::parts_list;
use crate::project::Project;
use crate::steps::Steps;

/// What `cargo xtask audit` is told.
#[derive(clap::Args)]
pub struct Selection {
    /// Only these checks, by the names that the table at the end has
    names: Vec<String>,
}

/// Looks at the sites, and fails when there is something to mend.
type Check = fn(&Project, &Sites) -> Result<(), Error>;

/// Quick ones first; Lighthouse before what leaves the machine warm; the second build takes the longest.
const CHECKS: [(&str, Check); 29] = [
    ("feeds", |project, sites| checker::run(project, sites, "feeds")),
    ("calendar", |project, sites| checker::run(project, sites, "calendar")),
    ("places", |project, sites| checker::run(project, sites, "places")),
    ("schemas", |project, sites| checker::run(project, sites, "schemas")),
    ("policy", |project, sites| checker::run(project, sites, "policy")),
    ("blockers", |project, sites| checker::run(project, sites, "blockers")),
    ("headers", |project, sites| checker::run(project, sites, "headers")),
    ("delivery", |project, sites| checker::run(project, sites, "delivery")),
    ("sealing", |project, sites| checker::run(project, sites, "sealing")),
    ("logs", |project, sites| checker::run(project, sites, "logs")),
    ("limits", |project, sites| checker::run(project, sites, "limits")),
    ("protocol", protocol::check),
    ("deploying", |project, sites| checker::run(project, sites, "deploying")),
    ("links", |project, sites| checker::run(project, sites, "links")),
    ("html", |project, sites| checker::run(project, sites, "html")),
    ("licences", |project, _| licences::check(project)),
    ("parts list", |project, _| parts_list::write(project).map(|_| ())),
    ("lighthouse", |project, sites| checker::run(project, sites, "lighthouse")),
    ("journeys", |project, sites| checker::run(project, sites, "journeys")),
    ("firefox", |project, sites| checker::run(project, sites, "firefox")),
    ("damage", |project, sites| checker::run(project, sites, "damage")),
    ("crashes", |project, _| crashes::check(project)),
    ("faults", |project, _| faults::check(project)),
    ("reliability", |project, _| reliability::check(project)),
    ("service", |project, _| service::check(project)),
    ("container", container::check),
    ("release", |project, _| release::check(project)),
    ("recipe", |project, _| recipe::check(project)),
    ("two builds", |project, _| twice::check(project)),
];

/// What needs the sources alone: neither sites nor the checkers of others.
const OF_SOURCES: [&str; 1] = ["recipe"];

/// Installs the checkers, builds both sites, runs every check and closes with a line for each.
///
/// # Errors
/// [`Error::NoSuchCheck`]; those of the tools and the build; [`Error::AuditFound`] with how many checks found something.
pub fn audit(project: &Project, selection: &Selection) -> Result<(), Error> {
    let checks = selected(&selection.names)?;
    let mut steps = Steps::default();
    let result = take(project, &checks, &mut steps);
    println!("\n{steps}");
    let failed = result?;
    // What a check says stands up to an hour above: who reads the end alone finds it here.
    for error in &failed {
        println!("{error}\n");
    }
    println!("{} passed, {} failed", checks.len() - failed.len(), failed.len());
    if failed.is_empty() { Ok(()) } else { Err(Error::AuditFound(failed.len())) }
}

/// Runs them, and answers with what those that found something say.
fn take(project: &Project, checks: &[(&str, Check)], steps: &mut Steps) -> Result<Vec<Error>, Error> {
    let sites = sites_for(project, checks, steps)?;
    let mut failed = Vec::new();
    for (name, check) in checks {
        match steps.take(name, || check(project, &sites)) {
            Ok(()) => {}
            // A person's Ctrl-C ends them all.
            Err(Error::Interrupted) => return Err(Error::Interrupted),
            Err(error) => failed.push(error),
        }
    }
    Ok(failed)
}

fn sites_for(project: &Project, checks: &[(&str, Check)], steps: &mut Steps) -> Result<Sites, Error> {
    if checks.iter().all(|(name, _)| OF_SOURCES.contains(name)) {
        return Ok(Sites::none());
    }
    steps.take("what the checks need", || machine::prepare(project))?;
    steps.take("both sites", || Sites::build(project))
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
    fn the_document_has_a_row_for_each_check() {
        let document = include_str!("../../../docs/audit.md");
        for (name, _) in CHECKS {
            assert!(document.contains(&format!("\n| {name} | ")), "{name}");
        }
    }
}
