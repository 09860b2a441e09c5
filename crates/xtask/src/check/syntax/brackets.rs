//! Which bracket is lost, or one too many. Brackets alone do not say: how the lines are indented tells what was meant, and
//! is believed where the file can be read further once that is done. Examples that were pasted in may be indented otherwise.

use jsonc_parser::tokens::Token;
use serde::de::IgnoredAny;

use super::tokens::{self, Found};
use super::{SyntaxFault, fault};

/// A bracket that is open.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    bracket: char,
    /// How far the line on which it stands is indented.
    indent: usize,
    /// How far the first line in it is.
    inner: Option<usize>,
    /// Whether a guess is about it already.
    is_guessed: bool,
}

/// What may be wrong, and what the file is without it.
struct Guess {
    fault: SyntaxFault,
    mended: String,
}

/// The slip with which the file can be read furthest, where that is further than it is; the first of several.
pub fn slip(json: &str, until: usize) -> Option<SyntaxFault> {
    let before = reach(json);
    let guesses = Guessing { json, open: Vec::new(), guesses: Vec::new() }.all();
    let guesses = guesses.into_iter().filter(|guess| guess.fault.at <= until);
    let reached = guesses.map(|guess| (reach(&guess.mended), guess.fault)).filter(|(reached, _)| *reached > before);
    reached.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, fault)| fault)
}

/// Line and column up to which a text can be read.
fn reach(json: &str) -> (usize, usize) {
    let error = serde_json::from_str::<IgnoredAny>(json).err();
    error.map_or((usize::MAX, 0), |error| (error.line(), error.column()))
}

struct Guessing<'j> {
    json: &'j str,
    open: Vec<Open>,
    guesses: Vec<Guess>,
}

impl Guessing<'_> {
    fn all(mut self) -> Vec<Guess> {
        let mut behind = 0;
        for found in tokens::until(self.json, self.json.len()) {
            let begins_line = self.json[behind..found.start].contains('\n') || behind == 0;
            match found.token {
                Token::CloseBrace | Token::CloseBracket => self.closes(&found, behind),
                _ if begins_line => self.begins(&found, behind),
                _ => {}
            }
            if let Token::OpenBrace | Token::OpenBracket = found.token {
                let bracket = self.character(found.start);
                let indent = self.indent(found.start);
                self.open.push(Open { start: found.start, bracket, indent, inner: None, is_guessed: false });
            }
            behind = found.end;
        }
        self.still_open(self.json.trim_end().len(), behind);
        self.guesses
    }

    /// A line that begins with anything but a closing bracket is deeper than what it stands in, and as deep as its
    /// neighbours.
    fn begins(&mut self, found: &Found<'_>, behind: usize) {
        let indent = self.indent(found.start);
        let Some(open) = self.open.last().copied() else { return };
        match open.inner {
            _ if open.indent >= indent => self.still_open(found.start, behind),
            Some(inner) if inner < indent => self.opener_missing(behind),
            Some(_) => {}
            None => self.open.last_mut().expect("one is open").inner = Some(indent),
        }
    }

    /// A closing bracket stands on the line of its opening one, or on one that is as deep.
    fn closes(&mut self, found: &Found<'_>, behind: usize) {
        let closing = self.character(found.start);
        let Some(open) = self.open.last().copied() else { return self.closer_too_many(found.start) };
        let is_pair = closing_of(open.bracket) == closing;
        let is_on_its_line = !self.json[open.start..found.start].contains('\n');
        if is_pair && (is_on_its_line || open.indent == self.indent(found.start)) {
            self.open.pop();
            return;
        }
        if !is_pair {
            self.another_closer(found.start, open);
        }
        self.closer_too_many(found.start);
        self.still_open(found.start, behind);
        if let Some(pair) = self.open.iter().rposition(|open| closing_of(open.bracket) == closing) {
            self.open.truncate(pair);
        }
    }

    /// The innermost bracket was to be closed, or is one too many, by `before` at the latest.
    fn still_open(&mut self, before: usize, behind: usize) {
        let Some(open) = self.open.last_mut().filter(|open| !open.is_guessed) else { return };
        open.is_guessed = true;
        let Open { start, bracket, .. } = *open;
        let (line, here) = (tokens::line(self.json, start).0, self.json[before..].chars().next());
        if self.json[start + 1..].starts_with(bracket) {
            self.guess(fault(start, format!("this {bracket} is one too many: take it out")), start, start + 1, "");
        }
        let closing = closing_of(bracket);
        let or = match here.filter(|here| "}]".contains(*here) && *here != closing) {
            Some(here) => format!(", or the {here} of line {} is one too many", tokens::line(self.json, before).0),
            None => String::new(),
        };
        let message = format!("a {closing} is missing here: the {bracket} of line {line} is still open{or}");
        // A comma before it belongs behind it.
        let end = self.json[..behind].trim_end_matches(',').len();
        self.guess(fault(end, message), end, end, &closing.to_string());
    }

    fn another_closer(&mut self, start: usize, open: Open) {
        let (here, meant, line) =
            (self.character(start), closing_of(open.bracket), tokens::line(self.json, open.start).0);
        let message = format!("here stands {here}, and the {} of line {line} ends with {meant}", open.bracket);
        self.guess(fault(start, message), start, start + 1, &meant.to_string());
    }

    fn closer_too_many(&mut self, start: usize) {
        let closing = self.character(start);
        self.guess(fault(start, format!("this {closing} is one too many: take it out")), start, start + 1, "");
    }

    /// `behind` is the end of the line before.
    fn opener_missing(&mut self, behind: usize) {
        for bracket in ["[", "{"] {
            let message = format!("a {bracket} is missing here, at the end of this line: the next one is deeper");
            self.guess(fault(behind, message), behind, behind, bracket);
        }
    }

    fn guess(&mut self, fault: SyntaxFault, start: usize, end: usize, with: &str) {
        let mended = [&self.json[..start], with, &self.json[end..]].concat();
        self.guesses.push(Guess { fault, mended });
    }

    fn character(&self, at: usize) -> char {
        self.json[at..].chars().next().unwrap_or_default()
    }

    fn indent(&self, at: usize) -> usize {
        let (_, line) = tokens::line(self.json, at);
        line.len() - line.trim_start().len()
    }
}

fn closing_of(bracket: char) -> char {
    if bracket == '{' { '}' } else { ']' }
}
