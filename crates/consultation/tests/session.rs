//! What a form does when something happens, one sentence a test; the last ones hold for every sequence of events.

mod common;

use std::sync::Arc;

use common::{answers, codes, every_kind, good_answers, good_answers_but, id, many, shipped, submission_id, text};
use consultation::content::updates::Revision;
use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::Submission;
use consultation::delivery::wire;
use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::form::problem::{Cause, Problem};
use consultation::session::{Effect, Event, Phase, SendFailure, Sent, Session};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;

const REVISION: u32 = 3;
const SEED: u8 = 7;
const OTHER_SEED: u8 = 8;

fn revision(number: u32) -> Revision {
    Revision { number, sha256: "0f".repeat(32) }
}

fn session(answers: Answers) -> Session {
    Session::new(every_kind(), revision(REVISION), submission_id(SEED), answers)
}

fn edit(session: &mut Session, question: &str, answer: Answer) {
    assert_eq!(session.apply(Event::AnswerEdited(id(question), answer)), [], "an edit has no effect on the outside");
}

/// Submits, and returns what is to be sent.
fn submit(session: &mut Session) -> Submission {
    match session.apply(Event::SubmitPressed).as_slice() {
        [Effect::Send(submission)] => submission.clone(),
        other => panic!("nothing is sent, but {other:?} with {:?}", session.phase()),
    }
}

/// A session whose good answers are on their way.
fn sending() -> Session {
    let mut session = session(good_answers());
    submit(&mut session);
    session
}

/// A session whose last attempt ended like that.
fn failed(failure: &SendFailure) -> Session {
    let mut session = sending();
    assert_eq!(session.apply(Event::SendFailed(failure.clone())), [Effect::FocusOutcome]);
    session
}

/// A session that was submitted with nothing answered.
fn mending() -> Session {
    let mut session = session(Answers::default());
    assert_eq!(session.apply(Event::SubmitPressed), [Effect::FocusOutcome]);
    session
}

fn receipt(seed: u8) -> Receipt {
    let received_at = "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment");
    Receipt { id: submission_id(seed), reference: "BCDF-2345".to_owned(), received_at, late: false }
}

/// Delivers the receipt, and returns what the session knows once it is sent.
fn deliver(session: &mut Session) -> Sent {
    let effects = session.apply(Event::ReceiptArrived(receipt(SEED)));
    match session.phase() {
        Phase::Sent(sent) => {
            let empties = effects.contains(&Effect::EmptyForm);
            assert_ne!(
                empties, sent.changed_meanwhile,
                "the form is emptied exactly when everything in it has arrived"
            );
            assert!(effects.contains(&Effect::FocusOutcome), "{effects:?}");
            sent.clone()
        }
        other => panic!("it is not sent, but {other:?}"),
    }
}

fn explained(question: &str) -> Problem {
    Problem { question: id(question), cause: Cause::Explained("The receiver knows better".to_owned()) }
}

/// Every way to fail without a word about single answers.
fn failures() -> Vec<SendFailure> {
    vec![
        SendFailure::NoAnswer,
        SendFailure::NoReceipt,
        SendFailure::ReceiverTrouble,
        SendFailure::ReceiverBusy,
        SendFailure::TooLarge,
        SendFailure::EarlierVersionArrived("BCDF-2345".to_owned()),
        SendFailure::Refused,
    ]
}

#[test]
fn a_new_session_holds_what_was_typed_before_it_came() {
    let session = session(good_answers());
    assert_eq!(session.answers(), &good_answers());
    assert_eq!(session.phase(), &Phase::Writing);
}

#[test]
fn submitting_good_answers_sends_them_under_the_sessions_id_and_revision() {
    let mut session = session(good_answers());
    let submission = submit(&mut session);
    assert_eq!(submission.id, submission_id(SEED));
    assert_eq!((submission.revision, submission.content_sha256.clone()), (REVISION, "0f".repeat(32)));
    assert_eq!(submission.answers(), &good_answers());
    assert_eq!(session.phase(), &Phase::Sending(submission));
}

#[test]
fn answers_to_questions_that_are_not_asked_stay_behind_and_are_not_lost() {
    let mut session = session(good_answers_but(&[("organisation-kind", text("company"))]));
    assert_eq!(submit(&mut session).answers(), &good_answers());
    assert_eq!(session.answers().text(&id("organisation-kind")), "company");
}

