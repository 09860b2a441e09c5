//! What a service has taken without a receipt: it is not called received, no word goes, and nothing doubles.

mod common;

use common::*;
use consultation::delivery::Delivery;
use consultation::delivery::reply::{Outcome, Reply};
use consultation::session::{Effect, Event, NextTry, Session};

/// A session whose good answers a service has taken.
fn accepted() -> Session {
    let mut session = session(good_answers());
    press(&mut session, 0);
    let outcome = Outcome::Accepted("A-1".to_owned());
    let effects = session.apply(Event::AttemptEnded(submission_id(0), outcome, 0)).effects;
    assert_eq!(effects, [Effect::FocusOutcome, Effect::RenewId, Effect::Keep]);
    session
}

#[test]
fn it_is_not_called_received_and_every_word_stays() {
    let session = accepted();
    assert_eq!((session.delivery().accepted_as(), session.next_try()), (Some("A-1"), NextTry::Theirs));
    assert_eq!((session.draft().answers(), session.is_done()), (&good_answers(), false));
}

#[test]
fn the_same_words_are_not_sent_again_and_the_person_is_at_what_says_so() {
    let mut session = accepted();
    let before = session.delivery().clone();
    assert_eq!(press(&mut session, 1), [Effect::FocusOutcome]);
    assert_eq!(session.apply(Event::RetryPressed).effects, []);
    assert_eq!(session.apply(Event::ConnectionReturned).effects, []);
    assert_eq!(session.delivery(), &before);
}

#[test]
fn other_words_are_another_submission() {
    let mut session = accepted();
    session.apply(Event::AnswerEdited(id("treaty"), text("Kia ora")));
    let second = sent(&press(&mut session, 1)).expect("they go");
    assert_eq!((second.id(), second.amendment()), (&submission_id(1), None));
    assert!(matches!(session.delivery(), Delivery::InFlight { in_doubt: false, .. }));
}

#[test]
fn it_is_known_after_a_reload_also_where_the_service_calls_it_nothing() {
    let (again, _) = opened_again(&mut accepted());
    assert_eq!((again.delivery(), again.draft().answers()), (accepted().delivery(), &good_answers()));
    let mut nameless = session(good_answers());
    press(&mut nameless, 0);
    nameless.apply(Event::AttemptEnded(submission_id(0), Outcome::Accepted(String::new()), 0));
    let (mut again, _) = opened_again(&mut nameless);
    assert_eq!(again.delivery().accepted_as(), Some(""));
    assert_eq!(sent(&press(&mut again, 1)), None);
}

#[test]
fn deleting_the_draft_forgets_it() {
    let mut session = accepted();
    let effects = session.apply(Event::DeletePressed).effects;
    assert!(effects.contains(&Effect::ForgetAll) && !effects.contains(&Effect::Keep), "{effects:?}");
    assert_eq!(session.delivery(), &Delivery::Idle);
    assert_eq!(session.record("a-consultation", None, now()), None);
}

#[test]
fn on_a_shared_computer_it_is_gone_once_the_page_is_left() {
    let mut session = accepted();
    session.apply(Event::SharedComputerSaid(true));
    session.apply(Event::PageLeft);
    assert_eq!(session.delivery(), &Delivery::Idle);
}

#[test]
fn a_copy_says_when_it_was_first_sent() {
    let mut session = accepted();
    let effects = session.apply(Event::CopyPressed).effects;
    let [Effect::Copy(copy)] = effects.as_slice() else { panic!("nothing is copied, but {effects:?}") };
    assert!(copy.in_words(&wording()).contains("9.00am on Monday 1 August 2022"));
}

#[test]
fn what_may_have_arrived_before_and_is_taken_now_was_taken() {
    let attempt = accepted().delivery().attempt().cloned().expect("it was sent");
    assert_eq!(Reply::Accepted("A-1".to_owned()).outcome(&attempt, ""), Outcome::Accepted("A-1".to_owned()));
}
