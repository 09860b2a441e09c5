//! What leads to a person is published only where that was meant: an address or a number that is asked for besides.

use serde_json::Value;

use crate::check::document::Document;
use crate::check::finding::Finding;

/// Kinds of questions whose answers lead to a person.
const KINDS: [&str; 3] = ["email", "telephone", "address"];

/// A finding for each such question of a form whose submissions are published, where its “publication” does not name it.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let Ok(content) = serde_json::from_str::<Value>(document.json) else { return Vec::new() };
    let sections = content["sections"].as_array().into_iter().flatten().enumerate();
    let kinds = sections.flat_map(|(index, section)| {
        let fields = section.as_object().into_iter().flatten();
        fields
            .flat_map(move |(kind, section)| named_nowhere(&section["form"], &format!("/sections/{index}/{kind}/form")))
    });
    kinds.map(|(pointer, id)| document.at(&pointer, message(&id))).collect()
}

/// Each such question as the pointer to its kind, and its id.
fn named_nowhere(form: &Value, at: &str) -> Vec<(String, String)> {
    let publication = &form["publication"];
    let parts = form["parts"].as_array().filter(|_| publication.is_object()).into_iter().flatten().enumerate();
    let questions = parts.flat_map(|(part, fields)| {
        let questions = fields["questions"].as_array().into_iter().flatten().enumerate();
        questions.map(move |(index, question)| (format!("{at}/parts/{part}/questions/{index}/kind"), question))
    });
    let open = questions.filter_map(|(pointer, question)| Some((pointer, question["id"].as_str()?, &question["kind"])));
    let open = open.filter(|(_, id, kind)| leads_to_a_person(kind) && !is_named(publication, id));
    open.map(|(pointer, id, _)| (pointer, id.to_owned())).collect()
}

fn leads_to_a_person(kind: &Value) -> bool {
    KINDS.iter().any(|name| kind.get(name).is_some())
}

fn is_named(publication: &Value, id: &str) -> bool {
    ["private", "names"]
        .iter()
        .any(|list| publication[list].as_array().is_some_and(|ids| ids.iter().any(|own| own == id)))
}

fn message(id: &str) -> String {
    format!(
        "this would be published with the other answers: write “{id}” into the list “private” of “publication”, \
         or into “names” if it is published wherever the name is"
    )
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    fn at(kind: &str, publication: &str) -> Vec<String> {
        let json = format!(
            r#"{{"sections": [{{"prose": {{}}}}, {{"have_your_say": {{"form": {{"parts": [{{"questions": [
                {{"id": "a", "kind": {{"long_text": {{}}}}}}, {{"id": "b", "kind": {{"{kind}": {{}}}}}}]}}]{publication}}}}}}}]}}"#
        );
        found(findings, &json).into_iter().map(|(pointer, _)| pointer).collect()
    }

    #[test]
    fn what_leads_to_a_person_is_private_or_goes_with_the_name() {
        for kind in ["email", "telephone", "address"] {
            let nowhere = r#", "publication": {"private": ["a"], "names": []}"#;
            assert_eq!(at(kind, nowhere), ["/sections/1/have_your_say/form/parts/0/questions/1/kind"], "{kind}");
            for named in [r#""private": ["b"], "names": []"#, r#""private": [], "names": ["a", "b"]"#] {
                assert!(at(kind, &format!(r#", "publication": {{{named}}}"#)).is_empty(), "{kind} {named}");
            }
        }
    }

    #[test]
    fn other_kinds_and_forms_whose_submissions_stay_unpublished_are_left_alone() {
        assert!(at("short_text", r#", "publication": {"private": [], "names": []}"#).is_empty());
        assert!(at("email", "").is_empty());
    }
}
