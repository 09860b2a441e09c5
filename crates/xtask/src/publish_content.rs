//! `cargo xtask publish-content`: writes the words of a built site anew, once the check finds nothing to mend in them.

use std::path::{Path, PathBuf};

use crate::check;
use crate::error::Error;
use crate::folder::{self, differing};
use crate::project::Project;

/// What `cargo xtask publish-content` is told.
#[derive(clap::Args)]
pub struct Words {
    /// The folder of the built site [default: dist/]
    site: Option<PathBuf>,
    /// The folder with the words: languages.json, and the files of each language
    #[arg(long, default_value = "public/content")]
    content: PathBuf,
}

/// Checks the words, and writes the site.
///
/// # Errors
/// [`Error::Findings`]; [`Error::Failed`] from `publish`, which has said why.
pub fn publish_content(project: &Project, words: &Words) -> Result<(), Error> {
    let content = absolute(&words.content)?;
    check::check_words(project, &content)?;
    let site = absolute(words.site.as_deref().unwrap_or(&project.dist()))?;
    let mut publish = project.program("cargo");
    publish.args(["run", "--quiet", "--package", "publish", "--", "renew"]).arg(&site).arg(&content);
    project.run("publish", publish)?;
    println!("The site in {} has the words of {}.", site.display(), content.display());
    Ok(())
}

/// Publishes the words of a site that was just built once more: what both ways make must be the same.
///
/// # Errors
/// [`Error::NotReproducible`] naming the files that differ, and those of [`publish_content`].
pub fn compare_with_build(project: &Project) -> Result<(), Error> {
    let built = folder::read(&project.dist())?;
    publish_content(project, &Words { site: None, content: "public/content".into() })?;
    let differing = differing(&built, &folder::read(&project.dist())?);
    if differing.is_empty() { Ok(()) } else { Err(Error::NotReproducible(differing)) }
}

fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(|source| Error::File { path: path.to_owned(), source })
}
