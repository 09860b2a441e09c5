//! The languages in which the page is published: `public/content/languages.json`. It knows nothing of their words.

use std::collections::BTreeSet;

use crate::file::{self, FileError};
use crate::json::lines;
use crate::text::language::Language;
use crate::{read_object, read_text};

/// The languages of the site. The first is shown at its address, the others in folders below.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Languages {
    /// Each language once, and one at least.
    pub languages: Vec<Edition>,
}

/// The page in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Edition {
    /// The language's tag, by which its files are named.
    pub tag: Language,
    /// What the language calls itself, for people.
    pub name: String,
    /// How it is written.
    pub direction: Direction,
}

/// Which way a language is written: `ltr`, from left to right, or `rtl`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String", extend("pattern" = "^(ltr|rtl)$")))]
pub enum Direction {
    /// From left to right.
    #[default]
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// The text is no direction.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a direction: write ltr, from left to right, or rtl, from right to left")]
pub struct NotADirection(pub String);

/// Why a list of languages cannot be used. For the editor.
#[derive(Debug, thiserror::Error)]
pub enum LanguagesError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It names none, or one twice; all findings at once.
    #[error("{}", lines(.0))]
    Meaning(Vec<LanguagesProblem>),
}

/// What does not make sense in a well-formed list of languages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LanguagesProblem {
    /// It is empty.
    #[error("the page needs one language at least")]
    None,
    /// Two languages would have the same address. Hosts and file systems do not all tell capital letters apart.
    #[error("“{tag}” is there twice")]
    Twice {
        /// The later of the two, counted from 0.
        entry: usize,
        /// Its tag.
        tag: String,
    },
}

impl LanguagesProblem {
    /// The JSON pointer of the value to change.
    pub fn pointer(&self) -> String {
        match self {
            Self::None => "/languages".to_owned(),
            Self::Twice { entry, .. } => format!("/languages/{entry}/tag"),
        }
    }
}

impl Languages {
    /// Where the site has the list.
    pub const PATH: &str = "content/languages.json";

    /// Reads a list of languages.
    ///
    /// # Errors
    /// [`LanguagesError`], for the editor.
    pub fn parse(json: &str) -> Result<Self, LanguagesError> {
        let languages: Self = file::read(json)?;
        let problems = languages.problems();
        if problems.is_empty() { Ok(languages) } else { Err(LanguagesError::Meaning(problems)) }
    }

    /// What does not make sense in it; empty when all is well.
    pub fn problems(&self) -> Vec<LanguagesProblem> {
        if self.languages.is_empty() {
            return vec![LanguagesProblem::None];
        }
        let mut folders = BTreeSet::new();
        let editions = self.languages.iter().enumerate();
        let twice = editions.filter(|(_, edition)| !folders.insert(edition.tag.folder()));
        twice
            .map(|(entry, Edition { tag, .. })| LanguagesProblem::Twice { entry, tag: tag.as_str().to_owned() })
            .collect()
    }

    /// The language that is shown first.
    ///
    /// # Panics
    /// Never for what [`Languages::parse`] has read.
    pub fn first(&self) -> &Edition {
        self.languages.first().expect("Languages::parse has counted them")
    }

    /// How a language is written: as the list says, or from left to right where it does not have the language.
    pub fn direction_of(&self, language: &Language) -> Direction {
        let edition = self.languages.iter().find(|edition| edition.tag == *language);
        edition.map_or(Direction::LeftToRight, |edition| edition.direction)
    }

    /// The folder of a language's page, below the site's root: nothing for the first language, else like `en-xa/`.
    pub fn folder_of(&self, language: &Language) -> String {
        if self.first().tag == *language { String::new() } else { language.folder() + "/" }
    }
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }

    /// The value of HTML's `dir` for a whole page, where it is not what browsers take for granted.
    pub fn attribute(self) -> Option<&'static str> {
        (self == Direction::RightToLeft).then(|| self.name())
    }
}

impl TryFrom<String> for Direction {
    type Error = NotADirection;

    fn try_from(text: String) -> Result<Self, NotADirection> {
        match text.as_str() {
            "ltr" => Ok(Self::LeftToRight),
            "rtl" => Ok(Self::RightToLeft),
            _ => Err(NotADirection(text)),
        }
    }
}

read_object!(Languages { languages; });
read_object!(Edition { tag, name, direction; });
read_text!(Direction, Self::LeftToRight);

#[cfg(test)]
mod tests {
    use super::*;

    fn error(json: &str) -> String {
        Languages::parse(json).expect_err(json).to_string()
    }

    const ENGLISH: &str = r#"{"tag": "en-NZ", "name": "English", "direction": "ltr"}"#;

    #[test]
    fn the_first_language_lies_at_the_root_and_each_other_in_a_folder() {
        let arabic = r#"{"tag": "ar-Arab-XB", "name": "العربية", "direction": "rtl"}"#;
        let languages = Languages::parse(&format!(r#"{{"languages": [{ENGLISH}, {arabic}]}}"#)).expect("it is right");
        let folders: Vec<_> = languages.languages.iter().map(|edition| languages.folder_of(&edition.tag)).collect();
        assert_eq!(folders, ["", "ar-arab-xb/"]);
        let directions = languages.languages.iter().map(|edition| edition.direction.attribute());
        assert_eq!(directions.collect::<Vec<_>>(), [None, Some("rtl")]);
    }

    #[test]
    fn a_list_that_is_empty_or_names_a_language_twice_is_refused() {
        assert_eq!(error(r#"{"languages": []}"#), "the page needs one language at least");
        let twice = format!(r#"{{"languages": [{ENGLISH}, {}]}}"#, ENGLISH.replace("NZ", "nz"));
        assert_eq!(error(&twice), "“en-nz” is there twice");
    }

    #[test]
    fn a_direction_that_is_none_is_refused() {
        let upwards = format!(r#"{{"languages": [{}]}}"#, ENGLISH.replace("ltr", "up"));
        let why = "/languages/0/direction: “up” is not a direction: \
                   write ltr, from left to right, or rtl, from right to left";
        assert_eq!(error(&upwards), why);
    }
}
