//! Every revision that was published: the one of now, and those that people may still have open. A site that was published
//! anew is noticed without a restart. Nothing here is ever refused: where files are broken, the words stay as they were.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use consultation::content::updates::is_digest;

use crate::deployer_error::DeployerError;
use crate::publication::{Files, Publication, Sources};

/// Where the content of each revision lies, beside the content of now, under the digest of its file.
const FOLDER: &str = "published";

/// Every revision. What is read lives as long as the program: a site has a few revisions a year.
#[derive(Debug)]
pub struct Published {
    sources: Sources,
    now: Mutex<Now>,
}

#[derive(Clone, Debug)]
struct Now {
    publication: &'static Publication,
    /// Other revisions, by their digest, each read once while that of now stays: a page that is being edited states the digest
    /// of the words before, and its site has those of now under that.
    others: BTreeMap<String, &'static Publication>,
    files: Files,
    /// What the files were when they were last looked at.
    seen: Vec<Option<(SystemTime, u64)>>,
}

impl Published {
    /// Reads the revision of now.
    ///
    /// # Errors
    /// [`DeployerError`] for a file that is missing or broken.
    pub fn load(sources: Sources) -> Result<Self, DeployerError> {
        let now = Now::load(&sources)?;
        Ok(Self { sources, now: Mutex::new(now) })
    }

    /// The revision of now.
    pub fn now(&self) -> &'static Publication {
        self.current().publication
    }

    /// The revision that a sender saw, by the digest of its file; none of one that is not known here. Who states none is
    /// taken to have seen that of now.
    pub fn seen(&self, content_sha256: &str) -> Option<&'static Publication> {
        let mut now = self.current();
        if content_sha256.is_empty() || content_sha256 == now.publication.content_sha256 {
            return Some(now.publication);
        }
        if let Some(known) = now.others.get(content_sha256) {
            return Some(known);
        }
        let other = now.read(content_sha256)?;
        now.others.insert(content_sha256.to_owned(), other);
        Some(other)
    }

    /// What is published now, read again if its files have changed.
    fn current(&self) -> MutexGuard<'_, Now> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = now.files.stamps();
        if seen != now.seen {
            match Now::load(&self.sources) {
                Ok(newer) => *now = newer,
                Err(error) => {
                    tracing::error!("the words that were published stay as they were: {error}");
                    now.seen = seen;
                }
            }
        }
        now
    }
}

impl Now {
    /// The files are looked at before they are read: what changes meanwhile is then noticed.
    fn load(sources: &Sources) -> Result<Self, DeployerError> {
        let files = sources.files()?;
        let seen = files.stamps();
        let publication: &'static Publication = Box::leak(Box::new(Publication::load(sources)?));
        Ok(Self { publication, others: BTreeMap::new(), files, seen })
    }

    /// Another revision, where it lies beside the content of now.
    fn read(&self, content_sha256: &str) -> Option<&'static Publication> {
        let folder = self.files.content.as_deref()?.parent()?;
        let file = folder.join(FOLDER).join([content_sha256, ".json"].concat());
        if !is_digest(content_sha256) || !file.exists() {
            return None;
        }
        let other = self.publication.other(&file, content_sha256, folder);
        let other = other.inspect_err(|error| tracing::error!("a revision is taken as unknown: {error}")).ok()?;
        Some(Box::leak(Box::new(other)))
    }
}

impl Files {
    /// When each was written, and its length.
    fn stamps(&self) -> Vec<Option<(SystemTime, u64)>> {
        let stamp = |file: &Option<PathBuf>| {
            let metadata = file.as_ref()?.metadata().ok()?;
            Some((metadata.modified().ok()?, metadata.len()))
        };
        [&self.languages, &self.content, &self.wording].map(stamp).into()
    }
}