#[test]
fn submitting_answers_with_problems_sends_nothing_and_shows_them_all() {
    let session = mending();
    let problems = [
        ("full-name", "missing"),
        ("responding-as", "missing"),
        ("treaty", "none-answered"),
        ("reply-by", "missing"),
        ("understood", "missing"),
    ];
    assert_eq!(codes(session.problems()), problems);
    assert_eq!(session.phase(), &Phase::Mending(session.problems().to_vec()));
}

#[test]
fn submitting_again_with_problems_left_moves_the_focus_to_them_again() {
    let mut session = mending();
    edit(&mut session, "full-name", text("Aroha"));
    assert_eq!(session.apply(Event::SubmitPressed), [Effect::FocusOutcome]);
    assert_eq!(codes(session.problems()).first(), Some(&("responding-as", "missing")));
}

#[test]
fn a_second_submit_while_it_is_on_its_way_sends_nothing() {
    let mut session = sending();
    let before = session.phase().clone();
    assert_eq!(session.apply(Event::SubmitPressed), []);
    assert_eq!(session.phase(), &before);
}

#[test]
fn a_submit_after_it_arrived_sends_nothing() {
    let mut session = sending();
    let sent = deliver(&mut session);
    assert_eq!(session.apply(Event::SubmitPressed), []);
    assert_eq!(session.phase(), &Phase::Sent(sent));
}

#[test]
fn the_receipt_of_this_submission_makes_it_sent() {
    let mut session = session(good_answers());
    let submission = submit(&mut session);
    assert_eq!(deliver(&mut session), Sent { receipt: receipt(SEED), submission, changed_meanwhile: false });
}

#[test]
fn the_receipt_of_another_submission_is_a_failure() {
    let mut session = sending();
    assert_eq!(session.apply(Event::ReceiptArrived(receipt(OTHER_SEED))), [Effect::FocusOutcome]);
    assert_eq!(session.phase(), &Phase::Failed(SendFailure::NoReceipt));
}

#[test]
fn a_receipt_that_nobody_waits_for_changes_nothing() {
    for mut session in [session(good_answers()), mending(), failed(&SendFailure::NoAnswer)] {
        let before = session.phase().clone();
        assert_eq!(session.apply(Event::ReceiptArrived(receipt(SEED))), []);
        assert_eq!(session.phase(), &before);
    }
}

#[test]
fn a_failure_that_nobody_waits_for_changes_nothing() {
    let mut sent = sending();
    deliver(&mut sent);
    for mut session in [session(good_answers()), mending(), sent] {
        let before = session.phase().clone();
        assert_eq!(session.apply(Event::SendFailed(SendFailure::NoAnswer)), []);
        assert_eq!(session.phase(), &before);
    }
}

#[test]
fn every_failure_is_shown_as_what_it_is_and_keeps_the_words() {
    for failure in failures() {
        let session = failed(&failure);
        assert_eq!(session.answers(), &good_answers(), "{failure:?}");
        assert_eq!(session.phase(), &Phase::Failed(failure));
    }
}

#[test]
fn trying_again_after_any_failure_sends_the_same_bytes() {
    let bytes = wire::body;
    for failure in failures().into_iter().chain([SendFailure::ProblemsFound(vec![explained("treaty")])]) {
        let mut session = session(good_answers_but(&[("treaty", text("Tēnā\r\nkoe"))]));
        let first = submit(&mut session);
        session.apply(Event::SendFailed(failure.clone()));
        assert_eq!(bytes(&submit(&mut session)), bytes(&first), "{failure:?}");
    }
}

#[test]
fn trying_again_after_an_edit_sends_the_new_words_under_the_same_id() {
    let mut session = failed(&SendFailure::NoAnswer);
    edit(&mut session, "treaty", text("Kia ora"));
    let again = submit(&mut session);
    assert_eq!((&again.id, again.answers().text(&id("treaty"))), (&submission_id(SEED), "Kia ora"));
}

#[test]
fn a_failure_stays_in_sight_while_the_person_edits() {
    let mut session = failed(&SendFailure::NoAnswer);
    edit(&mut session, "treaty", text("Kia ora"));
    assert_eq!(session.phase(), &Phase::Failed(SendFailure::NoAnswer));
}

#[test]
fn problems_that_the_receiver_found_are_shown_as_problems() {
    let problems = vec![explained("treaty"), explained("full-name")];
    let session = failed(&SendFailure::ProblemsFound(problems.clone()));
    assert_eq!(session.phase(), &Phase::Mending(problems));
}

#[test]
fn a_refusal_that_names_no_problem_is_shown_as_a_refusal() {
    assert_eq!(failed(&SendFailure::ProblemsFound(Vec::new())).phase(), &Phase::Failed(SendFailure::Refused));
}

