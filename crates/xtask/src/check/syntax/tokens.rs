//! The tokens of a text that need not be JSON. Judges nothing.

use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};

/// A token, from its first byte to behind its last.
pub struct Found<'a> {
    /// Where it begins.
    pub start: usize,
    /// Where it has ended.
    pub end: usize,
    /// What it is.
    pub token: Token<'a>,
}

/// The tokens up to a byte, or up to what is none.
pub fn until(text: &str, end: usize) -> impl Iterator<Item = Found<'_>> {
    let mut scanner = Scanner::new(text, &ScannerOptions::default());
    std::iter::from_fn(move || {
        let token = scanner.scan().ok()??;
        Some(Found { start: scanner.token_start(), end: scanner.token_end(), token })
    })
    .take_while(move |found| found.start < end)
}

/// A bracket that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Where it was opened.
    pub start: usize,
    /// Which it is.
    pub bracket: char,
    /// The byte before which it is to be closed.
    pub before: usize,
}

/// The bracket that is to be closed before a byte: the first that is closed on a line of another indent than its own, or
/// the one that is open there.
pub fn open_at(text: &str, at: usize) -> Option<Open> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for found in until(text, at + 1) {
        match found.token {
            Token::OpenBrace if found.start < at => open.push((found.start, '{')),
            Token::OpenBracket if found.start < at => open.push((found.start, '[')),
            Token::CloseBrace | Token::CloseBracket => {
                let &(start, bracket) = open.last()?;
                let (_, before) = line(text, found.start);
                if before.trim().is_empty() && before != indent(text, start) {
                    return Some(Open { start, bracket, before: found.start });
                }
                if found.start < at {
                    open.pop();
                }
            }
            _ => {}
        }
    }
    open.pop().map(|(start, bracket)| Open { start, bracket, before: at })
}

/// The number of a line, from 1, and what stands on it before a byte.
pub fn line(text: &str, at: usize) -> (usize, &str) {
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, &before[start..])
}

fn indent(text: &str, at: usize) -> &str {
    let (_, before) = line(text, at);
    &before[..before.len() - before.trim_start().len()]
}
