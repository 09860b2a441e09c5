//! Puts the rendered page into the `index.html` that Trunk has written.

use consultation::page::Page;

use crate::PublishError;

const ROOT: &str = r#"<div id="app"></div>"#;
const LANGUAGE: &str = r#"<html lang="en-NZ">"#;
const TITLE: &str = "<title></title>";
const DESCRIPTION: &str = r#"<meta name="description" content="">"#;

/// Fills the shell. No white space may come between the root element and the page: hydration would trip over it.
///
/// # Errors
/// [`PublishError::Shell`] when a place is missing or there twice.
pub fn fill(shell: &str, page: &Page, html: &str, data: &str) -> Result<String, PublishError> {
    let content = &page.content;
    let title = format!("<title>{}</title>", escape(&page.title()));
    let description = format!(r#"<meta name="description" content="{}">"#, escape(&content.description));
    let root = format!(
        r#"<div id="app">{html}</div>
<script type="application/json" id="page-data">{data}</script>"#
    );
    let shell = replace_once(shell, LANGUAGE, &format!(r#"<html lang="{}">"#, escape(&content.language)))?;
    let shell = replace_once(&shell, TITLE, &title)?;
    let shell = replace_once(&shell, DESCRIPTION, &description)?;
    replace_once(&shell, ROOT, &root)
}

fn replace_once(text: &str, place: &'static str, with: &str) -> Result<String, PublishError> {
    match text.split_once(place) {
        Some((before, after)) if !after.contains(place) => Ok([before, with, after].concat()),
        _ => Err(PublishError::Shell(place)),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_missing_or_there_twice_is_an_error() {
        assert!(replace_once("a", TITLE, "").is_err());
        assert!(replace_once(&[TITLE, TITLE].concat(), TITLE, "").is_err());
        assert_eq!(replace_once("<title></title>", TITLE, "x").ok().as_deref(), Some("x"));
    }

    #[test]
    fn text_cannot_leave_its_attribute() {
        assert_eq!(escape(r#""><script>&"#), "&quot;>&lt;script>&amp;");
    }
}
