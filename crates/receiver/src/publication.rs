//! The content and the wording that the receiver works with, read once at the start.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use consultation::content::languages::{Direction, Languages};
use consultation::content::{Content, ContentError};
use consultation::text::wording::Wording;
use jiff::tz::TimeZone;

use crate::deployer_error::DeployerError;
use crate::digest;

// `build.rs` says which files these are.
const LANGUAGES: &str = include_str!(env!("COMPILED_IN_LANGUAGES"));
const CONTENT: &str = include_str!(env!("COMPILED_IN_CONTENT"));
const WORDING: &str = include_str!(env!("COMPILED_IN_WORDING"));

/// What the page says and asks, and the fixed phrases around it.
#[derive(Clone, Debug)]
pub struct Publication {
    /// What the page says and asks.
    pub content: Content,
    /// SHA-256 of the content's file, as hexadecimal digits.
    pub content_sha256: String,
    /// The fixed phrases.
    pub wording: Wording,
    /// How their language is written.
    pub direction: Direction,
    /// The time zone that the content names.
    pub time_zone: TimeZone,
}

/// Where the words are read from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The built page, which has both files of its first language in its folder `content`, and the list that says which.
    pub site: Option<PathBuf>,
    /// A content file instead.
    pub content: Option<PathBuf>,
    /// A wording file instead.
    pub wording: Option<PathBuf>,
}

impl Publication {
    /// Reads the words: from the files named, else from the site, else those that were compiled in.
    ///
    /// # Errors
    /// [`DeployerError`] for a file that is missing or broken.
    pub fn load(sources: &Sources) -> Result<Self, DeployerError> {
        let of_site = |path: &str| sources.site.as_ref().map(|site| site.join(path));
        let is_list_needed = sources.content.is_none() || sources.wording.is_none();
        let list = of_site(Languages::PATH).filter(|_| is_list_needed);
        let languages = parse(list.as_deref(), &text(list.as_deref(), LANGUAGES)?, Languages::parse)?;
        let first = &languages.first().tag;
        let content = sources.content.clone().or_else(|| of_site(&first.content_path()));
        let wording = sources.wording.clone().or_else(|| of_site(&first.wording_path()));
        let content_text = text(content.as_deref(), CONTENT)?;
        let wording_text = text(wording.as_deref(), WORDING)?;
        let (content, time_zone) = parse(content.as_deref(), &content_text, with_time_zone)?;
        let content_sha256 = digest::in_hexadecimal(&digest::of_bytes(content_text.as_bytes()));
        let wording = parse(wording.as_deref(), &wording_text, Wording::parse)?;
        let direction = languages.direction_of(&content.language);
        Ok(Self { content, content_sha256, wording, direction, time_zone })
    }
}

/// Why a content file is no use here.
#[derive(Debug, thiserror::Error)]
enum Useless {
    #[error(transparent)]
    Content(#[from] ContentError),
    #[error("/time_zone: the IANA database has no time zone “{0}”")]
    TimeZone(String),
}

fn with_time_zone(json: &str) -> Result<(Content, TimeZone), Useless> {
    let content = Content::parse(json)?;
    let name = content.time_zone.as_str();
    let time_zone = TimeZone::get(name).map_err(|_| Useless::TimeZone(name.to_owned()))?;
    Ok((content, time_zone))
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
