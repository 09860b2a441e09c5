//! Writes the words of a built site anew, with the app that it has: nothing is compiled. Its settings stay, and so does
//! whatever else lies in it. A site that readers see is changed only once everything is made, the pages last.

use std::path::{Path, PathBuf};

use consultation::time::instant::Instant;

use crate::bundle::App;
use crate::error::PublishError;
use crate::shell::Shell;
use crate::staged::Staged;
use crate::{Order, compressed, edition, revisions, sealed_to, services, source, write};

/// Earlier revisions: people may still have their pages open.
const PUBLISHED: &str = "content/published/";

/// Which site gets which words.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// The folder of the built site.
    pub site: PathBuf,
    /// The folder for what servers are told.
    pub hosts: PathBuf,
    /// The folder with the words: `languages.json`, and the files of each language.
    pub content: PathBuf,
    /// The present moment.
    pub built_at: Instant,
    /// Whether each text is there compressed as well, which takes most of the time.
    pub is_small: bool,
}

/// Writes the site with the new words.
///
/// # Errors
/// [`PublishError`]; unless a file of the site could not be written, the site is then as it was.
pub fn renew(renewal: &Renewal) -> Result<(), PublishError> {
    let site = Staged::new(&renewal.site);
    let page = site.read_text("index.html").map_err(|_| not_a_site(renewal, "it has no index.html"))?;
    let (Some(shell), Some(app)) = (Shell::of_page(&page), App::of_page(&page)) else {
        return Err(not_a_site(renewal, "its index.html names no app of a release build"));
    };
    source::check(&site)?;
    services::check(&site, &app.script.name)?;
    sealed_to::check(&site, &app.script.name)?;
    let folder = tempfile::tempdir_in(renewal.site.parent().unwrap_or(Path::new(".")));
    let folder = folder.map_err(|source| PublishError::File { path: renewal.site.clone(), source })?;
    let fresh = Staged::new(folder.path());
    copy_what_stays(&site, &fresh)?;
    let words = Staged::new(&renewal.content);
    words.files()?.iter().try_for_each(|name| fresh.write(&[edition::CONTENT, name].concat(), words.read(name)?))?;
    let order = Order {
        folder: folder.path().to_owned(),
        hosts: renewal.hosts.clone(),
        own_files: None,
        is_release: true,
        address: None,
        built_at: renewal.built_at,
        is_small: renewal.is_small,
    };
    revisions::check(&fresh)?;
    let editions = edition::read_all(&fresh, order.built_at)?;
    let first = editions.first().expect("Languages::parse has counted them");
    let app = app.with_data(&fresh, &first.data, &first.language.tag)?;
    write(&order, &fresh, &editions, &shell, app)?;
    replace(&site, &fresh)
}

fn not_a_site(renewal: &Renewal, lacks: &'static str) -> PublishError {
    PublishError::NotASite { folder: renewal.site.clone(), lacks }
}

/// Everything but what is made of the words, and what is compressed of a file that lies beside it.
fn copy_what_stays(site: &Staged, fresh: &Staged) -> Result<(), PublishError> {
    let is_made = edition::made_anew(site)?;
    let files = site.files()?;
    let is_compressed =
        |name: &str| compressed::original(name).is_some_and(|original| files.iter().any(|file| file == original));
    let stays = |name: &&String| !is_compressed(name) && (name.starts_with(PUBLISHED) || !is_made(name));
    files.iter().filter(stays).try_for_each(|name| fresh.write(name, site.read(name)?))
}

/// First the new files that are named by their bytes, then the rest, the pages last. Pages that somebody has open still ask
/// for old files that are named by their bytes, so those stay.
fn replace(site: &Staged, fresh: &Staged) -> Result<(), PublishError> {
    let mut names = fresh.files()?;
    names.sort_by_key(|name| (name.contains(".html"), !name.starts_with("app-")));
    for name in &names {
        let bytes = fresh.read(name)?;
        if site.read(name).ok().as_ref() != Some(&bytes) {
            site.write(name, bytes)?;
        }
    }
    let is_gone = |name: &&String| !names.contains(name) && !name.starts_with("app-");
    site.files()?.iter().filter(is_gone).try_for_each(|name| site.remove(name))
}

#[cfg(test)]
mod tests;
