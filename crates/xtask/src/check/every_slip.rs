//! Slips on every line of the shipped content that a writer's program makes, and that the check mends for itself before it
//! reads on. Changes nothing in `public/`.

use std::fs;
use std::path::Path;

use super::finding::{Finding, Weight};
use super::findings_in;

const CONTENT: &str = include_str!("../../../../public/content/en-NZ.json");

/// What slips into a line, and what the whole file then begins with.
type Slip = (fn(&str) -> String, &'static str);

const SLIPS: [Slip; 7] = [
    (curly, ""),
    (curly, "\u{feff}"),
    (curly, "// “Words”\n"),
    (half_curly, ""),
    (with_comment, ""),
    (with_comma, ""),
    (with_no_break_space, ""),
];

/// “title”: “Stay up to date”,
fn curly(line: &str) -> String {
    line.split_inclusive('"')
        .zip(["“", "”"].into_iter().cycle())
        .map(|(piece, mark)| piece.replace('"', mark))
        .collect()
}

fn half_curly(line: &str) -> String {
    line.replacen('"', "“", 1)
}

fn with_comment(line: &str) -> String {
    [line, " // “so”"].concat()
}

fn with_comma(line: &str) -> String {
    [line, ","].concat()
}

fn with_no_break_space(line: &str) -> String {
    line.replacen("\": ", "\":\u{a0}", 1)
}

/// What is found in the content, in a folder of its own.
fn found(root: &Path, content: &str) -> Vec<Finding> {
    fs::write(root.join("en-NZ.json"), content).expect("it can be written");
    findings_in(root, Path::new("en-NZ.json")).expect("it can be read")
}

#[test]
fn no_slip_on_any_line_ends_the_check() {
    let root = tempfile::tempdir().expect("there is room for a folder");
    let lines: Vec<&str> = CONTENT.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        // Each line with curly marks, and each third with one of the other slips in turn.
        let other = SLIPS[1 + index / 3 % (SLIPS.len() - 1)];
        for (slip, begin) in [Some(SLIPS[0]), (index % 3 == 0).then_some(other)].into_iter().flatten() {
            let slipped = slip(line);
            if slipped == *line {
                continue;
            }
            let content = [&[begin], &lines[..index], &[&slipped], &lines[index + 1..]].concat().join("\n");
            let findings = found(root.path(), &content);
            assert!(findings.iter().any(Finding::is_to_mend), "{slipped}");
        }
    }
}

#[test]
fn a_curly_mark_is_found_where_it_stands_and_advice_waits_until_the_file_is_right() {
    let root = tempfile::tempdir().expect("there is room for a folder");
    let content = CONTENT.replace("\"title\": \"Stay up to date\",", "“title”: “Stay up to date”,");
    let line = content.lines().position(|line| line.contains('“') && line.contains("Stay up")).expect("it is there");
    let findings = found(root.path(), &content);
    let places: Vec<_> = findings.iter().filter(|f| f.message.contains('“')).map(|f| f.place.column).collect();
    assert_eq!(places, [9, 18]);
    assert!(findings.iter().filter(|f| f.message.contains('“')).all(|f| f.place.line == line + 1), "{findings:?}");
    assert!(findings.iter().all(|finding| finding.weight == Weight::ToMend), "{findings:?}");
}
