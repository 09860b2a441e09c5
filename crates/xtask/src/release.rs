//! `cargo xtask release`: everything that whoever runs the page is given, made of one commit, in one folder.

mod archive;
mod changelog;
pub mod refusal;

use std::fs;
use std::path::{Path, PathBuf};

use self::archive::{Entries, Entry};
use self::refusal::Refusal;
use crate::build_site::{self, Destination};
use crate::error::Error;
use crate::folder::{self, Files};
use crate::project::Project;
use crate::{parts_list, sha256, static_receiver, tools};

/// The workspace's, as `receiver --version` and the site's `version.json` state it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How the names of its files begin.
const NAME: &str = concat!("have-your-say-", env!("CARGO_PKG_VERSION"));

/// What lies beside the receiver in its archive.
const SERVICE: &str = "crates/receiver/service";

/// Builds everything, and puts it into `release/`, in a folder by the version. Twice at one commit, it is the same bytes.
///
/// # Errors
/// [`Refusal`]; those of the tools and of the builds; [`Error::File`].
pub fn release(project: &Project) -> Result<(), Error> {
    // Whatever refuses it does so before minutes of building.
    refuse_uncommitted(project)?;
    let notes = notes(project)?;
    static_receiver::target()?;
    tools::cyclonedx(project)?;
    build_site::build(project, &Destination { moment: Some(moment(project)?), ..Destination::default() })?;
    let folder = project.root.join("release").join(VERSION);
    make(project, &notes, &folder)?;
    println!("The release is in {}; docs/deploying.md says how to sign it.", folder.display());
    Ok(())
}

/// Makes a release of the site that is in `dist/`, of which the notes say what is new. What was in the folder before is gone.
///
/// # Errors
/// Those of the receiver's build and of the lists of parts; [`Error::File`].
pub fn make(project: &Project, notes: &str, folder: &Path) -> Result<(), Error> {
    let mut files = Files::from([("notes.md".to_owned(), format!("{notes}\n").into_bytes())]);
    let receiver = format!("receiver-{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    let moment = moment(project)?;
    for (part, entries) in [("site".to_owned(), site(project)?), (receiver, service(project)?)] {
        let name = format!("{NAME}-{part}");
        let entries: Entries = entries.into_iter().chain(licences(project)?).collect();
        let packed = archive::pack(&name, moment, &entries).map_err(unusable(Path::new(&name)))?;
        files.insert(format!("{name}.tar.gz"), packed);
    }
    for (part, list) in parts_list::write(project)? {
        files.insert(format!("{NAME}-{part}.cdx.json"), read(&list)?);
    }
    files.insert("SHA256SUMS".to_owned(), sums(&files).into_bytes());
    write(folder, &files)
}

fn refuse_uncommitted(project: &Project) -> Result<(), Error> {
    let uncommitted: Vec<_> = git(project, &["status", "--porcelain"])?.lines().map(str::to_owned).collect();
    if uncommitted.is_empty() { Ok(()) } else { Err(Refusal::NotCommitted(uncommitted).into()) }
}

fn notes(project: &Project) -> Result<String, Error> {
    let path = project.root.join("CHANGELOG.md");
    let changelog = fs::read_to_string(&path).map_err(unusable(&path))?;
    let new = changelog::section(&changelog, VERSION)?;
    let commit = git(project, &["rev-parse", "HEAD"])?;
    Ok(format!("{new}\n\nMade of the commit {}: later words are put into this site there.", commit.trim()))
}

/// What whoever passes it on has to pass on too.
fn licences(project: &Project) -> Result<Entries, Error> {
    let files = ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"].map(|name| (name, project.root.join(name)));
    files.into_iter().map(|(name, path)| Ok((name.to_owned(), Entry::File(read(&path)?)))).collect()
}

/// The site as it is uploaded, and what servers are told.
fn site(project: &Project) -> Result<Entries, Error> {
    let mut entries = Entries::new();
    for (name, folder) in [("dist", project.dist()), ("hosts", project.root.join("hosts"))] {
        let files = folder::read(&folder)?;
        entries.extend(files.into_iter().map(|(path, bytes)| (format!("{name}/{path}"), Entry::File(bytes))));
    }
    Ok(entries)
}

/// The receiver, and what a system or an engine starts it by.
fn service(project: &Project) -> Result<Entries, Error> {
    let program = read(&static_receiver::build(project)?)?;
    let files = folder::read(&project.root.join(SERVICE))?;
    let mut entries: Entries = files.into_iter().map(|(path, bytes)| (path, Entry::File(bytes))).collect();
    entries.insert("receiver".to_owned(), Entry::Program(program));
    entries.insert("data".to_owned(), Entry::Folder);
    Ok(entries)
}

/// What `sha256sum --check` reads.
fn sums(files: &Files) -> String {
    files.iter().map(|(name, bytes)| format!("{}  {name}\n", sha256::of_bytes(bytes))).collect()
}

fn write(folder: &Path, files: &Files) -> Result<(), Error> {
    // There may be none.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(unusable(folder))?;
    files.iter().try_for_each(|(name, bytes)| {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(unusable(&path))
    })
}

/// When the commit was made, in seconds since 1970: the moment of everything in the release.
fn moment(project: &Project) -> Result<u64, Error> {
    let stated = git(project, &["log", "-1", "--format=%ct"])?;
    stated.trim().parse().map_err(|error| unusable(Path::new("git log"))(std::io::Error::other(error)))
}

fn git(project: &Project, words: &[&str]) -> Result<String, Error> {
    let said = project.program("git").args(words).output().map_err(unusable(Path::new("git")))?;
    match said.status.success() {
        true => Ok(String::from_utf8_lossy(&said.stdout).into_owned()),
        false => Err(Error::Failed { step: format!("`git {}`", words.join(" ")), status: said.status }),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(unusable(path))
}

fn unusable(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = PathBuf::from(path);
    |source| Error::File { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::interrupt::Interrupt;

    #[test]
    fn what_is_not_committed_is_named_and_refused() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let root = folder.path().to_owned();
        let project = Project { target: root.join("target"), root, interrupt: Interrupt::never() };
        git(&project, &["init", "--quiet"]).expect("git is here");
        refuse_uncommitted(&project).expect("there is nothing to commit");
        fs::write(project.root.join("new.txt"), "Kia ora").expect("it can be written");
        let refused = refuse_uncommitted(&project).expect_err("it is not committed").to_string();
        assert!(
            refused.starts_with("A release is made of a commit, and this is not committed:\n?? new.txt\n"),
            "{refused}"
        );
    }

    #[test]
    fn a_sum_is_a_line_that_sha256sum_checks() {
        let files = Files::from([("notes.md".to_owned(), b"abc".to_vec())]);
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  notes.md\n";
        assert_eq!(sums(&files), sum);
    }
}
