//! What is wrong at the place where a parser stopped, told from the text around it.

use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::tokens::Token;

use super::brackets;
use super::quotes::{CURLY, curly, single_quoted, text_that_goes_on, unclosed_text};
use super::tokens::{self, Found, Open};
use super::{Mend, SyntaxFault, fault, mendable};

/// Why a text is not JSON.
pub fn parse_error(json: &str, error: &ParseError) -> SyntaxFault {
    let fault = where_it_stopped(json, error);
    let is_of_a_bracket = fault.mend.is_none() && may_be_of_a_bracket(error.kind());
    let stopped = match error.kind() {
        // Of what is never closed, the parser names the beginning.
        ParseErrorKind::UnterminatedObject | ParseErrorKind::UnterminatedArray => json.len(),
        _ => fault.at.max(error.range().start),
    };
    is_of_a_bracket.then(|| brackets::slip(json, stopped)).flatten().unwrap_or(fault)
}

/// A parser stops at what cannot follow; the bracket that is to blame may stand far before.
fn may_be_of_a_bracket(kind: &ParseErrorKind) -> bool {
    use ParseErrorKind::*;
    matches!(
        kind,
        UnterminatedObject
            | UnterminatedArray
            | UnexpectedCloseBrace
            | UnexpectedCloseBracket
            | UnexpectedTokenInObject
            | UnexpectedColon
            | ExpectedColonAfterObjectKey
            | ExpectedComma
            | MultipleRootJsonValues
    )
}

fn where_it_stopped(json: &str, error: &ParseError) -> SyntaxFault {
    use ParseErrorKind::*;
    let (at, end) = (error.range().start, error.range().end);
    let here = &json[at..end];
    let before = json[..at].trim_end();
    if let Some(fault) = text_that_goes_on(json, at) {
        return fault;
    }
    match error.kind() {
        String(jsonc_parser::ParseStringErrorKind::UnterminatedStringLiteral) => unclosed_text(json, at),
        String(_) => fault(at, format!("“{here}” means nothing in JSON: a backslash is written twice, \\\\")),
        CommentsNotAllowed => mendable(at, "JSON has no comments: take this out", spaces(json, at, end)),
        UnterminatedCommentBlock => fault(at, "JSON has no comments: take this out"),
        SingleQuotedStringsNotAllowed => single_quoted(json, at),
        UnterminatedObject | UnterminatedArray => never_closed(json, at, here),
        ExpectedColonAfterObjectKey if here.starts_with([',', '}', ']']) => no_name(json, before.len()),
        ExpectedColonAfterObjectKey => {
            fault(before.len(), "a colon is missing here: it stands between a name and its value")
        }
        ExpectedComma if is_amid_a_number(json, at) => no_number(json, at),
        ExpectedComma => missing_comma(json, at),
        UnexpectedColon => {
            fault(at, "a name in a list […]: a { before it is missing, or the name and its colon are too many")
        }
        MultipleRootJsonValues if here.starts_with(['}', ']']) => fault(at, format!("this {here} is one too many")),
        MultipleRootJsonValues => fault(at, "something stands behind the end of the file’s { … }: take it out"),
        _ if here.starts_with([',', '}', ']']) && before.ends_with(':') => {
            fault(at, "after the colon a value is missing, before this")
        }
        TrailingCommasNotAllowed | UnexpectedComma | UnexpectedTokenInObject if here == "," => {
            mendable(at, "this comma is one too many: take it out", spaces(json, at, end))
        }
        UnexpectedTokenInObject if here == ":" => {
            fault(at, "a second colon: before this name a { is missing, or the value of the name before it")
        }
        UnexpectedCloseBrace | UnexpectedCloseBracket | UnexpectedTokenInObject if here.starts_with(['}', ']']) => {
            still_open(json, at, here)
        }
        UnexpectedTokenInObject => unnamed(json, at, here),
        ExpectedStringObjectProperty => fault(at, format!("“{here}” needs quotation marks: \"{here}\"")),
        _ => word(json, at, here),
    }
}

/// Why a text is not JSON that only the lenient parser reads.
pub fn other_error(json: &str, error: &serde_json::Error) -> SyntaxFault {
    let mut behind = 0;
    for Found { start, end, token } in tokens::until(json, json.len()) {
        if let Some((at, space)) = char_at(json, behind, start, |c| !" \t\r\n".contains(c)) {
            let spaces = spaces(json, at, at + space.len_utf8());
            return mendable(
                at,
                "here stands a no-break space, or another that JSON does not know: type it again",
                spaces,
            );
        }
        let is_text = matches!(token, Token::String(_));
        if let Some((at, c)) = char_at(json, start, end, |c| is_text && c.is_control()) {
            let mend = spaces(json, at, at + 1);
            return match c {
                '\n' | '\r' => SyntaxFault { mend, ..unclosed_text(json, start) },
                _ => mendable(at, "here stands a tab, or another character that nobody sees: write a space", mend),
            };
        }
        behind = end;
    }
    if json.trim().is_empty() {
        return fault(0, "this file is empty");
    }
    let line: usize = json.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = json.floor_char_boundary((line + error.column().saturating_sub(1)).min(json.len()));
    fault(at, format!("{error}: correct it here, or just before here"))
}

