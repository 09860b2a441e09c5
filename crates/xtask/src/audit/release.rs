//! A release, made twice of the site that is audited, and used as those who are given it do: sums, archives, program.

use std::path::Path;

use crate::error::Error;
use crate::folder::{self, differing};
use crate::project::Project;
use crate::release::{self, VERSION};

/// What is new has no version yet, between two releases.
const NOTES: &str = "A release that was made to be looked at.";

/// Makes it and looks at it. That a release is refused, and of what, is tested natively.
///
/// # Errors
/// Those of [`release::make`]; [`Error::NotReproducible`]; [`Error::Failed`] from sha256sum and tar; [`Error::OtherVersion`].
pub fn check(project: &Project) -> Result<(), Error> {
    let place = project.target.join("audit/release");
    let [one, other] = ["one", "other"].map(|name| place.join(name));
    release::make(project, NOTES, &one)?;
    release::make(project, NOTES, &other)?;
    same(&one, &other)?;
    run(project, &one, &["sha256sum", "--check", "--quiet", "SHA256SUMS"])?;
    let names: Vec<_> = folder::read(&one)?.into_keys().collect();
    for archive in names.iter().filter(|name| name.ends_with(".tar.gz")) {
        run(project, &other, &["tar", "-xzf", archive])?;
    }
    let name = format!("have-your-say-{VERSION}");
    same(&project.dist(), &other.join(format!("{name}-site/dist")))?;
    let receiver = format!("{name}-receiver-{}-{}/receiver", std::env::consts::ARCH, std::env::consts::OS);
    let mut receiver = project.program(other.join(receiver));
    receiver.arg("--version");
    let said = project.first_line(receiver).unwrap_or_default();
    if said != format!("receiver {VERSION}") {
        return Err(Error::OtherVersion { said, version: VERSION });
    }
    println!("release {VERSION}: {}", names.join(", "));
    Ok(())
}

fn same(one: &Path, other: &Path) -> Result<(), Error> {
    let differing = differing(&folder::read(one)?, &folder::read(other)?);
    if differing.is_empty() { Ok(()) } else { Err(Error::NotReproducible(differing)) }
}

fn run(project: &Project, folder: &Path, words: &[&str]) -> Result<(), Error> {
    let mut program = project.program(words[0]);
    program.args(&words[1..]).current_dir(folder);
    project.run(&format!("`{}`", words.join(" ")), program)
}
