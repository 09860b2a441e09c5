//! Tries that go by themselves: when they go, when not, and that they take nothing from a person who writes on.

mod common;

use common::*;
use consultation::delivery::receipt::Receipt;
use consultation::delivery::reply::Outcome;
use consultation::delivery::sealing::NotSealed;
use consultation::delivery::{Delivery, Doubt, Reason};
use consultation::form::answers::Answers;
use consultation::session::record::Record;
use consultation::session::{Effect, Event, NextTry, Session, Step};

/// What was pressed once is on its way.
fn sending() -> Session {
    let mut session = session(good_answers());
    press(&mut session, 0);
    session
}

fn end(session: &mut Session, outcome: Outcome) -> Vec<Effect> {
    session.apply(Event::AttemptEnded(submission_id(0), outcome, 0)).effects
}

fn refused(because: Reason) -> Outcome {
    Outcome::Refused(because, Vec::new())
}

fn ended(outcome: Outcome) -> Session {
    let mut session = sending();
    end(&mut session, outcome);
    session
}

fn received() -> Outcome {
    Outcome::Received(Receipt {
        id: submission_id(0),
        reference: "BCDF-2345".to_owned(),
        received_at: now(),
        late: false,
        body_sha256: None,
        amends: None,
        takes_changes: true,
    })
}

/// What passes with time.
fn passing() -> Vec<Outcome> {
    vec![Outcome::Unknown(Doubt::NoAnswer), Outcome::Unknown(Doubt::ReceiverTrouble), refused(Reason::Offline)]
}

fn sends(effects: &[Effect]) -> Option<String> {
    sent(effects).map(|attempt| attempt.body().to_owned())
}

#[test]
fn what_may_pass_is_tried_again_by_itself_with_the_same_bytes_and_nobody_loses_the_focus() {
    for outcome in passing() {
        let mut session = sending();
        let first = session.delivery().attempt().map(|attempt| attempt.body().to_owned());
        assert!(end(&mut session, outcome.clone()).contains(&Effect::TryIn(10)), "{outcome:?}");
        session.apply(Event::TryNeared(4));
        assert_eq!(session.next_try(), NextTry::In(4), "{outcome:?}");
        let effects = session.apply(Event::TryNeared(0)).effects;
        assert_eq!((sends(&effects), effects.len(), session.next_try()), (first, 1, NextTry::UnderWay), "{outcome:?}");
        let effects = end(&mut session, outcome.clone());
        assert!(effects.contains(&Effect::TryIn(20)) && !effects.contains(&Effect::FocusOutcome), "{outcome:?}");
        session.apply(Event::TryNeared(0));
        end(&mut session, received());
        assert!(session.is_done(), "{outcome:?}");
    }
}

#[test]
fn what_time_does_not_mend_waits_for_the_person() {
    for outcome in [
        Outcome::Unknown(Doubt::NoReceipt),
        refused(Reason::TooLarge),
        refused(Reason::NotSaid),
        refused(Reason::OtherForm),
        refused(Reason::EarlierVersionArrived("BCDF-2345".to_owned())),
    ] {
        assert_eq!(ended(outcome.clone()).next_try(), NextTry::Theirs, "{outcome:?}");
    }
}

#[test]
fn where_doubles_are_not_told_apart_the_person_decides_about_every_try() {
    for outcome in passing() {
        let mut session = sending();
        session.set_tells_doubles_apart(false);
        end(&mut session, outcome.clone());
        assert_eq!(session.next_try(), NextTry::Theirs, "{outcome:?}");
        assert_eq!(session.apply(Event::ConnectionReturned).effects, [], "{outcome:?}");
        assert!(sends(&session.apply(Event::RetryPressed).effects).is_some(), "{outcome:?}");
    }
}

#[test]
fn a_person_stops_it_or_goes_ahead() {
    for outcome in passing() {
        let mut session = ended(outcome.clone());
        session.apply(Event::StopPressed);
        assert_eq!(session.apply(Event::TryNeared(0)).effects, [], "{outcome:?}");
        assert!(sends(&session.apply(Event::RetryPressed).effects).is_some(), "{outcome:?}");
        assert_eq!(session.apply(Event::TryNeared(0)).effects, [], "it is on its way: {outcome:?}");
    }
}

#[test]
fn a_press_while_a_try_is_on_its_way_sends_nothing() {
    let mut session = ended(refused(Reason::Offline));
    session.apply(Event::TryNeared(0));
    for press in [Event::RetryPressed, Event::SubmitPressed { id: submission_id(9), at: now() }, Event::StopPressed] {
        assert_eq!(sends(&session.apply(press).effects), None);
    }
    assert_eq!(session.next_try(), NextTry::UnderWay);
}

#[test]
fn a_connection_that_returns_sends_once() {
    let mut session = ended(refused(Reason::Offline));
    assert!(sends(&session.apply(Event::ConnectionReturned).effects).is_some());
    assert_eq!(session.apply(Event::ConnectionReturned).effects, []);
}

