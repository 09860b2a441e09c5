//! The content and the wording that the receiver works with, read once at the start.

use std::path::{Path, PathBuf};

use consultation::content::Content;
use consultation::wording::Wording;

use crate::deployer_error::DeployerError;

const CONTENT: &str = include_str!("../../../public/content/en-NZ.json");
const WORDING: &str = include_str!("../../../public/content/en-NZ.wording.json");

/// What the page says and asks, and the fixed phrases around it.
#[derive(Clone, Debug)]
pub struct Words {
    /// What the page says and asks.
    pub content: Content,
    /// The fixed phrases.
    pub wording: Wording,
}

/// Where the words are read from.
#[derive(Clone, Debug, Default)]
pub struct WordSources {
    /// The built page, which has both files in its folder `content`.
    pub site: Option<PathBuf>,
    /// A content file instead.
    pub content: Option<PathBuf>,
    /// A wording file instead.
    pub wording: Option<PathBuf>,
}

impl Words {
    /// Reads the words: from the files named, else from the site, else those that were compiled in.
    ///
    /// # Errors
    /// [`DeployerError`] for a file that is missing or broken.
    pub fn load(sources: &WordSources) -> Result<Self, DeployerError> {
        let of_site = |name: &str| sources.site.as_ref().map(|site| site.join("content").join(name));
        let content = sources.content.clone().or_else(|| of_site("en-NZ.json"));
        let wording = sources.wording.clone().or_else(|| of_site("en-NZ.wording.json"));
        Ok(Self {
            content: parse(content.as_deref(), CONTENT, Content::parse)?,
            wording: parse(wording.as_deref(), WORDING, Wording::parse)?,
        })
    }
}

fn parse<T, E: std::error::Error>(
    file: Option<&Path>,
    compiled_in: &str,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<T, DeployerError> {
    let Some(path) = file else {
        return Ok(parse(compiled_in).expect("the words are checked before they are compiled in"));
    };
    let unreadable = |reason| DeployerError::FileUnreadable { path: path.to_owned(), reason };
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let broken = |error: E| DeployerError::WordsBroken {
        path: path.to_owned(),
        problems: error.to_string().lines().collect::<Vec<_>>().join("; "),
    };
    parse(&text).map_err(broken)
}
