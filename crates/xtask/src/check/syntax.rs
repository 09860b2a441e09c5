//! What keeps a file from being JSON, in words for somebody who has never seen JSON, each thing at the place where it is
//! mended. It goes on after what can be mended in one way only, so that the rest of the file is checked in the same run.

mod brackets;
mod explain;
mod quotes;
mod tokens;

use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;

/// Something that is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxFault {
    /// The byte where it is mended.
    pub at: usize,
    /// What it is, and what to do.
    pub message: String,
    /// The only way to mend it, where there is one.
    mend: Option<Mend>,
}

/// Bytes of a file that are replaced by as many others, so that everything stays where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mend(Vec<(usize, String)>);

/// Everything in a text that is not JSON, up to what can be mended in several ways; and the text as JSON, with every
/// value where it was, where there is no such thing.
pub fn read(text: &str) -> (Vec<SyntaxFault>, Option<String>) {
    let mut faults: Vec<SyntaxFault> = Vec::new();
    let mut json = text.to_owned();
    while let Some(fault) = first_fault(&json) {
        let mended = fault.mend.as_ref().and_then(|mend| mend.applied(&json));
        faults.push(fault);
        match mended {
            Some(mended) => json = mended,
            None => return (faults, None),
        }
    }
    (faults, Some(json))
}

fn first_fault(json: &str) -> Option<SyntaxFault> {
    match parse_to_ast(json, &CollectOptions::default(), &nothing_but_json()) {
        Err(error) => Some(explain::parse_error(json, &error)),
        // That parser is lenient about what stands within a text and between tokens, which this one is not.
        // What is only skipped may hold half a character, or a number that is too large: so it is read whole.
        Ok(_) => serde_json::from_str::<Value>(json).err().map(|error| explain::other_error(json, &error)),
    }
}

fn nothing_but_json() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn fault(at: usize, message: impl Into<String>) -> SyntaxFault {
    SyntaxFault { at, message: message.into(), mend: None }
}

fn mendable(at: usize, message: impl Into<String>, mend: Option<Mend>) -> SyntaxFault {
    SyntaxFault { mend, ..fault(at, message) }
}

