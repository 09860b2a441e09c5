//! `docs/content.md`, done from the document alone: each task in order, in a copy of the words. After each, the check finds
//! nothing, and the page shows what the task is for.

#[path = "content_walk/document.rs"]
mod document;
#[path = "content_walk/editor.rs"]
mod editor;

use document::{TASKS_BEGIN, TASKS_END, tasks};
use editor::Editor;

const DOCUMENT: &str = include_str!("../../../docs/content.md");

const WHILE_OPEN: &str = "2022-08-01T09:00:00+12:00";
const AFTER_CLOSING: &str = "2022-08-31T12:00:00+12:00";

/// What a task is for: when it is looked for, in which file of the site, and what is there only once it is done.
const MADE: [(&str, &str, &str, &str); 14] = [
    ("Change a word", WHILE_OPEN, "index.html", "Where the negotiations are</h2>"),
    ("Add a session", WHILE_OPEN, "index.html", "Fourth session"),
    ("Open a consultation", "2022-07-17T12:00:00+12:00", "index.html", "Opens at 9.00am on Monday 18 July 2022"),
    ("Close it", AFTER_CLOSING, "index.html", "Closed at 5.00pm on Tuesday 30 August 2022"),
    ("Close it", WHILE_OPEN, "index.html", "<strong>30 August 5.00pm</strong>"),
    ("Publish the results", AFTER_CLOSING, "index.html", "Results planned by Monday 31 October 2022"),
    ("Publish the results", "2022-10-28T12:00:00+13:00", "index.html", "Submissions about this: 871"),
    (
        "Begin the next round, and end",
        WHILE_OPEN,
        "index.html",
        ">Read the results of the August 2022 consultation</a>",
    ),
    ("Add a question", WHILE_OPEN, "index.html", "type=\"tel\""),
    ("Ask only some people", WHILE_OPEN, "index.html", "How many members does the organisation have?"),
    ("Add a chapter", WHILE_OPEN, "index.html", "seven chapters of the treaty"),
    ("Add a chapter", WHILE_OPEN, "index.html", "Safeguards</h3>"),
    ("Add a language", WHILE_OPEN, "mi/index.html", "Tukuna mai ō whakaaro</h2>"),
    ("Add a language", WHILE_OPEN, "mi/index.html", "lang=\"en-NZ\">We only use it to ask about your submission, or"),
];

/// Does every task; the first that cannot be done, or leaves something to mend, says so.
fn walk(document: &str) -> Result<(), String> {
    let editor = Editor::new();
    for task in tasks(document)? {
        let made = MADE.iter().filter(|(heading, ..)| *heading == task.heading);
        let is_there = |(_, moment, file, words): &(_, &str, &str, &str)| editor.page(moment, file).contains(words);
        if made.clone().any(is_there) {
            return Err(format!("{}: what it is for is there before it is done", task.heading));
        }
        task.steps.iter().try_for_each(|step| editor.takes(step)).map_err(|why| format!("{}: {why}", task.heading))?;
        editor.xtask(&["check"]).map_err(|why| format!("{}: {why}", task.heading))?;
        if let Some((.., words)) = made.clone().find(|made| !is_there(made)) {
            return Err(format!("{}: the page has no “{words}”", task.heading));
        }
    }
    Ok(())
}

#[test]
fn every_task_can_be_done_from_the_document_alone() {
    assert_eq!(walk(DOCUMENT), Ok(()));
}

#[test]
fn each_task_is_looked_for() {
    let mut looked_for: Vec<&str> = MADE.iter().map(|(heading, ..)| *heading).collect();
    looked_for.dedup();
    let tasks = tasks(DOCUMENT).expect("the document is right");
    assert_eq!(tasks.iter().map(|task| task.heading.as_str()).collect::<Vec<_>>(), looked_for);
}

/// Why the walk ends when a piece of the document is another.
fn with(piece: &str, other: &str) -> String {
    assert_eq!(DOCUMENT.matches(piece).count(), 1, "{piece}");
    walk(&DOCUMENT.replace(piece, other)).expect_err("it is a mistake")
}

#[test]
fn a_comma_that_an_example_lacks_is_found() {
    let why = with("\"title\": \"Where the negotiations are\",", "\"title\": \"Where the negotiations are\"");
    assert!(why.starts_with("Change a word: ") && why.contains("comma is missing"), "{why}");
}

#[test]
fn a_field_that_an_example_spells_wrong_is_found() {
    let why = with("\"city\": \"Vienna\"", "\"town\": \"Vienna\"");
    assert!(why.starts_with("Add a session: "), "{why}");
}

#[test]
fn a_place_that_is_not_there_is_found() {
    let why = with("after `\"id\": \"on-preamble\"`", "after `\"id\": \"on-preambles\"`");
    assert_eq!(why, "Add a chapter: en-NZ.json has 0 things \"id\": \"on-preambles\" in lists “parts”");
    let why = with("the line with `23 August 5.00pm`", "the line with `August`");
    assert!(why.starts_with("Close it: en-NZ.json has ") && why.ends_with(" lines with “August”"), "{why}");
}

#[test]
fn a_line_that_is_not_there_to_be_taken_out_is_found() {
    let why = with("take out the line with `or to tell", "take out the line with `and to tell");
    assert!(why.starts_with("Add a language: mi.json has 0 lines with “and to tell"), "{why}");
}

#[test]
fn an_example_that_says_no_place_is_found() {
    let why = with("\nIn `en-NZ.json`, in the list `private`, after `\"email\"`:\n", "\nThis too:\n");
    assert_eq!(why, "Add a question: nothing says where this goes: \"telephone\"");
}

#[test]
fn a_task_that_does_nothing_is_found() {
    let why = with("  \"name\": \"Fourth session\",", "  \"name\": \"Forth session\",");
    assert_eq!(why, "Add a session: the page has no “Fourth session”");
}

#[test]
fn a_revision_that_is_forgotten_is_found() {
    let why = with("cargo xtask revise \"The fourth session was added.\"", "cargo xtask check");
    assert!(why.starts_with("Add a session: ") && why.contains("has changed since revision"), "{why}");
}

#[test]
fn the_tasks_stand_between_how_to_read_them_and_the_reference() {
    for heading in [TASKS_BEGIN, TASKS_END] {
        assert_eq!(DOCUMENT.matches(&format!("\n## {heading}\n")).count(), 1, "{heading}");
    }
}