#[test]
fn what_may_have_arrived_before_is_not_called_unsent_because_a_later_try_was_not_taken() {
    for because in [Reason::Offline, Reason::TooLarge, Reason::NotSaid] {
        let mut session = ended(Outcome::Unknown(Doubt::NoAnswer));
        session.apply(Event::RetryPressed);
        end(&mut session, refused(because.clone()));
        assert!(matches!(session.delivery(), Delivery::Unknown { .. }), "{because:?}");
    }
}

#[test]
fn what_is_written_after_a_refusal_for_the_moment_is_another_attempt_in_its_place() {
    let mut session = ended(refused(Reason::Offline));
    session.apply(Event::AnswerEdited(id("treaty"), text("Kia ora")));
    let body = sends(&session.apply(Event::SubmitPressed { id: submission_id(9), at: now() }).effects);
    assert!(body.is_some_and(|body| body.contains("Kia ora") && body.contains(submission_id(9).as_str())));
}

#[test]
fn an_attempt_survives_a_crash_with_its_bytes_and_what_is_known_of_it_and_goes_on() {
    for outcome in passing() {
        let mut before = ended(outcome.clone());
        let (mut again, effects) = opened_again(&mut before);
        assert!(again.delivery().is_like(before.delivery()), "{outcome:?}");
        assert!(effects.contains(&Effect::TryIn(10)), "{outcome:?}");
        let body = before.delivery().attempt().map(|attempt| attempt.body().to_owned());
        assert_eq!(sends(&again.apply(Event::TryNeared(0)).effects), body, "{outcome:?}");
        let (again, _) = opened_again(&mut again);
        assert!(again.delivery().may_have_arrived(), "it was on its way: {outcome:?}");
    }
}

#[test]
fn what_the_endpoint_asked_to_wait_is_waited_for_across_a_reload_and_no_longer() {
    let mut before = sending();
    before.apply(Event::AttemptEnded(submission_id(0), Outcome::Unknown(Doubt::ReceiverTrouble), 300));
    let record = kept(&mut before);
    for (later, waits) in [(0, 300), (100, 200), (295, 10), (4000, 10), (-1_000_000, 600)] {
        let mut again = session(Answers::default());
        let effects = again.apply(Event::DraftFound(record.clone(), seconds().saturating_add_signed(later))).effects;
        assert!(effects.contains(&Effect::TryIn(waits)), "{later}: {effects:?}");
    }
}

