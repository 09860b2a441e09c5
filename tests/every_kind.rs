//! What every kind of question promises, the same in the domain, on the page, in a plain post, and on the receiver's pages.

use std::collections::BTreeSet;

use consultation::content::Content;
use consultation::content::languages::Direction;
use consultation::content::page::Page;
use consultation::delivery::submission::SubmissionId;
use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::form::kind::Kind;
use consultation::form::kind::add_another::{AddAnother, part_name};
use consultation::form::problem::{Cause, Problem};
use consultation::form::question::Question;
use consultation::form::rules::check;
use consultation::purpose::Purpose;
use consultation::text::wording::Wording;
use have_your_say::runtime::Runtime;
use have_your_say::view::page::page as draw;
use jiff::tz::TimeZone;
use leptos::prelude::*;
use receiver::http::pages::{FormAgain, Frame, Notice, form_again};
use receiver::http::submissions::form_body;
use receiver::intake::posted::PostedSubmission;
use receiver::publication::Publication;
use serde_json::{Value, json};

const EVERY_KIND: &str = include_str!("../crates/consultation/tests/fixtures/every-kind.json");
const WORDING: &str = include_str!("../public/content/en-NZ.wording.json");

/// The fixture, with a hint at every question.
fn content() -> Value {
    let mut content: Value = serde_json::from_str(EVERY_KIND).expect("it is JSON");
    let parts = content["sections"][0]["have_your_say"]["form"]["parts"].as_array_mut().expect("it has parts");
    for question in parts.iter_mut().flat_map(|part| part["questions"].as_array_mut().expect("it has questions")) {
        question["hint"] = json!(format!("A hint for {}", question["id"]));
    }
    content
}

fn publication() -> Publication {
    let content = Content::parse(&content().to_string()).expect("the fixture is right");
    let wording = wording();
    let (direction, time_zone) = (Direction::LeftToRight, TimeZone::UTC);
    Publication { content, content_sha256: "0f".repeat(32), wording, direction, time_zone, folder: String::new() }
}

fn wording() -> Wording {
    Wording::parse(WORDING).expect("the shipped wording is right")
}

fn posted(answers: &Answers) -> PostedSubmission {
    let (id, answers) = (SubmissionId::from_random([7; 16]), answers.clone());
    PostedSubmission { id, revision: 1, content_sha256: String::new(), amendment: None, answers, sealed: None }
}

fn form(publication: &Publication) -> &Form {
    &publication.content.have_your_say().form
}

/// The page as it is prerendered.
fn page() -> String {
    let page = json!({
        "content": content(),
        "updates": {"updates": []},
        "wording": wording().texts().collect::<Vec<_>>(),
        "config": {"address": "https://a.example/", "security_contact": "mailto:s@a.example",
            "submission_endpoint": "/api/submissions", "feedback_endpoint": "/api/feedback"},
        "rendered_at": "2022-08-01T09:00:00+12:00",
        "to_root": "",
    });
    let page: &'static Page = Box::leak(Box::new(Page::parse(&page.to_string()).expect("the fixture is right")));
    Owner::new().with(|| draw(page, Runtime::new(page)).to_html()).replace("<!>", "")
}

/// The receiver's page, on which every question has a problem.
fn page_with_problems(publication: &Publication, answers: &Answers) -> String {
    let problem = |question: &Question| Problem { question: question.id.clone(), cause: Cause::WrongKind };
    let notice = Notice::ProblemsFound(form(publication).questions().map(problem).collect());
    let again = FormAgain { submission: posted(answers), notice };
    form_again(Frame { publication, page: "/", rehearsed: None }, Purpose::Submission, &again).into_html()
}

/// The tag that has an id, and what follows it.
fn at<'a>(html: &'a str, id: &str) -> (&'a str, &'a str) {
    let place = html.find(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("nothing has the id {id} in {html}"));
    let start = html[..place].rfind('<').expect("an id stands in a tag");
    let end = place + html[place..].find('>').expect("a tag ends");
    (&html[start..=end], &html[end + 1..])
}