impl Mend {
    fn applied(&self, json: &str) -> Option<String> {
        let mut bytes = json.as_bytes().to_vec();
        for (at, replacement) in &self.0 {
            bytes.get_mut(*at..at + replacement.len())?.copy_from_slice(replacement.as_bytes());
        }
        String::from_utf8(bytes).ok().filter(|mended| mended != json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each fault as the text that begins where it is, and its message.
    fn found(text: &str) -> Vec<(String, String)> {
        let rest = |at: usize| text[at..].chars().take(6).collect();
        read(text).0.into_iter().map(|fault| (rest(fault.at), fault.message)).collect()
    }

    #[test]
    fn each_slip_is_named_where_it_is_mended() {
        for (text, place, part) in [
            ("{\"a\": 1\n \"b\": 2}", "\n \"b\":", "a comma is missing at the end of this line: line 2"),
            ("[\"a\"\n\"b\"]", "\n\"b\"]", "a comma is missing"),
            ("{\"a\": {}\n\n \"b\": 2}", "\n\n \"b\"", "a comma is missing at the end of this line: line 3"),
            ("[1 2]", " 2]", "a comma is missing here"),
            ("{\"a\": 1,\n}", ",\n}", "this comma is one too many"),
            ("[1,, 2]", ", 2]", "this comma is one too many"),
            ("{,\"a\": 1}", ",\"a\": ", "this comma is one too many"),
            ("{\"a\": 1,,\"b\": 2}", ",\"b\": ", "this comma is one too many"),
            ("{\"a\": , \"b\": 2}", ", \"b\":", "after the colon a value is missing"),
            ("{\"a\": }", "}", "after the colon a value is missing"),
            ("{\"a\" 1}", " 1}", "a colon is missing"),
            ("{\"a\":\n\"b\": 2}", ": 2}", "a second colon"),
            ("[\"a\": 1]", ": 1]", "a name in a list […]"),
            ("{\"a\": 1; \"b\": 2}", "; \"b\":", "“;” where JSON has a comma"),
            ("{\"a\" = 1}", "= 1}", "“=” where JSON has a colon"),
            ("{\"a\": {\"b\": 1\n", "{\"b\": ", "{ is never closed"),
            ("{\"a\": [1\n", "[1\n", "[ is never closed"),
            ("{\"a\":\n[1}\n", "}\n", "a ] is missing here: the [ of line 2 is still open, or the } of line 2 is one"),
            ("{\"a\":\n{\"b\": 1]\n}", "]\n}", "here stands ], and the { of line 2 ends with }"),
            ("{\n  \"a\": {\n    \"b\": 1\n}\n", "\n}\n", "a } is missing here: the { of line 2 is still open"),
            ("{\"a\": [\n  {\n    \"b\": 1\n  {\n  }\n]}", "{\n  }\n", "here stands { without a name before it"),
            ("[\n  {\"a\": \"x\", \"y\"]", "\"y\"]", "this text has no name: the { of line 2"),
            ("{\"a\": 1}}", "}", "this } is one too many"),
            ("{\"a\": 1} x", "x", "something stands behind the end"),
            ("// c\n{\"a\": 1}", "// c\n{", "JSON has no comments"),
            ("{\"a\": /* x */ 1}", "/* x *", "JSON has no comments"),
            ("{'a': 1}", "'a': 1", "write \" in the place of '"),
            ("{\"a\": 'it''}", "'it''}", "write \" in the place of '"),
            ("{a: 1}", "a: 1}", "“a” needs quotation marks"),
            ("{\"a\": b}", "b}", "“b” stands outside of quotation marks"),
            ("{\"a\": Foo bar\",\n\"b\": \"x\"}", "Foo ba", "“Foo” stands outside of quotation marks"),
            ("{\"a\": True}", "True}", "write true"),
            ("{\"a\": \"He said \"hello\" to\"}", "\"hello", "this quotation mark ends the text"),
            ("{\"a\": \"“b”, \"c\" d\"}", "\"c\" d\"", "this quotation mark ends the text"),
            ("{\"a\": \"foo,\n \"b\": \"x\"}", "\"foo,\n", "no closing quotation mark on its line"),
            ("{\"a\": \"foo\n}", "\"foo\n}", "no closing quotation mark on its line"),
            ("{\"a\": \"foo\nbar\"}", "\"foo\nb", "no closing quotation mark on its line"),
            ("{“a”: 1}", "“a”: 1", "here stands “ where JSON needs the straight quotation mark \""),
            ("{\"a\": \"b”, \"d\": 1}", "”, \"d\"", "here stands ” where JSON needs"),
            ("{\"a\": “b\", \"d\": 1}", "“b\", \"", "here stands “ where JSON needs"),
            ("{\"a\": ‘b’}", "‘b’}", "here stands ‘ where JSON needs"),
            ("{\"a\": \"x\\qy\"}", "\\qy\"}", "“\\q” means nothing in JSON"),
            ("{\"a\": \"x\ty\"}", "\ty\"}", "a tab"),
            ("{\"a\":\u{a0}1}", "\u{a0}1}", "a no-break space"),
            ("{\"a\": 1.5.2}", "1.5.2}", "is not how JSON writes"),
            ("{\"a\": 01}", "01}", "is not how JSON writes"),
            ("{\"a\": .5}", ".5}", "is not how JSON writes"),
            ("{\"a\": \"\\ud83d\"}", "\\ud83d", "means nothing in JSON"),
            ("{\"a\": 1e999}", "9}", "correct it here"),
            ("", "", "this file is empty"),
        ] {
            let found = found(text);
            let is_named = found.first().is_some_and(|(at, message)| {
                *at == place.chars().take(6).collect::<String>() && message.contains(part)
            });
            assert!(is_named, "{text:?} should have “{part}” at {place:?}: {found:?}");
        }
    }

    #[test]
    fn what_can_be_mended_in_one_way_is_and_the_rest_is_read_in_its_place() {
        let text = "{ // words\n  'a': \"x\"\n  “b”: [1, 2,],,\n \"c\":\u{a0}\"Māori\",\n}";
        let (faults, json) = read(text);
        assert_eq!(faults.len(), 8, "{faults:?}");
        let json = json.expect("all of it can be mended");
        let value: Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(value, serde_json::json!({"a": "x", "b": [1, 2], "c": "Māori"}));
        assert_eq!(json.find("Māori"), text.find("Māori"));
    }

    #[test]
    fn whatever_is_lost_or_slips_in_is_found_at_a_place_or_is_still_json() {
        let text = "{\"a\": [1, {\"ā\": \"b “c” \\\"d\\\"\"}],\n  \"e\": true,\n  \"f\": [\"g\", \"h\"]\n}\n";
        let places = text.char_indices().map(|(at, c)| (at, c.len_utf8()));
        for (at, length) in places {
            let (before, rest) = text.split_at(at);
            let lost = [before, &rest[length..]].concat();
            let slipped_in =
                [",", ":", "{", "}", "[", "]", "\"", "'", "“", "”", "\\", "//", "/*", "x", "0", "\n", "\t", "\u{a0}"]
                    .map(|slip| [before, slip, rest].concat());
            for broken in slipped_in.into_iter().chain([lost]) {
                let (faults, json) = read(&broken);
                assert!(faults.iter().all(|fault| broken.is_char_boundary(fault.at)), "{broken}: {faults:?}");
                let is_json = json.is_some_and(|json| serde_json::from_str::<Value>(&json).is_ok());
                assert!(is_json || !faults.is_empty(), "{broken}");
            }
        }
    }

    #[test]
    fn json_is_left_as_it_is() {
        let json = "{\"a\": [\"“b” – ‘c’, d: 'e' // f\", 1, true, null, \"\\\"\\n\"]}\r\n";
        assert_eq!(read(json), (Vec::new(), Some(json.to_owned())));
    }
}