#[test]
fn a_problem_that_the_receiver_found_stays_until_its_own_answer_is_edited() {
    let mut session = failed(&SendFailure::ProblemsFound(vec![explained("treaty"), explained("full-name")]));
    edit(&mut session, "anything-else", text("Kia ora"));
    assert_eq!(session.problems(), [explained("treaty"), explained("full-name")]);
    edit(&mut session, "treaty", text("Kia ora"));
    assert_eq!(session.problems(), [explained("full-name")]);
    edit(&mut session, "full-name", text("Aroha B"));
    assert_eq!(session.phase(), &Phase::Writing);
}

#[test]
fn no_problem_appears_while_the_person_types_for_the_first_time() {
    let mut session = session(Answers::default());
    for typed in ["n", "name@", "name@example", "no longer an address at all"] {
        edit(&mut session, "email", text(typed));
        assert_eq!(session.phase(), &Phase::Writing, "{typed}");
    }
}

#[test]
fn a_problem_vanishes_as_soon_as_it_is_mended_and_the_others_stay() {
    let mut session = mending();
    edit(&mut session, "reply-by", many(&["letter"]));
    let left = [
        ("full-name", "missing"),
        ("responding-as", "missing"),
        ("treaty", "none-answered"),
        ("understood", "missing"),
    ];
    assert_eq!(codes(session.problems()), left);
}

#[test]
fn a_problem_of_a_whole_part_vanishes_with_an_answer_to_any_of_its_questions() {
    let mut session = mending();
    edit(&mut session, "anything-else", text("Kia ora"));
    assert!(!codes(session.problems()).contains(&("treaty", "none-answered")));
}

#[test]
fn the_last_problem_mended_leaves_a_person_who_writes() {
    let mut session = session(good_answers_but(&[("email", text("name"))]));
    session.apply(Event::SubmitPressed);
    edit(&mut session, "email", text("name@example.com"));
    assert_eq!(session.phase(), &Phase::Writing);
}

#[test]
fn a_mended_problem_that_is_broken_again_waits_for_the_next_attempt() {
    let mut session = mending();
    edit(&mut session, "full-name", text("Aroha"));
    edit(&mut session, "full-name", text(""));
    assert!(!codes(session.problems()).contains(&("full-name", "missing")));
    session.apply(Event::SubmitPressed);
    assert!(codes(session.problems()).contains(&("full-name", "missing")));
}

#[test]
fn a_new_problem_with_another_answer_waits_for_the_next_attempt() {
    let mut session = mending();
    let shown = session.problems().to_vec();
    edit(&mut session, "email", text("name"));
    assert_eq!(session.problems(), shown);
}

#[test]
fn another_problem_with_the_same_answer_waits_for_the_next_attempt() {
    let mut session = session(good_answers_but(&[("full-name", text("a name too long"))]));
    session.apply(Event::SubmitPressed);
    edit(&mut session, "full-name", text(""));
    assert_eq!(session.problems(), []);
}

#[test]
fn a_text_that_is_still_too_long_shows_its_present_length() {
    let mut session = session(good_answers_but(&[("full-name", text("a name too long"))]));
    session.apply(Event::SubmitPressed);
    edit(&mut session, "full-name", text("still too long"));
    let cause = Cause::TooLong { limit: 10, length: 14 };
    assert_eq!(session.problems(), [Problem { question: id("full-name"), cause }]);
}

#[test]
fn a_problem_with_a_question_that_is_no_longer_asked_vanishes() {
    let mut session = session(good_answers_but(&[("responding-as", text("organisation"))]));
    session.apply(Event::SubmitPressed);
    assert_eq!(codes(session.problems()), [("organisation-kind", "missing")]);
    edit(&mut session, "responding-as", text("individual"));
    assert_eq!(session.phase(), &Phase::Writing);
}

#[test]
fn words_changed_while_it_is_on_its_way_are_not_in_it_and_it_says_so() {
    for (what, question, answer) in [
        ("other words", "treaty", text("Kia ora")),
        ("more words", "anything-else", text("Kia ora")),
        ("no words", "treaty", text("")),
        ("words that break a rule", "treaty", text(&"a".repeat(21))),
        ("another choice", "reply-by", many(&["phone"])),
    ] {
        let mut session = sending();
        edit(&mut session, question, answer);
        let sent = deliver(&mut session);
        assert!(sent.changed_meanwhile, "{what}");
        assert_eq!(sent.submission.answers(), &good_answers(), "{what}");
    }
}

