//! What the tests of this crate share: the two contents, the wording, and short ways to write answers and to take a session along. It
//! checks nothing.

#![allow(dead_code, reason = "every test target is a program of its own and takes only what it needs")]

use std::sync::Arc;

use consultation::content::Content;
use consultation::content::updates::Revision;
use consultation::delivery::attempt::Attempt;
use consultation::delivery::submission::SubmissionId;
use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::form::problem::Problem;
use consultation::id::Id;
use consultation::session::record::Record;
use consultation::session::{Effect, Event, Session};
use consultation::text::wording::Wording;
use consultation::time::instant::Instant;

/// The content as it is published.
pub const SHIPPED: &str = include_str!("../../../../public/content/en-NZ.json");

/// The revisions as they are listed.
pub const SHIPPED_UPDATES: &str = include_str!("../../../../public/content/en-NZ.updates.json");

/// The phrases as they are published.
pub const SHIPPED_WORDING: &str = include_str!("../../../../public/content/en-NZ.wording.json");

/// A small content whose form has every kind of question, conditions two deep, and “at least one of these”.
pub const EVERY_KIND: &str = include_str!("../fixtures/every-kind.json");

/// The published content, read.
pub fn shipped() -> Content {
    Content::parse(SHIPPED).expect("the shipped content is right")
}

/// The published phrases, read.
pub fn wording() -> Wording {
    Wording::parse(SHIPPED_WORDING).expect("the shipped wording is right")
}

/// The form of [`EVERY_KIND`].
pub fn every_kind() -> Arc<Form> {
    Content::parse(EVERY_KIND).expect("the fixture is right").have_your_say().form.clone()
}

/// Answers to [`every_kind`] that pass every rule, with nothing to spare: no optional question is answered.
pub fn good_answers() -> Answers {
    answers(&[
        ("full-name", text("Aroha")),
        ("responding-as", text("individual")),
        ("treaty", text("Tēnā koe")),
        ("reply-by", many(&["letter"])),
        ("understood", Answer::Agreed(true)),
    ])
}

/// [`good_answers`] with some of them set to something else.
pub fn good_answers_but(edits: &[(&str, Answer)]) -> Answers {
    let mut answers = good_answers();
    edits.iter().for_each(|(question, answer)| answers.set(id(question), answer.clone()));
    answers
}

/// Answers by the names of their questions.
pub fn answers(pairs: &[(&str, Answer)]) -> Answers {
    pairs.iter().map(|(question, answer)| (id(question), answer.clone())).collect()
}

/// Typed words, or the value of the one chosen.
pub fn text(words: &str) -> Answer {
    Answer::Text(words.to_owned())
}

/// The values of those chosen.
pub fn many(values: &[&str]) -> Answer {
    Answer::Many(values.iter().map(|&value| value.to_owned()).collect())
}

/// A question's id.
pub fn id(name: &str) -> Id {
    Id::try_from(name).expect("the test states an id")
}

/// A submission's id; another `seed`, another id.
pub fn submission_id(seed: u8) -> SubmissionId {
    SubmissionId::from_random([seed; 16])
}

/// Each problem as the name of its question and the code of its cause.
pub fn codes(problems: &[Problem]) -> Vec<(&str, &'static str)> {
    problems.iter().map(|problem| (problem.question.as_str(), problem.cause.code())).collect()
}

/// The same in seconds after 1970.
pub fn seconds() -> u32 {
    u32::try_from(now().unix_seconds()).expect("it is before 2106")
}

/// A moment while the shipped consultation is open.
pub fn now() -> Instant {
    "2022-08-01T09:00:00+12:00".parse().expect("it is a moment")
}

/// Somebody's work on [`every_kind`].
pub fn session(answers: Answers) -> Session {
    Session::new(every_kind(), Revision { number: 3, sha256: "0f".repeat(32) }, answers)
}

/// Asks to send; a new attempt carries the id of the seed.
pub fn press(session: &mut Session, seed: u8) -> Vec<Effect> {
    session.apply(Event::SubmitPressed { id: submission_id(seed), at: now() }).effects
}

/// What goes out.
pub fn sent(effects: &[Effect]) -> Option<Arc<Attempt>> {
    effects.iter().find_map(|effect| match effect {
        Effect::Send(attempt) => Some(attempt.clone()),
        _ => None,
    })
}

/// What is kept of a session on the device.
pub fn kept(session: &mut Session) -> Record {
    let kept = session.record("a-consultation", None, now()).expect("there is something to keep");
    Record::read(&kept, |line| serde_json::from_str(line).ok()).expect("what was kept can be read")
}

/// The page is opened again with what it had kept.
pub fn opened_again(session: &mut Session) -> (Session, Vec<Effect>) {
    let mut again = self::session(Answers::default());
    let effects = again.apply(Event::DraftFound(kept(session), seconds())).effects;
    (again, effects)
}
