//! The name of a language, as HTML and HTTP have it.

use crate::read_text;

/// A language tag (BCP 47), such as `mi` or `en-NZ`.
///
/// Whether somebody has registered it is not asked; that it is nothing but a tag is, because it goes into HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))
)]
pub struct Language(String);

/// The text is no language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a language: write its tag, like mi or en-NZ")]
pub struct NotALanguage(pub String);

impl Language {
    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the site has the content of this language.
    pub fn content_path(&self) -> String {
        self.path(".json")
    }

    /// Where the site has the fixed phrases of this language.
    pub fn wording_path(&self) -> String {
        self.path(".wording.json")
    }

    /// Where the site lists the revisions of the content in this language.
    pub fn updates_path(&self) -> String {
        self.path(".updates.json")
    }

    /// The tag as the name of a folder.
    pub(crate) fn folder(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    fn path(&self, end: &str) -> String {
        ["content/", &self.0, end].concat()
    }
}

impl TryFrom<String> for Language {
    type Error = NotALanguage;

    fn try_from(tag: String) -> Result<Self, NotALanguage> {
        let mut parts = tag.split('-');
        let is_language = parts.next().is_some_and(|part| has_length(part, 2, 3) && part.bytes().all(is_letter));
        let is_tag =
            parts.all(|part| has_length(part, 2, 8) && part.bytes().all(|b| is_letter(b) || b.is_ascii_digit()));
        if is_language && is_tag { Ok(Self(tag)) } else { Err(NotALanguage(tag)) }
    }
}

fn has_length(part: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&part.len())
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic()
}

read_text!(Language, Self(String::new()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_languages_and_nothing_else_is() {
        for tag in ["mi", "en-NZ", "zh-Hant-TW", "es-419", "sm"] {
            assert!(Language::try_from(tag.to_owned()).is_ok(), "{tag}");
        }
        for tag in ["", "m", "english", "en_NZ", "en-", "-NZ", "en--NZ", "12", "x\"><script>", "mi ", "māo"] {
            assert_eq!(Language::try_from(tag.to_owned()), Err(NotALanguage(tag.to_owned())));
        }
    }
}
