//! `cargo xtask publish-content`: writes the words of a built site anew, once the check finds nothing to mend in them.

use std::fs;
use std::path::{Path, PathBuf};

use consultation::content::languages::Languages;
use serde_json::Value;

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
    let notes = [lower_revisions(&site, &content), other_settings(&site, &project.root.join("public"))].concat();
    notes.iter().for_each(|note| println!("{note}"));
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

/// Whoever has changed keys or endpoints would believe them in use. The address may be that of another build.
fn other_settings(site: &Path, public: &Path) -> Vec<String> {
    let settings = |folder: &Path| {
        let mut settings: Value = serde_json::from_str(&fs::read_to_string(folder.join("config.json")).ok()?).ok()?;
        settings.as_object_mut()?.remove("address");
        Some(settings)
    };
    let differ = settings(site).zip(settings(public)).is_some_and(|(there, here)| there != here);
    let note = "note: the site keeps the settings that it was built with. Those in public/config.json are others: \
                endpoints, keys and days change with `cargo xtask build`.";
    differ.then(|| note.to_owned()).into_iter().collect()
}

/// Languages of which the site has a later revision than the words are: what was published is told anew as if it had not been.
fn lower_revisions(site: &Path, content: &Path) -> Vec<String> {
    let list = fs::read_to_string(content.join(file_name(Languages::PATH))).unwrap_or_default();
    let languages = Languages::parse(&list).map(|list| list.languages).unwrap_or_default();
    languages.iter().filter_map(|edition| lower_revision(site, content, &edition.tag.content_path())).collect()
}

fn lower_revision(site: &Path, content: &Path, file: &str) -> Option<String> {
    let name = file_name(file);
    let (there, here) = (revision(&site.join(file))?, revision(&content.join(name))?);
    (here < there).then(|| {
        format!(
            "note: the site has revision {there} of {name}, and these words are revision {here}. \
             If they are an earlier copy, publish the later ones again."
        )
    })
}

fn revision(file: &Path) -> Option<u64> {
    serde_json::from_str::<Value>(&fs::read_to_string(file).ok()?).ok()?["revision"].as_u64()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(|source| Error::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_the_site_was_not_built_with_are_named_but_for_its_address() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let (site, public) = (folder.path().join("dist"), folder.path().join("public"));
        fs::create_dir_all(&site).and_then(|()| fs::create_dir_all(&public)).expect("they are new");
        let put = |folder: &Path, text: &str| fs::write(folder.join("config.json"), text).expect("it can be written");
        put(&site, r#"{"address": "https://a.example/", "submission_endpoint": "/a"}"#);
        put(&public, r#"{"address": "https://b.example/", "submission_endpoint": "/a"}"#);
        assert_eq!(other_settings(&site, &public), Vec::<String>::new());
        put(&public, r#"{"address": "https://b.example/", "submission_endpoint": "/b"}"#);
        assert_eq!(other_settings(&site, &public).len(), 1);
    }

    #[test]
    fn a_revision_that_is_lower_than_the_one_of_the_site_is_named() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let (site, words) = (folder.path().join("dist"), folder.path().join("words"));
        fs::create_dir_all(site.join("content")).and_then(|()| fs::create_dir_all(&words)).expect("they are new");
        let put =
            |folder: &Path, file: &str, text: &str| fs::write(folder.join(file), text).expect("it can be written");
        put(&words, "languages.json", include_str!("../../../public/content/languages.json"));
        put(&words, "en-NZ.json", "{\"revision\": 5}");
        for (there, is_named) in [(4, false), (5, false), (6, true)] {
            put(&site, "content/en-NZ.json", &format!("{{\"revision\": {there}}}"));
            let lower = lower_revisions(&site, &words);
            assert_eq!(!lower.is_empty(), is_named, "{lower:?}");
            assert!(lower.iter().all(|note| note.contains("the site has revision 6 of en-NZ.json, and these words are revision 5.")), "{lower:?}");
        }
        assert_eq!(lower_revisions(&folder.path().join("nowhere"), &words), Vec::<String>::new());
    }
}