#[test]
fn edits_that_change_nothing_that_was_sent_are_not_called_changes() {
    for (what, edits) in [
        ("changed and changed back", vec![("treaty", text("Kia ora")), ("treaty", text("Tēnā koe"))]),
        ("a question that is not asked", vec![("organisation-kind", text("company"))]),
        ("a blank answer", vec![("anything-else", text(" \n"))]),
    ] {
        let mut session = sending();
        edits.into_iter().for_each(|(question, answer)| edit(&mut session, question, answer));
        assert!(!deliver(&mut session).changed_meanwhile, "{what}");
    }
}

#[test]
fn line_ends_of_another_kind_are_not_called_changes() {
    let mut session = session(good_answers_but(&[("treaty", text("Tēnā\nkoe"))]));
    submit(&mut session);
    edit(&mut session, "treaty", text("Tēnā\r\nkoe"));
    assert!(!deliver(&mut session).changed_meanwhile);
}

#[test]
fn a_replaced_form_keeps_the_answers_by_their_questions() {
    let mut session = session(good_answers());
    let other = shipped().have_your_say().form.clone();
    assert_eq!(session.apply(Event::FormReplaced(other.clone(), revision(9))), []);
    assert_eq!(session.answers(), &good_answers());
    assert_eq!(session.form(), other.as_ref());
}

#[test]
fn answers_to_questions_that_a_replaced_form_lacks_are_kept_but_not_sent() {
    let mut smaller = Arc::unwrap_or_clone(every_kind());
    smaller.parts.retain(|part| part.id != id("before-you-send"));
    let mut session = session(good_answers());
    session.apply(Event::FormReplaced(Arc::new(smaller), revision(9)));
    let submission = submit(&mut session);
    assert_eq!((submission.revision, submission.answers().answer(&id("reply-by"))), (9, None));
    assert_eq!(session.answers(), &good_answers());
}

#[test]
fn a_replaced_form_shows_no_problems_that_were_found_with_the_old_one() {
    let mut session = mending();
    session.apply(Event::FormReplaced(every_kind(), revision(9)));
    assert_eq!(session.phase(), &Phase::Writing);
}

#[test]
fn a_form_replaced_while_a_submission_is_on_its_way_leaves_it_as_it_is() {
    let mut session = session(good_answers());
    let submission = submit(&mut session);
    session.apply(Event::FormReplaced(every_kind(), revision(9)));
    assert_eq!(deliver(&mut session), Sent { receipt: receipt(SEED), submission, changed_meanwhile: false });
}

#[test]
fn an_attempt_that_may_have_arrived_is_repeated_byte_for_byte_after_a_form_was_replaced() {
    let mut session = sending();
    let Phase::Sending(first) = session.phase().clone() else { panic!("it is on its way") };
    session.apply(Event::SendFailed(SendFailure::NoAnswer));
    session.apply(Event::FormReplaced(every_kind(), revision(9)));
    assert_eq!(submit(&mut session), first);
}

#[test]
fn words_that_nobody_has_received_would_be_lost_with_the_window() {
    for (what, session) in [
        ("written", session(answers(&[("treaty", text("a"))]))),
        ("chosen", session(answers(&[("reply-by", many(&["letter"]))]))),
        ("on its way", sending()),
        ("failed", failed(&SendFailure::NoAnswer)),
        ("with problems", failed(&SendFailure::ProblemsFound(vec![explained("treaty")]))),
    ] {
        assert!(session.has_unsent_words(), "{what}");
    }
}

#[test]
fn a_form_without_words_has_nothing_to_lose() {
    let blank = answers(&[("treaty", text(" \n")), ("reply-by", many(&[])), ("understood", Answer::Agreed(false))]);
    for session in [session(Answers::default()), session(blank), mending()] {
        assert!(!session.has_unsent_words(), "{:?}", session.answers());
    }
}

#[test]
fn once_it_is_sent_only_words_that_are_not_in_it_would_be_lost() {
    let mut unchanged = sending();
    deliver(&mut unchanged);
    assert!(!unchanged.has_unsent_words());
    let mut changed = sending();
    edit(&mut changed, "treaty", text("Kia ora"));
    deliver(&mut changed);
    assert!(changed.has_unsent_words());
}

