//! Whatever the rules accept is stored and exported unchanged.

use std::cell::Cell;

use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::form::kind::Kind;
use consultation::form::rules;
use consultation::id::Id;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::harness::{Receiver, SUBMISSIONS, Setup, id};

/// Any text, with line ends and other characters that have broken programs more often than by chance.
fn words() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![any::<String>(), Just("\r\n".to_owned()), Just("\0".to_owned()), Just("\u{202e}'".to_owned())];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

/// Some answer to each question of the form, mostly of the right kind.
fn some_answers(form: &Form) -> impl Strategy<Value = Answers> + use<> {
    let each = form.questions().map(|question| {
        let answer = match &question.kind {
            Kind::ChooseOne(choices) => {
                let values: Vec<_> = choices.0.iter().map(|choice| choice.value.to_string()).collect();
                prop::sample::select(values).prop_map(|value| Some(Answer::Text(value))).boxed()
            }
            Kind::Declaration(_) => Just(Some(Answer::Agreed(true))).boxed(),
            Kind::Email(_) => {
                prop::option::of("[a-zāē]{1,9}@[a-z]{1,9}\\.nz").prop_map(|text| text.map(Answer::Text)).boxed()
            }
            _ => prop::option::of(words()).prop_map(|text| text.map(Answer::Text)).boxed(),
        };
        (Just(question.id.clone()), answer)
    });
    let answered =
        |all: Vec<(Id, Option<Answer>)>| all.into_iter().filter_map(|(id, answer)| Some((id, answer?))).collect();
    each.collect::<Vec<_>>().prop_map(answered)
}

async fn posted_and_exported(receiver: &Receiver, number: u32, answers: &Answers) -> Option<Value> {
    let body = json!({"id": id(number), "revision": 7, "answers": answers});
    let status = receiver.post_json(SUBMISSIONS, &body).await.status;
    match status {
        201 => Some(receiver.exported().await.last()?["answers"].clone()),
        _ => {
            assert_eq!(status, 422);
            None
        }
    }
}

#[test]
fn answers_are_exported_unchanged_exactly_if_the_rules_accept_them() {
    let runtime = Runtime::new().expect("there are threads");
    let receiver = runtime.block_on(Receiver::start());
    let publication = Setup::new().publication();
    let form = &publication.content.have_your_say().form;
    let posted = Cell::new(0);
    proptest!(ProptestConfig::with_cases(64), |(typed in some_answers(form))| {
        // Half of what applies depends on other answers: this is what the page would send, and the rest is refused.
        for answers in [typed.of_asked_questions(form), typed.clone()] {
            posted.set(posted.get() + 1);
            let expected = rules::check(&answers, form).ok().map(|checked| json!(checked.answers()));
            prop_assert_eq!(runtime.block_on(posted_and_exported(&receiver, posted.get(), &answers)), expected);
        }
    });
}
