//! The Big List of Naughty Strings through every text field of both forms, and through one of each kind that they lack, as JSON
//! and as a browser's own form, into SQLite and into PostgreSQL: each comes out as it went in, and what the rules refuse is
//! refused in both ways alike.

use std::collections::BTreeSet;

use consultation::content::Content;
use consultation::form::Form;
use consultation::form::blank::is_blank;
use consultation::form::kind::Kind;
use consultation::form::question::Question;
use consultation::purpose::Purpose;
use naughty_strings::BLNS;
use serde_json::{Map, Value, json};

use crate::extent::{is_whole, report};
use crate::place::{Place, file};
use crate::postgres_server::PostgresServer;
use crate::serving::{Reply, Serving};
use crate::submissions::id;

/// Of so many strings one is tried with every test.
const OF_MANY: usize = 10;

const SHIPPED: &str = include_str!("../../../../public/content/en-NZ.json");

type Answers = Map<String, Value>;

#[tokio::test]
async fn naughty_strings_come_out_of_every_text_field_as_they_went_in() {
    through_every_text_field("SQLite", &Place::with(file())).await;
}

#[tokio::test]
async fn naughty_strings_come_out_of_every_text_field_as_they_went_in_on_postgresql() {
    let server = PostgresServer::start();
    through_every_text_field("PostgreSQL", &Place::with(server.database())).await;
}

async fn through_every_text_field(kind: &str, place: &Place) {
    let words = with_every_kind_of_text();
    let content = Content::parse(&words).expect("a question of each kind is right");
    let mut trial = Trial { serving: place.start_with(&words), posts: 0, refused: 0 };
    let mut altered = 0;
    let strings: Vec<_> = BLNS.iter().step_by(if is_whole() { 1 } else { OF_MANY }).collect();
    for purpose in [Purpose::Submission, Purpose::Feedback] {
        let form = purpose.form(&content).expect("the shipped content has both");
        let mut expected = Vec::new();
        for string in &strings {
            expected.extend(trial.post_in_both_ways(purpose, form, string).await);
        }
        altered += differences(&place.exported(purpose), &expected);
    }
    let Trial { posts, refused, .. } = trial;
    let of = strings.len();
    report(&format!("naughty strings on {kind}: {of}, posts {posts}, refused alike {refused}, altered {altered}"));
    assert_eq!(altered, 0);
}

/// The shipped content, which has no question of these kinds.
fn with_every_kind_of_text() -> String {
    let mut content: Value = serde_json::from_str(SHIPPED).expect("it is JSON");
    let group = json!({"most": 2, "fields": [{"label": "Name", "max_characters": 4000}]});
    let asked = [("address", json!({})), ("telephone", json!({})), ("date", json!({})), ("add_another", group)];
    let sections = content["sections"].as_array_mut().expect("it has sections");
    let say = sections.iter_mut().find_map(|section| section.get_mut("have_your_say")).expect("one has the form");
    let questions = say["form"]["parts"][0]["questions"].as_array_mut().expect("its first part asks something");
    questions.extend(
        asked
            .into_iter()
            .map(|(name, kind)| json!({"id": name.replace('_', "-"), "label": name, "kind": {name: kind}})),
    );
    content.to_string()
}

/// How many rows have other answers than those that were sent, in the order of arrival; a row too many or too few counts.
fn differences(stored: &[Value], expected: &[Answers]) -> usize {
    let stored = stored.iter().map(|entry| without_blanks(&entry["answers"]));
    let alike = stored.clone().zip(expected).filter(|(stored, expected)| stored == *expected).count();
    stored.len().max(expected.len()) - alike
}

/// A receiver, and how often it was tried.
struct Trial {
    serving: Serving,
    posts: usize,
    refused: usize,
}

