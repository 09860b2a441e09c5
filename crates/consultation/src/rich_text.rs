//! Text with meaning: links, strong words, words of another language. Never HTML, so there is nothing to sanitise.
//!
//! In JSON a text is a string, or a list of strings and small objects:
//! `["Read ", {"link": "https://…", "text": "the results"}, " in ", {"lang": "mi", "text": "te reo"}, "."]`.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::link::Href;

/// A run of text inside one paragraph, label or list item.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RichText(pub Vec<Span>);

/// A piece of a [`RichText`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Plain words.
    Text(String),
    /// Words of strong importance.
    Strong(String),
    /// Words of another language than the page's; `lang` is a BCP 47 tag such as `mi`.
    Lang {
        /// The language's tag.
        lang: String,
        /// The words.
        text: String,
    },
    /// A link whose words say where it leads.
    Link {
        /// Where it leads.
        href: Href,
        /// Its words.
        text: String,
    },
}

/// A paragraph or a list.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// One paragraph.
    Paragraph(RichText),
    /// An unordered list.
    List(Vec<RichText>),
    /// A numbered list.
    NumberedList(Vec<RichText>),
}

impl Span {
    /// The words alone.
    pub fn text(&self) -> &str {
        match self {
            Span::Text(text) | Span::Strong(text) => text,
            Span::Lang { text, .. } | Span::Link { text, .. } => text,
        }
    }
}

impl RichText {
    /// The words alone, for places that take no markup: mail, titles, error messages.
    pub fn plain(&self) -> String {
        self.0.iter().map(Span::text).collect()
    }
}

impl<'de> Deserialize<'de> for RichText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RichTextVisitor)
    }
}

/// Reads strings, objects and lists in one pass; serde's `untagged` would buffer, which costs code in the browser.
struct RichTextVisitor;

impl<'de> Visitor<'de> for RichTextVisitor {
    type Value = RichText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text: a string, or a list of strings and {link|strong|lang} objects")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RichText, E> {
        Ok(RichText(vec![Span::Text(text.to_owned())]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RichText, A::Error> {
        let mut spans = Vec::new();
        while let Some(span) = list.next_element()? {
            spans.push(span);
        }
        Ok(RichText(spans))
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpanVisitor)
    }
}

struct SpanVisitor;

impl<'de> Visitor<'de> for SpanVisitor {
    type Value = Span;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#"a string, {"link": …, "text": …}, {"strong": …} or {"lang": …, "text": …}"#)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Span, E> {
        Ok(Span::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Span, A::Error> {
        let (mut link, mut strong, mut lang, mut text) = (None, None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            let slot = match key.as_str() {
                "link" => &mut link,
                "strong" => &mut strong,
                "lang" => &mut lang,
                "text" => &mut text,
                _ => return Err(de::Error::unknown_field(&key, &["link", "strong", "lang", "text"])),
            };
            *slot = Some(map.next_value::<String>()?);
        }
        match (link, strong, lang, text) {
            (Some(link), None, None, Some(text)) => {
                let href = Href::try_from(link).map_err(de::Error::custom)?;
                Ok(Span::Link { href, text })
            }
            (None, Some(strong), None, None) => Ok(Span::Strong(strong)),
            (None, None, Some(lang), Some(text)) => Ok(Span::Lang { lang, text }),
            _ => Err(de::Error::custom(r#"a part of a text is {"link", "text"}, {"strong"} or {"lang", "text"}"#)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Result<RichText, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_string_is_a_text() {
        assert_eq!(parse(r#""Kia ora""#).map(|text| text.plain()), Ok("Kia ora".to_owned()));
    }

    #[test]
    fn every_kind_of_span_is_read() {
        let text = parse(r##"["a ", {"link": "#b", "text": "b"}, {"strong": "c"}, {"lang": "mi", "text": "d"}]"##);
        let text = text.expect("it is well formed");
        assert_eq!(text.plain(), "a bcd");
        assert_eq!(text.0.len(), 4);
        assert_eq!(text.0[3], Span::Lang { lang: "mi".into(), text: "d".into() });
    }

    #[test]
    fn what_is_not_a_span_is_an_error_that_says_so() {
        for (json, part) in [
            (r#"[{"html": "<b>"}]"#, "unknown field `html`"),
            (r##"[{"link": "#b"}]"##, "a part of a text is"),
            (r#"[{"link": "javascript:x", "text": "x"}]"#, "cannot be a link"),
            (r#"[1]"#, "expected a string"),
            (r#"{"strong": "x"}"#, "expected a text"),
        ] {
            let error = parse(json).expect_err(json);
            assert!(error.contains(part), "{json}: {error}");
        }
    }
}
