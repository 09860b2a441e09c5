//! The file `_headers`: what is written into it, and what is read from it.

mod common;

use common::inputs;
use hosts::headers_file::{HeadersFileError, Rule, RuleError};
use hosts::{HeadersFile, Inputs, Policy};
use proptest::prelude::*;

fn written(inputs: &Inputs) -> String {
    let files = hosts::files(inputs).expect("the inputs are right");
    files.into_iter().find(|file| file.path == "_headers").expect("it is among them").text
}

fn read(text: &str) -> HeadersFile {
    text.parse().expect("the text is right")
}

#[test]
fn the_whole_file() {
    let headers = Policy::new(&inputs()).expect("the inputs are right").headers();
    let everything: String = headers.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    let expected = format!(
        "# Written by the build for Netlify, Cloudflare Pages and `receiver serve --site`.
/*
{everything}/.well-known/security.txt
  Content-Type: text/plain; charset=utf-8
/app-1a2b.js
  Cache-Control: public, max-age=31536000, immutable
/app-1a2b_bg.wasm
  Content-Type: application/wasm
  Cache-Control: public, max-age=31536000, immutable
/closes.ics
  Content-Type: text/calendar; charset=utf-8
/feed.json
  Content-Type: application/feed+json; charset=utf-8
/feed.xml
  Content-Type: application/atom+xml; charset=utf-8
"
    );
    assert_eq!(written(&inputs()), expected);
}

#[test]
fn a_site_under_a_path_can_be_served_there_and_as_a_root() {
    let file = read(&written(&Inputs { address: "https://agency.example/treaty/".to_owned(), ..inputs() }));
    for path in ["/app-1a2b.js", "/treaty/app-1a2b.js"] {
        let caching = file.for_path(path).into_iter().find(|(name, _)| *name == "Cache-Control");
        assert_eq!(caching, Some(("Cache-Control", "public, max-age=31536000, immutable")), "{path}");
    }
}

#[test]
fn no_two_rules_set_a_header_for_one_path_because_cloudflare_would_join_the_values() {
    let file = read(&written(&Inputs { address: "https://agency.example/treaty/".to_owned(), ..inputs() }));
    for path in file.rules.iter().map(Rule::path) {
        let fitting = file.rules.iter().filter(|rule| rule.is_for(path)).flat_map(Rule::headers).count();
        assert_eq!(fitting, file.for_path(path).len(), "{path}");
    }
}

#[test]
fn cloudflare_reads_lines_up_to_2000_characters() {
    let longest = written(&inputs()).lines().map(str::len).max();
    assert!(longest < Some(1800), "{longest:?}");
}

#[test]
fn a_star_stands_for_anything() {
    let file = read("/a/*.ics\n  X-Name: value\n");
    for (path, fits) in
        [("/a/b.ics", true), ("/a/b/c.ics", true), ("/a/.ics", true), ("/b.ics", false), ("/a/b", false)]
    {
        assert_eq!(!file.for_path(path).is_empty(), fits, "{path}");
    }
}

#[test]
fn of_two_rules_the_later_counts() {
    let file = read("/*\n  X-Name: first\n/a\n  x-name: second\n");
    assert_eq!(file.for_path("/a"), [("x-name", "second")]);
}

#[test]
fn what_is_not_understood_is_an_error_with_its_line() {
    let not_a_path = |text: &str| RuleError::NotAPath(text.to_owned());
    let not_a_header = |text: &str| RuleError::NotAHeader(text.to_owned());
    for (text, line, reason) in [
        ("<!doctype html>", 1, not_a_path("<!doctype html>")),
        ("https://a.example/*\n", 1, not_a_path("https://a.example/*")),
        ("# note\n\n/:name\n", 3, not_a_path("/:name")),
        ("/*/*\n", 1, not_a_path("/*/*")),
        ("  X-Name: value\n", 1, RuleError::NoPath("X-Name: value".to_owned())),
        ("/\n  X-Name\n", 2, not_a_header("X-Name")),
        ("/\n  ! X-Name: value\n", 2, not_a_header("! X-Name: value")),
        ("/\n  X-Name:\n", 2, not_a_header("X-Name: ")),
        ("/\n  X-Name: ä\n", 2, not_a_header("X-Name: ä")),
        ("/\n  X-Name: a\n  x-name: b\n", 3, RuleError::SetTwice("x-name".to_owned())),
    ] {
        assert_eq!(text.parse::<HeadersFile>(), Err(HeadersFileError { line, reason }), "{text}");
    }
}

fn rule() -> impl Strategy<Value = Rule> {
    let header = ("[A-Za-z][A-Za-z0-9-]{0,20}", "[ -~]{0,60}");
    ("/[a-zA-Z0-9._/-]{0,20}\\*?[a-z.]{0,5}", prop::collection::vec(header, 0..6)).prop_map(|(path, headers)| {
        let mut rule = Rule::new(&path).expect("the path is plain");
        for (name, value) in headers {
            // What cannot be written is refused, which is as it should be.
            let _ = rule.set(&name, &value);
        }
        rule
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_it_was(rules in prop::collection::vec(rule(), 0..8)) {
        let file = HeadersFile { rules };
        prop_assert_eq!(file.to_string().parse(), Ok(file));
    }

    #[test]
    fn no_text_breaks_the_reading(text in "[ -~\t\r\n]{0,300}") {
        if let Ok(file) = text.parse::<HeadersFile>() {
            prop_assert_eq!(file.to_string().parse(), Ok(file));
        }
    }
}