/// The words of some HTML.
fn text_of(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

/// The id of a question's control, or of the first.
fn control_of(question: &Question) -> String {
    question.first_control_id()
}

fn is_group(question: &Question) -> bool {
    matches!(question.kind, Kind::ChooseOne(_) | Kind::ChooseMany(_) | Kind::Declaration(_) | Kind::AddAnother(_))
}

/// A good answer to each question, whatever it depends on.
fn good_answer(question: &Question) -> Answer {
    match &question.kind {
        Kind::ShortText(_) => Answer::Text("Kāi & co".to_owned()),
        Kind::LongText(_) => Answer::Text("one\ntwo".to_owned()),
        Kind::Email(_) => Answer::Text("name@example.com".to_owned()),
        Kind::ChooseOne(kind) => Answer::Text(kind.0[1].value.to_string()),
        Kind::ChooseMany(kind) => Answer::Many(kind.0.iter().map(|choice| choice.value.to_string()).collect()),
        Kind::Declaration(_) => Answer::Agreed(true),
        Kind::Date(_) => Answer::Text("1901-08-03".to_owned()),
        Kind::Telephone(_) => Answer::Text("+64 (4) 123 4567".to_owned()),
        Kind::Number(_) => Answer::Text("1200".to_owned()),
        Kind::Address(_) => Answer::Text("1 The Terrace\nWellington".to_owned()),
        Kind::AddAnother(_) => Answer::Many(vec!["Aroha\nChair".to_owned(), "Tama\n".to_owned()]),
    }
}

fn good_answers(form: &Form) -> Answers {
    form.questions().map(|question| (question.id.clone(), good_answer(question))).collect()
}

#[test]
fn every_kind_is_in_the_fixture_and_has_answers_that_keep_its_rules() {
    let publication = publication();
    let kinds: BTreeSet<_> = form(&publication)
        .questions()
        .map(|question| std::mem::discriminant(&question.kind))
        .map(|kind| format!("{kind:?}"))
        .collect();
    assert_eq!(kinds.len(), 11);
    assert_eq!(check(&good_answers(form(&publication)), form(&publication)).err(), None);
}

/// The id of each control, with its label.
fn labels(question: &Question) -> Vec<(String, String)> {
    match &question.kind {
        Kind::ChooseOne(_) | Kind::ChooseMany(_) => question
            .kind
            .choices()
            .iter()
            .map(|choice| (question.choice_id(&choice.value), choice.label.plain()))
            .collect(),
        Kind::AddAnother(kind) => kind
            .places()
            .map(|(group, place)| {
                (question.element_id(&part_name(group, place)), format!("{} {}", kind.fields[place].label, group + 1))
            })
            .collect(),
        _ => vec![(control_of(question), question.label.plain())],
    }
}

#[test]
fn the_label_of_a_question_and_of_each_choice_is_tied_to_its_control_on_both_pages() {
    let publication = publication();
    for html in [page(), page_with_problems(&publication, &Answers::default())] {
        for question in form(&publication).questions() {
            let (control, _) = at(&html, &control_of(question));
            assert!(control.contains(&format!("name=\"{}\"", question.id)), "{control}");
            let labels = labels(question);
            for (id, label) in labels {
                let tied = html.split(&format!("for=\"{id}\"")).nth(1).unwrap_or_else(|| panic!("{id} has no label"));
                let label = if matches!(question.kind, Kind::Declaration(_)) { String::new() } else { label };
                let text =
                    text_of(tied.split_once('>').expect("a tag ends").1.split("</label>").next().unwrap_or_default());
                assert!(text.contains(&label), "{id}: {label} is not in {text}");
            }
            assert!(html.contains(&question.label.plain()));
        }
    }
}

#[test]
fn hint_and_problem_have_the_same_ids_on_both_pages_and_describe_their_control() {
    let publication = publication();
    let (plain, wrong) = (page(), page_with_problems(&publication, &Answers::default()));
    for question in form(&publication).questions() {
        let (hint, problem) = (question.element_id("hint"), question.element_id("problem"));
        for html in [&plain, &wrong] {
            assert!(at(html, &hint).1.starts_with("A hint for "), "{hint}");
            at(html, &problem);
            let described = format!("aria-describedby=\"{hint}");
            assert!(html.contains(&described), "{described}");
        }
        let expected = format!("aria-describedby=\"{hint} {problem}");
        assert!(wrong.contains(&expected), "{expected}");
        let message = Problem { question: question.id.clone(), cause: Cause::WrongKind }
            .message(form(&publication), &publication.wording);
        assert!(at(&wrong, &problem).1.contains(&message), "{message}");
        if !is_group(question) {
            assert!(at(&wrong, &control_of(question)).0.contains("aria-invalid=\"true\""), "{}", question.id);
        }
    }
}

#[test]
fn no_id_stands_twice_on_either_page() {
    for html in [page(), page_with_problems(&publication(), &Answers::default())] {
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let different: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), different.len(), "{ids:?}");
    }
}

#[test]
fn what_the_receivers_page_posts_is_read_as_what_was_answered() {
    let publication = publication();
    let answers = good_answers(form(&publication));
    let html = page_with_problems(&publication, &answers);
    let mut fields = vec!["revision=3".to_owned()];
    for question in form(&publication).questions() {
        let chosen = |id: &str| at(&html, id).0.contains(" checked");
        match (&question.kind, answers.answer(&question.id).expect("it is answered")) {
            (Kind::ChooseOne(_) | Kind::ChooseMany(_), _) => fields.extend(
                question
                    .kind
                    .choices()
                    .iter()
                    .filter(|choice| chosen(&question.choice_id(&choice.value)))
                    .map(|choice| format!("{}={}", question.id, choice.value)),
            ),
            (Kind::Declaration(_), _) => {
                fields.extend(chosen(question.id.as_str()).then(|| format!("{}=yes", question.id)))
            }
            (Kind::AddAnother(kind), Answer::Many(groups)) => {
                for (group, place) in kind.places() {
                    let (id, typed) =
                        (question.element_id(&part_name(group, place)), AddAnother::typed_in(groups, group, place));
                    assert!(at(&html, &id).0.contains(&format!("value=\"{typed}\"")), "{id}");
                    fields.push(format!("{}={typed}", question.id));
                }
            }
            (Kind::LongText(_) | Kind::Address(_), Answer::Text(text)) => {
                assert!(at(&html, question.id.as_str()).1.starts_with(&format!("\n{text}</textarea>")));
                fields.push(format!("{}={}", question.id, text.replace('\n', "%0D%0A")));
            }
            (_, Answer::Text(text)) => {
                let typed = text.replace('&', "&amp;");
                assert!(at(&html, question.id.as_str()).0.contains(&format!("value=\"{typed}\"")), "{typed}");
                fields.push(format!("{}={}", question.id, text.replace('&', "%26").replace('+', "%2B")));
            }
            (_, other) => panic!("{other:?} is no answer to {}", question.id),
        }
    }
    let fresh = SubmissionId::from_random([7; 16]);
    let posted = form_body::parse(fields.join("&").as_bytes(), form(&publication), &fresh).expect("it is a form");
    assert_eq!(posted.submission.answers.normal(form(&publication)), answers.normal(form(&publication)));
}
