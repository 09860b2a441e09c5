//! Changing and withdrawing what was sent: nothing of it is lost, nothing else is mixed into it, and only its id says whose it is.

mod common;

use std::sync::Arc;

use common::{every_kind, good_answers, good_answers_but, id, seconds, shipped, submission_id, text, wording};
use consultation::content::updates::Revision;
use consultation::delivery::attempt::Attempt;
use consultation::delivery::receipt::Receipt;
use consultation::delivery::reply::Outcome;
use consultation::delivery::submission::Amendment;
use consultation::delivery::{Delivery, Doubt, Reason};
use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::session::record::Record;
use consultation::session::{Amended, Effect, Event, Session, Step};
use consultation::text::wording::Phrase;
use consultation::time::instant::Instant;

fn now() -> Instant {
    "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment")
}

fn session(form: Arc<Form>, answers: Answers) -> Session {
    Session::new(form, Revision { number: 3, sha256: "0f".repeat(32) }, answers)
}

fn receipt(seed: u8) -> Receipt {
    Receipt {
        id: submission_id(seed),
        reference: format!("BCDF-000{seed}"),
        received_at: now(),
        late: false,
        body_sha256: None,
        amends: None,
        takes_changes: true,
    }
}

fn sent_in(effects: &[Effect]) -> Arc<Attempt> {
    let attempts = effects.iter().find_map(|effect| match effect {
        Effect::Send(attempt) => Some(attempt.clone()),
        _ => None,
    });
    attempts.expect("something is sent")
}

fn press(session: &mut Session, seed: u8) -> Arc<Attempt> {
    sent_in(&session.apply(Event::SubmitPressed { id: submission_id(seed), at: now() }).effects)
}

fn arrive(session: &mut Session, receipt: Receipt) -> Vec<Effect> {
    session.apply(Event::AttemptEnded(receipt.id.clone(), Outcome::Received(receipt), 0)).effects
}

/// A session whose good answers have arrived, under the id of the seed 1.
fn received() -> Session {
    let mut session = session(every_kind(), good_answers());
    press(&mut session, 1);
    arrive(&mut session, receipt(1));
    session
}

fn changing() -> Session {
    let mut session = received();
    session.apply(Event::ChangeSentPressed);
    session
}

fn edit(session: &mut Session, question: &str, words: &str) {
    session.apply(Event::AnswerEdited(id(question), text(words)));
}