impl Trial {
    /// Posts a string in every text field, and then in those alone that take it; gives what is to be stored.
    async fn post_in_both_ways(&mut self, purpose: Purpose, form: &Form, string: &str) -> Vec<Answers> {
        let mut answers = filled(form, |_| Some(string.to_owned()));
        let (mut as_json, mut as_form) = self.post(purpose, &answers).await;
        let refused = refused_in_json(&as_json);
        assert_eq!(refused, refused_on_page(&as_form, form), "{string:?}");
        if !refused.is_empty() {
            self.refused += 1;
            answers = filled(form, |question| match (refused.contains(question.id.as_str()), &question.required) {
                (false, _) => Some(string.to_owned()),
                (true, Some(_)) => Some("Kia ora".to_owned()),
                (true, None) => None,
            });
            (as_json, as_form) = self.post(purpose, &answers).await;
        }
        let statuses = (as_json.status, as_form.status);
        // What shows nothing says nothing, and a form in which nothing is said is refused.
        if statuses == (422, 422) && is_blank(string) {
            return Vec::new();
        }
        assert_eq!(statuses, (201, 303), "{string:?}: {}", as_json.body);
        vec![without_blanks(&json!(answers)); 2]
    }

    /// First as JSON, then as a form.
    async fn post(&mut self, purpose: Purpose, answers: &Answers) -> (Reply, Reply) {
        self.posts += 2;
        let body = json!({"id": id(self.posts as u64), "revision": 1, "answers": answers});
        let as_json = self.serving.post_to(purpose.path(), |request| request.json(&body)).await;
        let fields = form_fields(answers);
        (as_json, self.serving.post_to(purpose.path(), |request| request.form(&fields)).await)
    }
}

/// The form, so answered that every question is asked, with `text` in its text fields.
fn filled(form: &Form, text: impl Fn(&Question) -> Option<String>) -> Answers {
    let answer = |question: &Question| match &question.kind {
        Kind::ChooseOne(_) => Some(value_that_others_wait_for(form, question).into()),
        // A number is no text: it is stored by its digits.
        Kind::ChooseMany(_) | Kind::Number(_) => None,
        Kind::AddAnother(_) => text(question).filter(|text| !text.contains(['\r', '\n'])).map(|text| json!([text])),
        Kind::Declaration(_) => Some(true.into()),
        Kind::ShortText(_)
        | Kind::LongText(_)
        | Kind::Email(_)
        | Kind::Date(_)
        | Kind::Telephone(_)
        | Kind::Address(_) => text(question).map(Value::from),
    };
    form.questions().filter_map(|question| Some((question.id.to_string(), answer(question)?))).collect()
}

fn value_that_others_wait_for(form: &Form, question: &Question) -> String {
    let conditions = form.questions().filter_map(|other| other.show_when.as_ref()).flat_map(|condition| &condition.of);
    let waited_for = conditions.filter(|condition| condition.question == question.id).find_map(|it| it.is.first());
    waited_for.unwrap_or(&question.kind.choices()[0].value).to_string()
}

/// As a browser encodes it: every line end is CR LF.
fn form_fields(answers: &Answers) -> Vec<(&str, String)> {
    let text = |answer: &Value| answer.as_str().or(answer[0].as_str()).map(str::to_owned);
    let value = |answer: &Value| text(answer).map_or("yes".to_owned(), |text| text.replace('\n', "\r\n"));
    let fields = answers.iter().map(|(name, answer)| (name.as_str(), value(answer)));
    fields.chain([("revision", "1".to_owned()), ("step", "send".to_owned())]).collect()
}

fn refused_in_json(reply: &Reply) -> BTreeSet<String> {
    let errors = if reply.status == 422 { reply.json()["errors"].clone() } else { json!([]) };
    let pointers = errors.as_array().expect("it is a list").iter().filter_map(|error| error["pointer"].as_str());
    let names = pointers.map(|pointer| pointer.trim_start_matches("#/answers/"));
    names.filter_map(|name| name.split('/').next()).map(str::to_owned).collect()
}

/// The summary of problems leads to each question.
fn refused_on_page(reply: &Reply, form: &Form) -> BTreeSet<String> {
    let has_link = |question: &&Question| reply.body.contains(&format!("href=\"#{}\"", question.first_control_id()));
    form.questions().filter(has_link).map(|question| question.id.to_string()).collect()
}

/// A browser's form cannot tell an empty field from none.
fn without_blanks(answers: &Value) -> Answers {
    let answers = answers.as_object().expect("answers are an object").clone();
    let is_said = |answer: &Value| answer.as_str().or(answer[0].as_str()).is_none_or(|text| !is_blank(text));
    answers.into_iter().filter(|(_, answer)| is_said(answer)).collect()
}