fn spaces(json: &str, start: usize, end: usize) -> Option<Mend> {
    Some(Mend(vec![(start, " ".repeat(json.get(start..end)?.len()))]))
}

fn char_at(json: &str, start: usize, end: usize, is_it: impl Fn(char) -> bool) -> Option<(usize, char)> {
    let mut characters = json.get(start..end)?.char_indices();
    characters.find(|(_, c)| is_it(*c)).map(|(offset, c)| (start + offset, c))
}

/// The comma goes to the end of the value before it.
fn missing_comma(json: &str, at: usize) -> SyntaxFault {
    let gap = json[at..].len() - json[at..].trim_start().len();
    let (line, next) = (tokens::line(json, at).0, tokens::line(json, at + gap).0);
    let message = match next > line {
        true => format!("a comma is missing at the end of this line: line {next} goes on with another value"),
        false => "a comma is missing here, between this value and the next".to_owned(),
    };
    let is_space = json[at..].starts_with(|c: char| c.is_ascii_whitespace());
    mendable(at, message, is_space.then(|| Mend(vec![(at, ",".to_owned())])))
}

fn is_amid_a_number(json: &str, at: usize) -> bool {
    json[..at].ends_with(|c: char| c.is_ascii_digit())
        && json[at..].starts_with(|c: char| c.is_ascii_digit() || c == '.')
}

fn no_number(json: &str, at: usize) -> SyntaxFault {
    let start = json[..at].trim_end_matches(|c: char| c.is_ascii_digit() || "+-.".contains(c)).len();
    fault(start, "this is not how JSON writes a number: digits alone, the first of them not 0")
}

fn still_open(json: &str, at: usize, here: &str) -> SyntaxFault {
    match tokens::open_at(json, at) {
        Some(open) => to_be_closed(json, open),
        None => fault(at, format!("this {here} is one too many")),
    }
}

fn to_be_closed(json: &str, Open { start, bracket, before }: Open) -> SyntaxFault {
    let (line, _) = tokens::line(json, start);
    let here = json[before..].chars().next().unwrap_or_default();
    let or = if "]}".contains(here) { ", or take this one out" } else { "" };
    fault(before, format!("here stands {here}, and the {bracket} of line {line} is still open: close it before{or}"))
}

fn never_closed(json: &str, at: usize, here: &str) -> SyntaxFault {
    let open = tokens::open_at(json, json.len()).filter(|open| open.before < json.len());
    match (open, here.starts_with('[')) {
        (Some(open), _) => to_be_closed(json, open),
        (None, true) => fault(at, "this [ is never closed: the ] that ends it is missing"),
        (None, false) => fault(at, "this { is never closed: the } that ends it is missing"),
    }
}

/// Something that has no name, in an object.
fn unnamed(json: &str, at: usize, here: &str) -> SyntaxFault {
    let here = here.chars().next().unwrap_or_default();
    let Some(open) = tokens::open_at(json, at) else {
        return fault(at, format!("here stands {here} without a name before it"));
    };
    let (line, _) = tokens::line(json, open.start);
    if open.before < at {
        return to_be_closed(json, open);
    }
    let message = format!(
        "here stands {here} without a name before it: the {{ of line {line} is still open, a [ is missing before a list, or a name before this"
    );
    fault(at, message)
}

/// A text in an object that is no name; `end` is behind it.
fn no_name(json: &str, end: usize) -> SyntaxFault {
    let text = tokens::until(json, end).last().map_or(end, |text| text.start);
    let Some(open) = tokens::open_at(json, text) else { return fault(text, "this text has no name") };
    let (line, _) = tokens::line(json, open.start);
    fault(
        text,
        format!("this text has no name: the {{ of line {line} is still open, or a [ is missing before a list of texts"),
    )
}

/// What no JSON has outside of texts.
fn word(json: &str, at: usize, here: &str) -> SyntaxFault {
    let rest = &json[at..];
    if rest.starts_with(CURLY) {
        return curly(json, at);
    }
    let is_number =
        here.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) || json[..at].ends_with(['-', '+']);
    let meant = match here.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    };
    match meant {
        Some(meant) => fault(at, format!("“{here}” is no value in JSON: write {meant}, or \"{here}\" for a text")),
        None if is_number => no_number(json, at),
        None if here.starts_with(';') => fault(at, "here stands “;” where JSON has a comma"),
        None if here.starts_with('=') => fault(at, "here stands “=” where JSON has a colon"),
        None => {
            fault(at, format!("“{here}” stands outside of quotation marks: a text has \" before it and \" after it"))
        }
    }
}
