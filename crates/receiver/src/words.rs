//! The content and the wording that the receiver works with, read once at the start.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use consultation::content::Content;
use consultation::text::wording::Wording;

use crate::deployer_error::DeployerError;
use crate::digest;

const CONTENT: &str = include_str!("../../../public/content/en-NZ.json");
const WORDING: &str = include_str!("../../../public/content/en-NZ.wording.json");

/// What the page says and asks, and the fixed phrases around it.
#[derive(Clone, Debug)]
pub struct Words {
    /// What the page says and asks.
    pub content: Content,
    /// SHA-256 of the content's file, as hexadecimal digits.
    pub content_sha256: String,
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
        let content_text = text(content.as_deref(), CONTENT)?;
        let wording_text = text(wording.as_deref(), WORDING)?;
        Ok(Self {
            content: parse(content.as_deref(), &content_text, Content::parse)?,
            content_sha256: digest::in_hexadecimal(content_text.as_bytes()),
            wording: parse(wording.as_deref(), &wording_text, Wording::parse)?,
        })
    }
}

fn text(file: Option<&Path>, compiled_in: &'static str) -> Result<Cow<'static, str>, DeployerError> {
    let Some(path) = file else {
        return Ok(Cow::Borrowed(compiled_in));
    };
    let unreadable = |reason| DeployerError::FileUnreadable { path: path.to_owned(), reason };
    std::fs::read_to_string(path).map(Cow::Owned).map_err(unreadable)
}

fn parse<T, E: std::error::Error>(
    file: Option<&Path>,
    text: &str,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<T, DeployerError> {
    let broken = |error: E| DeployerError::WordsBroken {
        path: file.unwrap_or(Path::new("the words compiled in")).to_owned(),
        problems: error.to_string().lines().collect::<Vec<_>>().join("; "),
    };
    parse(text).map_err(broken)
}
