//! The content and the wording that the receiver works with: those of one revision, in one language.

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
    /// Where the page in its language lies below the site's address: nothing for the first language, else like `mi/`.
    pub folder: String,
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

/// The files that are read; none of those that are compiled in.
#[derive(Clone, Debug)]
pub struct Files {
    /// The list of languages.
    pub languages: Option<PathBuf>,
    /// The content.
    pub content: Option<PathBuf>,
    /// The wording.
    pub wording: Option<PathBuf>,
}

impl Publication {
    /// Reads the words: from the files named, else from the site, else those that were compiled in.
    ///
    /// # Errors
    /// [`DeployerError`] for a file that is missing or broken.
    pub fn load(sources: &Sources) -> Result<Self, DeployerError> {
        let files = sources.files()?;
        let languages = languages(files.languages.as_deref())?;
        let content_text = text(files.content.as_deref(), CONTENT)?;
        let wording_text = text(files.wording.as_deref(), WORDING)?;
        let (content, time_zone) = parse(files.content.as_deref(), &content_text, with_time_zone)?;
        let content_sha256 = digest::in_hexadecimal(&digest::of_bytes(content_text.as_bytes()));
        let wording = parse(files.wording.as_deref(), &wording_text, Wording::parse)?;
        let direction = languages.direction_of(&content.language);
        Ok(Self { content, content_sha256, wording, direction, time_zone, folder: String::new() })
    }

    /// Another revision, or language, of what this one is: its content in that file. The words around it are those of its
    /// language where they lie in `folder`, and otherwise this one's.
    ///
    /// # Errors
    /// [`DeployerError`] for a file that is missing or broken.
    pub fn other(&self, file: &Path, content_sha256: &str, folder: &Path) -> Result<Self, DeployerError> {
        let (content, time_zone) = parse(Some(file), &text(Some(file), CONTENT)?, with_time_zone)?;
        let mut other = Self { content, time_zone, content_sha256: content_sha256.to_owned(), ..self.clone() };
        let of_language = |path: String| folder.join(path.trim_start_matches("content/"));
        let wording = of_language(other.content.language.wording_path());
        if other.content.language != self.content.language && wording.exists() {
            let list = Some(of_language(Languages::PATH.to_owned())).filter(|list| list.exists());
            let languages = languages(list.as_deref())?;
            other.wording = parse(Some(&wording), &text(Some(&wording), WORDING)?, Wording::parse)?;
            other.direction = languages.direction_of(&other.content.language);
            other.folder = languages.folder_of(&other.content.language);
        }
        Ok(other)
    }
}

impl Sources {
    /// Which files these are.
    ///
    /// # Errors
    /// [`DeployerError`] for a list of languages that is missing or broken.
    pub fn files(&self) -> Result<Files, DeployerError> {
        let of_site = |path: &str| self.site.as_ref().map(|site| site.join(path));
        let is_list_needed = self.content.is_none() || self.wording.is_none();
        let list = of_site(Languages::PATH).filter(|_| is_list_needed);
        let first = languages(list.as_deref())?.first().tag.clone();
        Ok(Files {
            content: self.content.clone().or_else(|| of_site(&first.content_path())),
            wording: self.wording.clone().or_else(|| of_site(&first.wording_path())),
            languages: list,
        })
    }
}

fn languages(list: Option<&Path>) -> Result<Languages, DeployerError> {
    parse(list, &text(list, LANGUAGES)?, Languages::parse)
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
