//! The files of a folder that are for the public. It decides by the file itself, after links, case and encodings.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use tower_http::services::fs::{Backend, TokioBackend, TokioFile};

/// What is written for the server of a host, at the top of a site; so is everything there that begins with `_`.
const FOR_HOSTS: [&str; 7] = [
    "cname",
    "firebase.json",
    "netlify.toml",
    "staticwebapp.config.json",
    "vercel.json",
    "web.config",
    "wrangler.toml",
];

/// The one hidden folder that is public (RFC 8615).
const WELL_KNOWN: &str = ".well-known";

/// The public files in a folder. Any other is as good as missing.
#[derive(Clone, Debug)]
pub struct PublicFiles {
    folder: PathBuf,
}

type Answer<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

impl PublicFiles {
    /// Those in this folder. It may be a link, and lead to another folder later.
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    async fn find(self, path: PathBuf) -> io::Result<PathBuf> {
        let folder = tokio::fs::canonicalize(&self.folder).await?;
        // Names that are too long, links in a circle and the like are missing files too.
        let file = tokio::fs::canonicalize(path).await.map_err(|_| io::ErrorKind::NotFound)?;
        let is_public = file.strip_prefix(&folder).is_ok_and(is_public);
        // Nobody may wait for a pipe.
        let metadata = tokio::fs::metadata(&file).await?;
        let is_readable = metadata.is_file() || metadata.is_dir();
        if is_public && is_readable { Ok(file) } else { Err(io::ErrorKind::NotFound.into()) }
    }
}

impl Backend for PublicFiles {
    type File = TokioFile;
    type Metadata = Metadata;
    type OpenFuture = Answer<TokioFile>;
    type MetadataFuture = Answer<Metadata>;

    fn open(&self, path: PathBuf) -> Answer<TokioFile> {
        let files = self.clone();
        Box::pin(async move { TokioBackend.open(files.find(path).await?).await })
    }

    fn metadata(&self, path: PathBuf) -> Answer<Metadata> {
        let files = self.clone();
        Box::pin(async move { TokioBackend.metadata(files.find(path).await?).await })
    }
}

/// Whether a file is public, by its path in the folder.
fn is_public(path: &Path) -> bool {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy().to_ascii_lowercase()).collect();
    let Some(top) = names.first() else {
        return true;
    };
    // Compressed ones have longer names.
    let is_for_host = top.starts_with('_') || FOR_HOSTS.iter().any(|name| top.starts_with(name));
    let visible_from = usize::from(top == WELL_KNOWN);
    !is_for_host && !names[visible_from..].iter().any(|name| name.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_and_what_is_well_known_are_public() {
        for path in ["", "index.html", "content/en-NZ.json", ".well-known/security.txt", "a_bg.wasm", "data/_x.json"] {
            assert!(is_public(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn hidden_files_and_those_for_hosts_are_not() {
        for path in [
            ".env",
            ".git/config",
            "a/.env",
            ".well-known/.env",
            "a/.well-known/x",
            "_headers",
            "_headers.br",
            "_worker.js/index.js",
            "staticwebapp.config.json.gz",
            "CNAME",
            "Web.config",
        ] {
            assert!(!is_public(Path::new(path)), "{path}");
        }
    }
}
