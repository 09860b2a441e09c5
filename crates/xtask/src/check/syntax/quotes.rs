//! What is wrong with the quotation marks around a text.

use super::tokens::{self, Found};
use super::{Mend, SyntaxFault, fault, mendable};

/// What programs for writing letters put in the place of straight quotation marks.
pub const CURLY: [char; 10] = ['“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»'];

/// A text before `at` that does not end where it should: on its line, or at a quotation mark that is straight.
pub fn text_that_goes_on(json: &str, at: usize) -> Option<SyntaxFault> {
    let texts = tokens::until(json, at).filter(|found| found.end <= at && json[found.start..].starts_with('"'));
    let texts: Vec<(usize, usize)> = texts.map(|found| (found.start, found.end)).collect();
    let broken = texts.iter().find(|(start, end)| json[*start..*end].contains('\n'));
    let is_last = |(_, end): &&(usize, usize)| json[*end..at].trim().is_empty();
    let (start, end) = *broken.or_else(|| texts.last().filter(is_last))?;
    if let Some(curly_end) = curly_end(&json[start..end]) {
        return Some(curly(json, start + curly_end));
    }
    let is_followed_by_words = broken.is_none() && json[end..].starts_with(char::is_alphanumeric);
    match broken {
        Some(_) => Some(unclosed_text(json, start)),
        None if is_followed_by_words => Some(fault(
            end - 1,
            "this quotation mark ends the text, and words follow: within a text write “ and ”, or \\\"",
        )),
        None => None,
    }
}

/// Where a text ends for its writer: at a curly mark that closes none in it, before what follows a text.
fn curly_end(text: &str) -> Option<usize> {
    let mut open = 0_i32;
    text.char_indices().find_map(|(at, c)| {
        open += i32::from(c == '“' || c == '„') - i32::from(c == '”');
        let rest = text[at + c.len_utf8()..].trim_start_matches(' ');
        (c == '”' && open < 0 && rest.starts_with([',', ':', '}', ']', '\n', '\r'])).then_some(at)
    })
}

/// A text that does not end on its line.
pub fn unclosed_text(json: &str, start: usize) -> SyntaxFault {
    let line = json[start..].lines().next().unwrap_or_default();
    match curly_end(&[line, "\n"].concat()) {
        Some(at) => curly(json, start + at),
        None => {
            fault(start, "the text that begins here has no closing quotation mark on its line: write \" at its end")
        }
    }
}

/// A curly mark around a text. Within texts they are right.
pub fn curly(json: &str, at: usize) -> SyntaxFault {
    let mark = json[at..].chars().next().unwrap_or_default();
    let message = format!("here stands {mark} where JSON needs the straight quotation mark \"");
    let line = json[at + mark.len_utf8()..].lines().next().unwrap_or_default();
    let other = line.char_indices().find(|(_, c)| *c == '"' || CURLY.contains(c));
    let ends_there = |at: usize, c: char| {
        let rest = line[at + c.len_utf8()..].trim_start();
        rest.is_empty() || rest.starts_with([',', ':', '}', ']'])
    };
    let other = other.filter(|(offset, c)| *c != '"' && ends_there(*offset, *c));
    let mend = other.map(|(offset, other)| {
        let pad = |mark: char| " ".repeat(mark.len_utf8() - 1);
        Mend(vec![(at, pad(mark) + "\""), (at + mark.len_utf8() + offset, ["\"", &pad(other)].concat())])
    });
    mendable(at, message, mend)
}

/// A text between single quotation marks.
pub fn single_quoted(json: &str, at: usize) -> SyntaxFault {
    let text = tokens::until(json, at + 1).last().filter(|found| found.start == at);
    let is_plain = |found: &Found<'_>| !json[found.start..found.end].contains(['"', '\\', '\n']);
    let mend = text.filter(is_plain).map(|found| Mend(vec![(at, "\"".to_owned()), (found.end - 1, "\"".to_owned())]));
    mendable(at, "JSON writes texts in straight double quotation marks: write \" in the place of '", mend)
}
