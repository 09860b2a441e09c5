//! The only writer of what is sent, and of what is digested. It writes JSON without spaces; readers are elsewhere.

use super::submission::{Amendment, Submission};
use crate::form::answers::{Answer, Answers};
use crate::json::writer::{write_answers, write_text};
use crate::purpose::Purpose;

/// The body of a post.
pub fn body(submission: &Submission) -> String {
    let mut json = String::from("{\"id\":");
    write_text(&mut json, submission.id.as_str());
    json.push_str(",\"revision\":");
    json.push_str(&submission.revision.to_string());
    json.push_str(",\"content_sha256\":");
    write_text(&mut json, &submission.content_sha256);
    write_amendment(&mut json, submission.amendment.as_ref());
    json.push_str(",\"answers\":");
    write_answers(&mut json, submission.answers().iter().map(|(id, answer)| (id.as_str(), answer)));
    json.push('}');
    json
}

/// What tells one submission from another whatever its id: the same for the same words, however they were sent.
/// `answers` are normal ([`Answers::normal`]); their order does not matter.
pub fn canonical(purpose: Purpose, revision: u32, amendment: Option<&Amendment>, answers: &Answers) -> String {
    let mut sorted: Vec<(&str, &Answer)> = answers.iter().map(|(id, answer)| (id.as_str(), answer)).collect();
    sorted.sort_unstable_by_key(|(id, _)| *id);
    let mut json = canonical_head(purpose, revision, amendment);
    json.push_str(",\"answers\":");
    write_answers(&mut json, sorted.into_iter());
    json.push('}');
    json
}

/// The same of one that is sealed, whose words nobody can compare: the seal stands for them, as it came.
pub fn canonical_sealed(purpose: Purpose, revision: u32, amendment: Option<&Amendment>, sealed: &str) -> String {
    [&canonical_head(purpose, revision, amendment), ",\"sealed\":", sealed, "}"].concat()
}

fn canonical_head(purpose: Purpose, revision: u32, amendment: Option<&Amendment>) -> String {
    let mut json = String::from("{\"form\":");
    write_text(&mut json, purpose.name());
    json.push_str(",\"revision\":");
    json.push_str(&revision.to_string());
    write_amendment(&mut json, amendment);
    json
}

fn write_amendment(json: &mut String, amendment: Option<&Amendment>) {
    if let Some(amendment) = amendment {
        json.push_str(&[",\"", amendment.field(), "\":"].concat());
        write_text(json, amendment.earlier().as_str());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::*;
    use crate::content::updates::Revision;
    use crate::delivery::submission::SubmissionId;
    use crate::id::Id;

    /// What an endpoint reads.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        id: SubmissionId,
        revision: u32,
        content_sha256: String,
        answers: Answers,
    }

    fn any_answer() -> impl Strategy<Value = Answer> {
        prop_oneof![
            any::<String>().prop_map(Answer::Text),
            prop::collection::vec(any::<String>(), 0..4).prop_map(Answer::Many),
            any::<bool>().prop_map(Answer::Agreed),
        ]
    }

    fn any_answers() -> impl Strategy<Value = Answers> {
        let id = "[a-z]{1,6}(-[a-z0-9]{1,6})?".prop_map(|id| Id::try_from(id.as_str()).expect("it is an id"));
        prop::collection::vec((id, any_answer()), 0..6).prop_map(|pairs| pairs.into_iter().collect())
    }

    fn submission(answers: &Answers) -> Submission {
        let revision = Revision { number: 7, sha256: "0f".repeat(32) };
        Submission::of_answers(SubmissionId::from_random([7; 16]), revision, answers.clone())
    }

    proptest! {
        #[test]
        fn a_body_is_read_back_as_what_was_sent(answers in any_answers()) {
            let sent = submission(&answers);
            let read: Body = serde_json::from_str(&body(&sent)).expect("it is JSON");
            prop_assert_eq!((read.id, read.revision, read.content_sha256), (sent.id, 7, "0f".repeat(32)));
            prop_assert_eq!(read.answers, answers);
        }

        #[test]
        fn every_character_is_written_as_a_well_kept_library_writes_it(answers in any_answers()) {
            let canonical = canonical(Purpose::Submission, 7, None, &answers);
            let sorted: Value = serde_json::to_value(&answers).expect("answers are JSON");
            // Without its feature `preserve_order`, serde_json sorts the fields of a value.
            let answers = serde_json::to_string(&sorted).expect("a value is JSON");
            prop_assert_eq!(canonical, format!(r#"{{"form":"submission","revision":7,"answers":{answers}}}"#));
        }
    }

    #[test]
    fn the_whole_is_without_spaces() {
        let answers: Answers =
            serde_json::from_value(json!({"b": ["x", "y"], "a": "\u{1f}\"\\/é🦊", "c": true, "d": []}))
                .expect("they are answers");
        let written = canonical(Purpose::Feedback, 1, None, &answers);
        let expected =
            r#"{"form":"feedback","revision":1,"answers":{"a":"\u001f\"\\/é🦊","b":["x","y"],"c":true,"d":[]}}"#;
        assert_eq!(written, expected);
    }
}