#[test]
fn what_was_sent_is_in_the_form_again_and_the_change_carries_its_id() {
    let mut session = received();
    let effects = session.apply(Event::ChangeSentPressed).effects;
    for wanted in [Effect::ShowAnswers, Effect::RenewId, Effect::Keep, Effect::ShowStep(Step::Writing)] {
        assert!(effects.contains(&wanted), "{wanted:?} is not in {effects:?}");
    }
    assert_eq!(session.draft().answers(), &good_answers());
    assert!(!session.is_done(), "the form is there");
    edit(&mut session, "treaty", "Better words");
    let attempt = press(&mut session, 2);
    assert_eq!(attempt.amendment(), Some(&Amendment::Replaces(submission_id(1))));
    let replaces = format!(r#","replaces":"{}","answers":{{"#, submission_id(1).as_str());
    assert!(attempt.body().contains(&replaces), "{}", attempt.body());
}

#[test]
fn the_receipt_of_a_change_takes_the_place_of_the_one_before_and_can_be_changed_in_turn() {
    let mut session = changing();
    press(&mut session, 2);
    let effects = arrive(&mut session, Receipt { amends: Some("BCDF-0001".to_owned()), ..receipt(2) });
    assert!(effects.contains(&Effect::ForgetReceipt("BCDF-0001".to_owned())), "{effects:?}");
    assert_eq!((session.amends(), session.step()), (None, Step::Receipt));
    let words = session.transcript().in_words(&wording());
    assert!(words.contains("It takes the place of your earlier submission, BCDF-0001."), "{words}");
    session.apply(Event::ChangeSentPressed);
    assert_eq!(press(&mut session, 3).amendment(), Some(&Amendment::Replaces(submission_id(2))));
}

#[test]
fn another_draft_is_never_mixed_into_a_change() {
    let mut session = received();
    edit(&mut session, "treaty", "For my neighbour");
    let effects = session.apply(Event::ChangeSentPressed).effects;
    assert_eq!(effects, [Effect::Tell(Phrase::DraftInTheWay)]);
    assert_eq!((session.draft().answers().text(&id("treaty")), session.amends()), ("For my neighbour", None));
}

#[test]
fn words_changed_while_it_was_on_its_way_take_its_place_where_the_receiver_can_do_that() {
    for (takes_changes, amendment) in [(true, Some(Amendment::Replaces(submission_id(1)))), (false, None)] {
        let mut session = session(every_kind(), good_answers());
        press(&mut session, 1);
        edit(&mut session, "treaty", "Better words");
        arrive(&mut session, Receipt { takes_changes, ..receipt(1) });
        assert_eq!(press(&mut session, 2).amendment(), amendment.as_ref());
    }
}

#[test]
fn words_written_after_an_earlier_version_arrived_take_its_place() {
    let mut session = session(every_kind(), good_answers());
    press(&mut session, 1);
    let earlier = Outcome::Refused(Reason::EarlierVersionArrived("BCDF-0001".to_owned()), Vec::new());
    session.apply(Event::AttemptEnded(submission_id(1), earlier, 0));
    assert_eq!(press(&mut session, 2).amendment(), Some(&Amendment::Replaces(submission_id(1))));
}

#[test]
fn a_change_survives_a_crash_and_a_file_of_it_tells_nobody_the_id() {
    let mut before = changing();
    edit(&mut before, "treaty", "Better words");
    let parse = |line: &str| serde_json::from_str(line).ok();
    let record = before.record("c", None, now()).and_then(|text| Record::read(&text, parse)).expect("it is kept");
    let mut after = session(every_kind(), Answers::default());
    after.apply(Event::DraftFound(record, seconds()));
    let amended = Amended { id: submission_id(1), reference: "BCDF-0001".to_owned() };
    assert_eq!(after.amends(), Some(&amended));
    assert_eq!(after.draft().answers(), &good_answers_but(&[("treaty", text("Better words"))]));
    let file = before.file("c", now());
    assert!(!file.contains(submission_id(1).as_str()) && file.contains("Better words"), "{file}");
}

#[test]
fn deleting_the_draft_of_a_change_leaves_what_was_sent() {
    let mut session = changing();
    session.apply(Event::DeletePressed);
    assert_eq!(session.amends(), None);
    assert!(session.draft().answers().is_blank() && matches!(session.delivery(), Delivery::Received { .. }));
}

fn withdraw(session: &mut Session, seed: u8) -> Arc<Attempt> {
    sent_in(&session.apply(Event::WithdrawPressed { id: submission_id(seed), at: now() }).effects)
}

#[test]
fn a_withdrawal_carries_the_id_and_not_one_answer() {
    let attempt = withdraw(&mut received(), 2);
    assert_eq!(attempt.amendment(), Some(&Amendment::Withdraws(submission_id(1))));
    let end = format!(r#","withdraws":"{}","answers":{{}}}}"#, submission_id(1).as_str());
    assert!(attempt.body().ends_with(&end), "{}", attempt.body());
}

#[test]
fn the_receipt_of_a_withdrawal_says_so_shows_no_answers_and_can_be_neither_changed_nor_withdrawn() {
    let mut session = received();
    withdraw(&mut session, 2);
    let effects = arrive(&mut session, Receipt { amends: Some("BCDF-0001".to_owned()), ..receipt(2) });
    assert!(effects.contains(&Effect::ForgetReceipt("BCDF-0001".to_owned())), "{effects:?}");
    assert_eq!(session.received_title(&wording()), "You have withdrawn your submission");
    let (transcript, wording) = (session.transcript(), wording());
    let words = transcript.in_words(&wording);
    assert!(
        words.contains("It withdraws your submission BCDF-0001.") && transcript.lines(&wording).is_empty(),
        "{words}"
    );
    for event in [Event::ChangeSentPressed, Event::WithdrawPressed { id: submission_id(3), at: now() }] {
        assert_eq!(session.apply(event).effects, []);
    }
}

#[test]
fn a_withdrawal_that_may_have_arrived_is_sent_again_as_it_was() {
    let mut session = received();
    let attempt = withdraw(&mut session, 2);
    session.apply(Event::AttemptEnded(submission_id(2), Outcome::Unknown(Doubt::NoAnswer), 0));
    assert_eq!(sent_in(&session.apply(Event::RetryPressed).effects).body(), attempt.body());
}

#[test]
fn a_draft_that_is_being_written_stays_when_something_else_is_withdrawn() {
    let mut session = received();
    edit(&mut session, "treaty", "For my neighbour");
    withdraw(&mut session, 2);
    let effects = arrive(&mut session, Receipt { amends: Some("BCDF-0001".to_owned()), ..receipt(2) });
    assert!(!effects.contains(&Effect::EmptyForm), "{effects:?}");
    assert_eq!((session.draft().answers().text(&id("treaty")), session.amends()), ("For my neighbour", None));
}

#[test]
fn what_came_too_late_says_which_one_counts() {
    let begins: [fn(&mut Session) -> Arc<Attempt>; 2] = [|session| press(session, 2), |session| withdraw(session, 2)];
    for (mut session, begin) in [changing(), received()].into_iter().zip(begins) {
        begin(&mut session);
        arrive(&mut session, Receipt { amends: Some("BCDF-0001".to_owned()), late: true, ..receipt(2) });
        let words = session.transcript().receipt_in_words(&wording()).join("\n");
        assert!(words.contains("If your earlier submission, BCDF-0001, came before the closing time"), "{words}");
    }
}

fn feedback() -> Session {
    session(shipped().feedback_form().expect("it has feedback").clone(), Answers::default())
}

#[test]
fn one_press_sends_and_what_is_added_takes_its_place_without_asking_again() {
    let mut session = feedback();
    edit(&mut session, "useful", "no");
    press(&mut session, 1);
    let effects = arrive(&mut session, receipt(1));
    assert!(effects.contains(&Effect::ShowAnswers), "{effects:?}");
    assert!(!session.is_done(), "the box is offered");
    edit(&mut session, "what-went-wrong", "The font");
    let attempt = press(&mut session, 2);
    assert_eq!(attempt.amendment(), Some(&Amendment::Replaces(submission_id(1))));
    let both = [(id("useful"), text("no")), (id("what-went-wrong"), text("The font"))];
    assert_eq!(attempt.answers(), &both.into_iter().collect::<Answers>());
    arrive(&mut session, Receipt { amends: Some("BCDF-0001".to_owned()), ..receipt(2) });
    assert!(session.is_done(), "and offered once");
}

#[test]
fn a_second_press_while_the_first_is_on_its_way_sends_nothing() {
    let mut session = feedback();
    edit(&mut session, "useful", "no");
    press(&mut session, 1);
    edit(&mut session, "useful", "yes");
    assert_eq!(session.apply(Event::SubmitPressed { id: submission_id(2), at: now() }).effects, []);
    assert_eq!(session.draft().answers().answer(&id("useful")), Some(&Answer::Text("yes".to_owned())));
}
