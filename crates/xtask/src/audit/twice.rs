//! Two clean builds of what is committed, in two folders that share nothing but the tools: are they equal, byte for byte?

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::project::Project;

/// Builds twice and compares every file.
///
/// # Errors
/// [`Error::NotReproducible`] naming the files that differ, [`Error::NotBuilt`], [`Error::Failed`] from git, [`Error::File`].
pub fn check(project: &Project) -> Result<(), Error> {
    let place = project.target.join("audit/twice");
    // Names of different lengths, and a space in one: paths that find their way into a build move its bytes.
    let [first, second] = ["one", "the second"].map(|name| place.join(name));
    let _ = std::fs::remove_dir_all(&place);
    let built = build(project, &first).and_then(|one| Ok((one, build(project, &second)?)));
    let _ = std::fs::remove_dir_all(&place);
    let (one, other) = built?;
    let differing = differing(&one, &other);
    println!("two builds: {} files, {} differ", one.len(), differing.len());
    if differing.is_empty() { Ok(()) } else { Err(Error::NotReproducible(differing)) }
}

type Files = BTreeMap<String, Vec<u8>>;

fn build(project: &Project, folder: &Path) -> Result<Files, Error> {
    println!("Building what is committed in {}: some minutes.", folder.display());
    let mut git = project.program("git");
    git.args(["clone", "--quiet", "--shared"]).arg(&project.root).arg(folder);
    project.run("`git clone`", git)?;
    share_node_packages(project, folder)?;
    let mut cargo = project.program("cargo");
    cargo.args(["xtask", "build"]).current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    let log = project.target.join("audit/build.log");
    if !project.run_into_log("`cargo xtask build`", cargo, &log)? {
        return Err(Error::NotBuilt { folder: folder.to_owned(), log });
    }
    let mut files = Files::new();
    read(&folder.join("dist"), &folder.join("dist"), &mut files)?;
    // What is compared is small; the rest is two gigabytes.
    let _ = std::fs::remove_dir_all(folder);
    Ok(files)
}

/// Downloading them again proves nothing about the build. Their lock file is the same.
fn share_node_packages(project: &Project, folder: &Path) -> Result<(), Error> {
    let packages = "crates/publish/bundler/node_modules";
    let mut copy = project.program("cp");
    copy.arg("-r").arg(project.root.join(packages)).arg(folder.join(packages));
    project.run("`cp`", copy)
}

fn read(top: &Path, folder: &Path, files: &mut Files) -> Result<(), Error> {
    let unusable = |source| Error::File { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(unusable)? {
        let path = entry.map_err(unusable)?.path();
        if path.is_dir() {
            read(top, &path, files)?;
        } else {
            let name = path.strip_prefix(top).unwrap_or(&path).display().to_string();
            files.insert(name, std::fs::read(&path).map_err(unusable)?);
        }
    }
    Ok(())
}

/// Files that are in one only, or not the same in both.
fn differing(one: &Files, other: &Files) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_missing_or_other_differs() {
        let files = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
        };
        let one: Files = files(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let other: Files = files(&[("a", "1"), ("b", "x"), ("d", "4")]);
        assert_eq!(differing(&one, &other), ["b", "c", "d"]);
    }
}
