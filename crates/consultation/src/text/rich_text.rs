//! Text with meaning: links, strong words, words of another language. Never HTML, so there is nothing to sanitise.
//!
//! In JSON a text is a string, or a list of strings and small objects:
//! `["Read ", {"link": "https://…", "text": "the results"}, " in ", {"lang": "mi", "text": "te reo"}, "."]`.
//! A whole text in another language than the page's is `{"lang": "mi", "spans": […]}`.

use crate::json::{FromJson, Json, Reading};
use crate::read_kinds;
use crate::text::language::Language;
use crate::text::link::Href;

/// Text inside one paragraph, label or list item: a string, or a list of strings, links, strong words
/// and words in other languages; in another language than the page's, that list beside the language.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "crate::schema::WrittenText"))]
pub struct RichText {
    /// The language of all of it, where that is another than the page's.
    pub lang: Option<Language>,
    /// Its pieces.
    pub spans: Vec<Span>,
}

/// A piece of a [`RichText`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Plain words.
    Text(String),
    /// Words of strong importance.
    Strong(String),
    /// Words of another language than the page's.
    Lang {
        /// The language.
        lang: Language,
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
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
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
        self.spans.iter().map(Span::text).collect()
    }
}

impl FromJson for RichText {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        match json {
            Json::List(_) => Self { lang: None, spans: FromJson::from_json(json, reading) },
            Json::Object(fields) if fields.iter().any(|(name, _)| name == "spans") => {
                let mut fields = reading.fields(Json::Object(fields));
                let lang = fields.required("lang", reading);
                let spans = fields.required("spans", reading);
                fields.end(reading);
                Self { lang: Some(lang), spans }
            }
            _ => Self { lang: None, spans: vec![Span::from_json(json, reading)] },
        }
    }
}

impl FromJson for Span {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        if let Json::Text(text) = json {
            return Span::Text(text);
        }
        let mut fields = reading.fields(json);
        let link = fields.optional("link", reading);
        let strong = fields.optional("strong", reading);
        let lang = fields.optional("lang", reading);
        let text = fields.optional("text", reading);
        fields.end(reading);
        match (link, strong, lang, text) {
            (Some(href), None, None, Some(text)) => Span::Link { href, text },
            (None, Some(strong), None, None) => Span::Strong(strong),
            (None, None, Some(lang), Some(text)) => Span::Lang { lang, text },
            _ => {
                reading.wrong(&Json::Other, "a text is a string, {link, text}, {strong} or {lang, text}");
                Span::Text(String::new())
            }
        }
    }
}

read_kinds!(Block { "paragraph" => Paragraph, "list" => List, "numbered_list" => NumberedList });

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Result<RichText, String> {
        let tree = serde_json::from_str(json).expect("the test writes JSON");
        crate::json::read(tree).map_err(|error| error.to_string())
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
        assert_eq!(text.spans.len(), 4);
        assert_eq!(
            text.spans[3],
            Span::Lang { lang: Language::try_from("mi".to_owned()).expect("it is a tag"), text: "d".into() }
        );
    }

    #[test]
    fn a_whole_text_can_be_in_another_language() {
        let text = parse(r##"{"lang": "mi", "spans": ["a ", {"link": "#b", "text": "b"}]}"##);
        let text = text.expect("it is well formed");
        assert_eq!((text.plain().as_str(), text.lang.as_ref().map(Language::as_str)), ("a b", Some("mi")));
    }

    #[test]
    fn what_is_not_a_span_is_an_error_that_says_so() {
        for (json, part) in [
            (r#"[{"html": "<b>"}]"#, "/0/html: the field “html” is unknown"),
            (r##"[{"link": "#b"}]"##, "/0: a text is"),
            (r#"[{"link": "javascript:x", "text": "x"}]"#, "/0/link: “javascript:x” cannot be a link"),
            (r#"[1]"#, "/0: this should be an object"),
            (r#"{"strong": 5}"#, "/strong: this should be a string"),
        ] {
            let error = parse(json).expect_err(json);
            assert!(error.contains(part), "{json}: {error}");
        }
    }
}
