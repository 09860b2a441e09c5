//! Advice on what of a translation may still be the first language's, or is not there. That a text is needed, the domain says.

use std::collections::BTreeSet;

use consultation::content::languages::Edition as Language;
use serde_json::Value;

use super::document::{Document, Kind};
use super::finding::Finding;
use super::phrases::NOT_READ;
use super::translation::{Edition, Translation};

/// Shorter texts, such as names, may be the same in several languages.
const SHORTEST: usize = 30;

/// The kinds of what a list of blocks holds.
const BLOCKS: [&str; 3] = ["paragraph", "list", "numbered_list"];

/// Advice for each long text that is the first language's, and for each list of blocks that is shorter than there.
pub fn findings(document: &Document<'_>, edition: &Edition) -> Vec<Finding> {
    let Edition::Translation(translation) = edition else { return Vec::new() };
    let all = [the_same(document, translation), shorter(document, translation)].concat();
    all.into_iter().map(Finding::into_advice).collect()
}

fn the_same(document: &Document<'_>, Translation { first, first_language, .. }: &Translation) -> Vec<Finding> {
    let first = Document::read(String::new(), Kind::Content, first);
    let known: BTreeSet<&str> = first.texts.iter().map(|text| text.value.as_str()).collect();
    let unmarked =
        document.texts.iter().filter(|text| text.language.is_none() && !NOT_READ.contains(&text.field.as_str()));
    let long = unmarked.filter(|text| text.value.chars().count() > SHORTEST);
    let the_same = long.filter(|text| known.contains(text.value.as_str()));
    the_same.map(|text| document.finding(text, untranslated(first_language))).collect()
}

fn untranslated(Language { name, .. }: &Language) -> String {
    format!(
        "this is the text in {name}, and is read out as if it were not: translate it. \
         A paragraph, a question or a hint may be left out as well, and is then shown in {name}"
    )
}

fn shorter(
    document: &Document<'_>,
    Translation { first, first_language, own, completed }: &Translation,
) -> Vec<Finding> {
    let Ok(first) = serde_json::from_str::<Value>(first) else { return Vec::new() };
    let mut lists = Vec::new();
    block_lists(&first, "", &mut lists);
    let pairs = lists.into_iter().map(|(pointer, count)| (completed.pointer_in(own, &pointer), count));
    let found = pairs.filter_map(|(pointer, there)| {
        // A list that is empty is shown in the first language.
        let here = own.pointer(&pointer)?.as_array().map(Vec::len).filter(|here| (1..there).contains(here))?;
        let (blocks, tag) = (if here == 1 { "block" } else { "blocks" }, first_language.tag.as_str());
        let message = format!(
            "{here} {blocks} here, {there} in {tag}: what is not here is not shown in {} either",
            first_language.name
        );
        Some(document.at(&pointer, message))
    });
    found.collect()
}

/// Every list of blocks with the number of them.
fn block_lists(value: &Value, at: &str, lists: &mut Vec<(String, usize)>) {
    match value {
        Value::Array(items) if !items.is_empty() && items.iter().all(is_block) => {
            lists.push((at.to_owned(), items.len()))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| block_lists(item, &format!("{at}/{index}"), lists));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| block_lists(field, &format!("{at}/{name}"), lists));
        }
        _ => {}
    }
}

fn is_block(item: &Value) -> bool {
    item.as_object().is_some_and(|fields| fields.keys().all(|name| BLOCKS.contains(&name.as_str())))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const ENGLISH: &str = include_str!("../../../../public/content/en-NZ.json");

    /// The advice on a content in te reo, beside the English one.
    fn found(own: &Value) -> Vec<(String, String)> {
        let root = tempfile::tempdir().expect("there is room for a folder");
        let list = r#"{"languages": [{"tag": "en-NZ", "name": "English", "direction": "ltr"}, {"tag": "mi", "name": "Te reo", "direction": "ltr"}]}"#;
        let own = own.to_string();
        for (name, text) in [("languages.json", list), ("en-NZ.json", ENGLISH), ("mi.json", &own)] {
            fs::write(root.path().join(name), text).expect("it can be written");
        }
        let document = Document::read("mi.json".to_owned(), Kind::Content, &own);
        let findings = findings(&document, &Edition::of(root.path(), &document));
        assert!(findings.iter().all(|finding| !finding.is_to_mend()));
        findings.into_iter().map(|finding| (finding.pointer.unwrap_or_default(), finding.message)).collect()
    }

    fn english() -> Value {
        serde_json::from_str(ENGLISH).expect("it is JSON")
    }

    #[test]
    fn a_long_text_that_is_still_english_is_named_and_a_short_or_a_marked_one_is_not() {
        let mut own: Value = serde_json::json!({"language": "mi", "title": "Te tiriti", "subtitle": "He whārangi"});
        own["description"] = english()["description"].clone();
        own["agency"] = "Agency".into();
        own["lead"] = serde_json::json!([{"paragraph": {"lang": "en-NZ", "spans": [english()["description"]]}}]);
        let found = found(&own);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "/description");
        assert!(
            found[0].1.starts_with("this is the text in English, and is read out as if it were not: translate it.")
        );
    }

    #[test]
    fn a_list_of_blocks_that_is_shorter_than_in_english_is_named() {
        let mut own = serde_json::json!({"language": "mi", "sections": [
            {"timeline": {"id": "stay-up-to-date", "title": "A", "closing": []}},
            {"prose": {"id": "what-the-treaty-is", "title": "B", "blocks": [{"paragraph": "C"}]}}]});
        let why = "1 block here, 4 in en-NZ: what is not here is not shown in English either";
        assert_eq!(found(&own), [("/sections/1/prose/blocks".to_owned(), why.to_owned())]);
        let four = vec![serde_json::json!({"paragraph": "C"}); 4];
        own["sections"][1]["prose"]["blocks"] = four.into();
        assert_eq!(found(&own), []);
    }
}