#[test]
fn a_session_is_in_use_when_it_has_words_or_a_message_or_a_receipt() {
    assert!(!session(Answers::default()).is_in_use());
    let mut sent = sending();
    deliver(&mut sent);
    for session in [session(good_answers()), mending(), sending(), failed(&SendFailure::NoAnswer), sent] {
        assert!(session.is_in_use(), "{:?}", session.phase());
    }
}

/// An edit that usually keeps the rules, so that long sequences reach every phase.
fn any_edit() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => "[a-zā\r\n]{1,8}".prop_map(|words| ("treaty", Answer::Text(words))),
        1 => ".{0,30}".prop_map(|words| ("full-name", Answer::Text(words))),
        2 => Just(("full-name", text("Aroha"))),
        1 => select(vec!["individual", "organisation"]).prop_map(|value| ("responding-as", text(value))),
        1 => select(vec!["company", "charity"]).prop_map(|value| ("organisation-kind", text(value))),
        1 => any::<bool>().prop_map(|agreed| ("understood", Answer::Agreed(agreed))),
        1 => Just(("understood", Answer::Agreed(true))),
    ]
    .prop_map(|(question, answer)| Event::AnswerEdited(id(question), answer))
}

fn any_form() -> impl Strategy<Value = Arc<Form>> {
    let mut smaller = Arc::unwrap_or_clone(every_kind());
    smaller.parts.remove(0);
    select(vec![every_kind(), every_kind(), Arc::new(smaller), shipped().have_your_say().form.clone()])
}

fn any_event() -> impl Strategy<Value = Event> {
    let reports = vec![Vec::new(), vec![explained("treaty")], vec![explained("full-name"), explained("treaty")]];
    let failures = [failures(), reports.into_iter().map(SendFailure::ProblemsFound).collect()].concat();
    prop_oneof![
        4 => any_edit(),
        4 => Just(Event::SubmitPressed),
        1 => select(vec![SEED, OTHER_SEED, OTHER_SEED]).prop_map(|seed| Event::ReceiptArrived(receipt(seed))),
        2 => select(failures).prop_map(Event::SendFailed),
        1 => (any_form(), 4..9_u32).prop_map(|(form, number)| Event::FormReplaced(form, revision(number))),
    ]
}

fn any_events() -> impl Strategy<Value = Vec<Event>> {
    vec(any_event(), 0..40)
}

fn has_left_the_person(phase: &Phase) -> bool {
    matches!(phase, Phase::Sending(_) | Phase::Sent(_))
}

proptest! {
    #[test]
    fn nothing_typed_is_ever_cleared(events in any_events()) {
        let (mut session, mut typed) = (session(good_answers()), good_answers());
        for event in events {
            if let Event::AnswerEdited(question, answer) = &event {
                typed.set(question.clone(), answer.clone());
            }
            session.apply(event);
            prop_assert_eq!(session.answers(), &typed);
        }
    }

    #[test]
    fn only_the_awaited_receipt_makes_it_sent_and_then_it_stays_so(events in any_events()) {
        let mut session = session(good_answers());
        for event in events {
            let before = session.phase().clone();
            session.apply(event.clone());
            match (&before, session.phase()) {
                (Phase::Sent(_), after) => prop_assert_eq!(after, &before),
                (Phase::Sending(_), Phase::Sent(_)) => prop_assert_eq!(event, Event::ReceiptArrived(receipt(SEED))),
                (_, after) => prop_assert!(!matches!(after, Phase::Sent(_)), "{:?} after {:?}", after, event),
            }
        }
    }

    #[test]
    fn something_is_sent_only_when_it_is_submitted_and_not_already_on_its_way(events in any_events()) {
        let mut session = session(good_answers());
        for event in events {
            let may_send = event == Event::SubmitPressed && !has_left_the_person(session.phase());
            for effect in session.apply(event) {
                if let Effect::Send(submission) = effect {
                    prop_assert!(may_send);
                    prop_assert_eq!(&submission.id, &submission_id(SEED));
                    prop_assert_eq!(session.phase(), &Phase::Sending(submission));
                }
            }
        }
    }

    #[test]
    fn a_person_who_mends_always_sees_a_problem_and_never_a_new_one_while_typing(events in any_events()) {
        let mut session = session(Answers::default());
        for event in events {
            let is_edit = matches!(event, Event::AnswerEdited(..));
            let shown = session.problems().to_vec();
            session.apply(event);
            prop_assert!(session.phase() != &Phase::Mending(Vec::new()));
            let is_new = |problem: &(&str, &str)| !codes(&shown).contains(problem);
            prop_assert!(!is_edit || !codes(session.problems()).iter().any(is_new));
        }
    }
}
