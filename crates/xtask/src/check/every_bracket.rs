//! Brackets that are lost or doubled at the end of each line of the shipped content. Changes nothing in `public/`.

use super::finding::Place;
use super::syntax;

const CONTENT: &str = include_str!("../../../../public/content/en-NZ.json");

/// The content with the bracket at the end of each line lost or doubled in turn: the line, from 1, and what becomes of it.
fn slips() -> impl Iterator<Item = (usize, bool, String)> {
    let lines: Vec<&str> = CONTENT.lines().collect();
    let slipped = move |index: usize, is_doubled: bool| {
        let line = lines.get(index)?;
        let bracket = line.trim_end_matches(',').len().checked_sub(1)?;
        let end = line[bracket..]
            .chars()
            .next()
            .filter(|c| "{}[]".contains(*c))?
            .to_string()
            .repeat(usize::from(is_doubled) * 2);
        let slipped = [&line[..bracket], &end, &line[bracket + 1..]].concat();
        Some((index + 1, is_doubled, [&lines[..index], &[&slipped], &lines[index + 1..]].concat().join("\n")))
    };
    (0..CONTENT.lines().count())
        .flat_map(|index| [(index, false), (index, true)])
        .filter_map(move |(index, is_doubled)| slipped(index, is_doubled))
}

/// A parser alone stops up to 690 lines behind it.
const BOUND: usize = 1;

#[test]
fn a_bracket_that_is_lost_or_doubled_is_found_at_its_line_or_beside_it() {
    for (line, is_doubled, content) in slips() {
        let (faults, _) = syntax::read(&content);
        let found = faults.first().map(|fault| (Place::of_byte(&content, fault.at).line, &fault.message));
        let is_near = found.is_some_and(|(place, _)| place.abs_diff(line) <= BOUND);
        assert!(is_near, "line {line} ({}): {found:?}", if is_doubled { "doubled" } else { "lost" });
    }
}

#[test]
fn lines_that_were_pasted_in_without_indent_are_not_blamed() {
    let pasted = "{\n\"name\": \"Fourth session\",\n\"summary\": [\n{\"paragraph\": \"x\"}\n]\n},\n          {\n            \"name\": \"Third";
    let content = CONTENT.replacen("{\n            \"name\": \"Third", pasted, 1);
    assert!(syntax::read(&content).0.is_empty());
    let lost = content.replacen("        \"closing\": [\n", "        \"closing\":\n", 1);
    let line = lost.lines().position(|line| line.trim() == "\"closing\":").expect("it is there") + 1;
    let (faults, _) = syntax::read(&lost);
    assert_eq!(faults.iter().map(|fault| Place::of_byte(&lost, fault.at).line).collect::<Vec<_>>(), [line]);
}
