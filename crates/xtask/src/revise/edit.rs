//! Edits of JSON text that leave everything around them as it is. They are for files that were read before.

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// Content with another number and day.
pub fn dated(content: &str, revision: u32, updated: &str) -> String {
    let content = with_field(content, "revision", &revision.to_string());
    with_field(&content, "updated", &format!("\"{updated}\""))
}

/// An entry of the list of revisions, indented as in its file.
pub fn entry(revision: u32, published: &str, changed: &str, sha256: &str) -> String {
    let changed = serde_json::to_string(changed).expect("a string is always JSON");
    format!(
        "    {{\n      \"revision\": {revision},\n      \"published\": \"{published}\",\n      \
         \"changed\": {changed},\n      \"sha256\": \"{sha256}\"\n    }}"
    )
}

/// The list of revisions with one more entry.
pub fn appended(updates: &str, entry: &str) -> String {
    let (at, text) = inside(updates, |root| {
        let list = root.get_array("updates").expect("the file was read before");
        match list.elements.last() {
            Some(last) => (last.end(), format!(",\n{entry}")),
            None => (list.range.start + 1, format!("\n{entry}\n  ")),
        }
    });
    [&updates[..at], &text, &updates[at..]].concat()
}

/// The list of revisions with the last place of a digest holding another one.
pub fn with_last(updates: &str, digest: &str, other: &str) -> String {
    let at = updates.rfind(digest).expect("the file was read before");
    [&updates[..at], other, &updates[at + digest.len()..]].concat()
}

fn with_field(json: &str, name: &str, value: &str) -> String {
    let range = inside(json, |root| root.get(name).expect("the file was read before").value.range());
    [&json[..range.start], value, &json[range.end..]].concat()
}

fn inside<T>(json: &str, look: impl FnOnce(&Object<'_>) -> T) -> T {
    let parsed = parse_to_ast(json, &CollectOptions::default(), &ParseOptions::default());
    match parsed.expect("the file was read before").value {
        Some(Value::Object(root)) => look(&root),
        _ => unreachable!("the file was read before, as an object"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_without_entries_takes_its_first() {
        assert_eq!(appended("{\n  \"updates\": []\n}\n", "    {}"), "{\n  \"updates\": [\n    {}\n  ]\n}\n");
    }

    #[test]
    fn only_the_outermost_field_of_a_name_is_edited() {
        let json = r#"{"a": {"revision": 7, "updated": "x"}, "revision":  1, "updated": "2022-04-29"}"#;
        assert_eq!(
            dated(json, 2, "2022-05-01"),
            r#"{"a": {"revision": 7, "updated": "x"}, "revision":  2, "updated": "2022-05-01"}"#
        );
    }
}
