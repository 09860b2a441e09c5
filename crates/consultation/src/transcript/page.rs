//! The copy as a page of its own: one file, without scripts, that asks nobody for anything.

use super::{Line, Transcript};
use crate::text::language::Language;
use crate::text::wording::{Phrase, Wording};

/// Nothing but its own style.
const HEAD: &str = "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
    <style>body{font:1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}\
    pre{font:inherit;white-space:pre-wrap}</style>";

impl Transcript {
    /// Writes it. A title, what is said of the receipt, and every question with its answer.
    pub fn as_page(&self, wording: &Wording, language: &Language, title: &str) -> String {
        let mut html = ["<!doctype html><html lang=\"", language.as_str(), "\">", HEAD].concat();
        for (tag, text) in [("title", title), ("h1", title)] {
            write_element(&mut html, tag, text);
        }
        for line in self.receipt_in_words(wording) {
            write_element(&mut html, "p", &line);
        }
        for Line { question, answer, .. } in self.lines(wording) {
            write_element(&mut html, "h2", &question.label.plain());
            write_element(&mut html, "pre", answer.as_deref().unwrap_or(wording.text(Phrase::NotAnswered)));
        }
        html.push_str("</html>\n");
        html
    }
}

/// HTML drops the first line end of a `pre`, so one is given to be dropped.
fn write_element(html: &mut String, tag: &str, text: &str) {
    html.extend(["<", tag, if tag == "pre" { " dir=\"auto\">\n" } else { ">" }]);
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            other => html.push(other),
        }
    }
    html.extend(["</", tag, ">"]);
}