#[test]
fn a_record_that_does_not_name_what_is_known_may_have_arrived() {
    let text = ended(refused(Reason::Offline)).record("a-consultation", None, now()).expect("there is an attempt");
    let of_before = text.replace(r#""known":"offline""#, r#""unsent":true"#);
    assert_ne!(of_before, text);
    let record = Record::read(&of_before, |line| serde_json::from_str(line).ok()).expect("it can be read");
    let mut again = session(Answers::default());
    again.apply(Event::DraftFound(record, seconds()));
    assert!(again.delivery().may_have_arrived());
}

#[test]
fn what_waits_for_the_person_waits_for_them_after_a_crash_too() {
    let mut before = ended(Outcome::Unknown(Doubt::NoReceipt));
    let (again, effects) = opened_again(&mut before);
    assert!(again.delivery().is_like(before.delivery()));
    assert_eq!((again.next_try(), effects.contains(&Effect::TryIn(10))), (NextTry::Theirs, false));
}

#[test]
fn deleting_the_draft_stops_it_and_takes_what_has_never_left_the_device() {
    let mut unsent = ended(refused(Reason::Offline));
    unsent.apply(Event::DeletePressed);
    assert_eq!((unsent.delivery(), unsent.next_try()), (&Delivery::Idle, NextTry::Theirs));
    let mut unknown = ended(Outcome::Unknown(Doubt::NoAnswer));
    unknown.apply(Event::DeletePressed);
    assert!(unknown.delivery().may_have_arrived());
    assert_eq!(unknown.next_try(), NextTry::Theirs);
}

#[test]
fn what_was_sealed_once_is_sent_in_those_bytes_whatever_happens_and_the_words_stay_readable_here() {
    let mut session = sending();
    let first = session.delivery().attempt().map(|attempt| attempt.clear().to_owned());
    let effects = session.apply(Event::Sealed(submission_id(0), "{sealed}".to_owned())).effects;
    assert_eq!(sends(&effects).as_deref(), Some("{sealed}"));
    assert_eq!(session.apply(Event::Sealed(submission_id(0), "{again}".to_owned())).effects, []);
    end(&mut session, Outcome::Unknown(Doubt::NoAnswer));
    let (mut again, _) = opened_again(&mut session);
    assert_eq!(again.delivery().attempt().map(|attempt| attempt.clear().to_owned()), first);
    assert_eq!(sends(&again.apply(Event::RetryPressed).effects).as_deref(), Some("{sealed}"));
}

#[test]
fn what_cannot_be_sealed_is_not_sent_and_not_tried_by_itself() {
    let mut session = sending();
    let effects = end(&mut session, refused(Reason::NotSealed(NotSealed::Expired)));
    assert_eq!((sends(&effects), session.next_try()), (None, NextTry::Theirs));
    assert!(matches!(session.delivery(), Delivery::Refused { .. }));
}

#[test]
fn what_was_stopped_stays_stopped_over_a_reload_and_while_the_last_try_is_under_way() {
    let mut session = ended(refused(Reason::Offline));
    session.apply(Event::StopPressed);
    let (again, effects) = opened_again(&mut session);
    assert_eq!((again.next_try(), effects.contains(&Effect::TryIn(10))), (NextTry::Theirs, false));
    let mut under_way = ended(refused(Reason::Offline));
    under_way.apply(Event::TryNeared(0));
    under_way.apply(Event::StopPressed);
    end(&mut under_way, refused(Reason::Offline));
    assert_eq!(under_way.next_try(), NextTry::Theirs);
    assert!(sends(&under_way.apply(Event::RetryPressed).effects).is_some(), "a press goes on");
    assert!(end(&mut under_way, refused(Reason::Offline)).iter().any(|effect| matches!(effect, Effect::TryIn(_))));
}

#[test]
fn what_is_deleted_while_a_try_is_under_way_does_not_come_back_with_its_failure() {
    let mut session = ended(refused(Reason::Offline));
    session.apply(Event::TryNeared(0));
    session.apply(Event::DeletePressed);
    end(&mut session, refused(Reason::Offline));
    assert_eq!((session.delivery(), session.next_try()), (&Delivery::Idle, NextTry::Theirs));
    assert_eq!(session.record("a-consultation", None, now()), None);
}

#[test]
fn on_a_shared_computer_that_was_left_nothing_is_tried_and_nothing_shown_of_what_arrives() {
    for outcome in passing() {
        let mut session = ended(outcome.clone());
        session.apply(Event::SharedComputerSaid(true));
        let mut under_way = session.clone();
        session.apply(Event::PageLeft);
        assert_eq!((session.delivery(), session.next_try()), (&Delivery::Idle, NextTry::Theirs), "{outcome:?}");
        under_way.apply(Event::TryNeared(0));
        under_way.apply(Event::PageLeft);
        end(&mut under_way, received());
        assert_eq!(under_way.delivery(), &Delivery::Idle, "{outcome:?}");
    }
}

#[test]
fn a_connection_that_returns_is_no_reason_to_come_sooner_than_the_endpoint_asked() {
    for outcome in [Outcome::Unknown(Doubt::ReceiverTrouble), Outcome::Unknown(Doubt::NoReceipt)] {
        assert_eq!(ended(outcome.clone()).apply(Event::ConnectionReturned).effects, [], "{outcome:?}");
    }
}

#[test]
fn a_try_by_itself_takes_nobodys_focus_whatever_comes_of_it() {
    for outcome in [
        received(),
        Outcome::Accepted(String::new()),
        refused(Reason::TooLarge),
        refused(Reason::ProblemsFound),
        Outcome::Unknown(Doubt::NoReceipt),
    ] {
        let mut session = ended(refused(Reason::Offline));
        session.apply(Event::AnswerEdited(id("treaty"), text("Kia ora")));
        session.apply(Event::TryNeared(0));
        let effects = end(&mut session, outcome.clone());
        let takes =
            |effect: &Effect| matches!(effect, Effect::FocusOutcome | Effect::ShowStep(_) | Effect::FocusField(_));
        assert!(!effects.iter().any(takes), "{outcome:?}: {effects:?}");
    }
}

#[test]
fn a_copy_of_what_did_not_arrive_says_when_it_was_first_tried_whatever_came_of_it() {
    let said = |session: &Session| session.transcript().in_words(&wording()).contains("You first tried to send it at");
    for outcome in [
        Outcome::Unknown(Doubt::NoAnswer),
        Outcome::Accepted(String::new()),
        refused(Reason::Offline),
        refused(Reason::TooLarge),
        refused(Reason::OtherForm),
        refused(Reason::NotSaid),
        refused(Reason::NotSealed(NotSealed::Expired)),
    ] {
        assert!(said(&ended(outcome.clone())), "{outcome:?}");
    }
    assert!(said(&sending()), "on its way");
    let mut after = ended(received());
    after.apply(Event::AddressChanged(Step::Writing));
    after.apply(Event::AnswerEdited(id("treaty"), text("Kia ora")));
    assert!(!said(&after), "of what is written after the receipt nothing was tried");
}

#[test]
fn a_focus_above_the_form_stays_there_when_a_try_by_itself_draws_something_else() {
    let after = |outcome| {
        let mut session = ended(refused(Reason::Offline));
        session.apply(Event::TryNeared(0));
        end(&mut session, outcome).contains(&Effect::KeepFocus)
    };
    for other in [received(), Outcome::Unknown(Doubt::NoReceipt), refused(Reason::TooLarge)] {
        assert!(after(other.clone()), "{other:?}");
    }
    assert!(!after(refused(Reason::Offline)), "nothing is drawn anew");
}

#[test]
fn a_record_with_an_attempt_waits_while_another_attempt_is_known_of() {
    let mut first = ended(Outcome::Unknown(Doubt::NoAnswer));
    let record = kept(&mut first);
    assert!(session(Answers::default()).can_take(&record));
    assert!(!sending().can_take(&record));
    assert!(!ended(received()).can_take(&record));
}
