//! What a form does when something happens, one sentence a test; the last ones hold for every sequence of events.

mod common;

use std::sync::Arc;

use common::{
    answers, codes, every_kind, good_answers, good_answers_but, id, many, seconds, shipped, submission_id, text,
    wording,
};
use consultation::content::updates::Revision;
use consultation::delivery::attempt::Attempt;
use consultation::delivery::receipt::Receipt;
use consultation::delivery::reply::Outcome;
use consultation::delivery::submission::SubmissionId;
use consultation::delivery::{Delivery, Doubt, Reason};
use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::form::problem::{Cause, Problem};
use consultation::session::progress::Progress;
use consultation::session::record::Record;
use consultation::session::{Effect, Event, Session, Step};
use consultation::time::instant::Instant;
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;

const REVISION: u32 = 3;
const SEED: u8 = 7;
const OTHER_SEED: u8 = 8;

fn revision(number: u32) -> Revision {
    Revision { number, sha256: "0f".repeat(32) }
}

fn now() -> Instant {
    "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment")
}

fn session(answers: Answers) -> Session {
    Session::new(every_kind(), revision(REVISION), answers)
}

fn edit(session: &mut Session, question: &str, answer: Answer) {
    let effects = session.apply(Event::AnswerEdited(id(question), answer)).effects;
    assert_eq!(effects, [Effect::Keep], "an edit is kept, and has no other effect");
}

/// Asks to send; a new attempt would carry the id of the seed.
fn press(session: &mut Session, seed: u8) -> Vec<Effect> {
    session.apply(Event::SubmitPressed { id: submission_id(seed), at: now() }).effects
}

/// Asks to send, and returns what goes out.
fn submit(session: &mut Session, seed: u8) -> Arc<Attempt> {
    match press(session, seed).as_slice() {
        [Effect::Send(attempt)] | [Effect::Send(attempt), Effect::FocusOutcome] => attempt.clone(),
        other => panic!("nothing is sent, but {other:?} with {:?}", session.delivery()),
    }
}

/// A session whose good answers are on their way.
fn sending() -> Session {
    let mut session = session(good_answers());
    submit(&mut session, SEED);
    session
}

fn end(session: &mut Session, outcome: Outcome) -> Vec<Effect> {
    session.apply(Event::AttemptEnded(submission_id(SEED), outcome, 0)).effects
}

/// A session whose last attempt ended like that.
fn ended(outcome: &Outcome) -> Session {
    let mut session = sending();
    let focus = end(&mut session, outcome.clone()).into_iter().next();
    assert!(matches!(focus, Some(Effect::FocusOutcome | Effect::ShowStep(Step::Receipt))), "{focus:?}");
    session
}

fn unknown() -> Session {
    ended(&Outcome::Unknown(Doubt::NoAnswer))
}

/// A session that was submitted with nothing answered.
fn mending() -> Session {
    let mut session = session(Answers::default());
    assert_eq!(press(&mut session, SEED), [Effect::FocusOutcome]);
    session
}

fn receipt(seed: u8) -> Receipt {
    Receipt {
        id: submission_id(seed),
        reference: "BCDF-2345".to_owned(),
        received_at: now(),
        late: false,
        body_sha256: None,
        amends: None,
        takes_changes: true,
    }
}

fn received() -> Outcome {
    Outcome::Received(receipt(SEED))
}

fn explained(question: &str) -> Problem {
    Problem { question: id(question), cause: Cause::Explained("The receiver knows better".to_owned()) }
}

fn found(questions: &[&str]) -> Outcome {
    Outcome::Refused(Reason::ProblemsFound, questions.iter().map(|question| explained(question)).collect())
}

/// Every way to end without a receipt.
fn failures() -> Vec<Outcome> {
    let doubts = [Doubt::NoAnswer, Doubt::NoReceipt, Doubt::ReceiverTrouble].map(Outcome::Unknown);
    let earlier = Reason::EarlierVersionArrived("BCDF-2345".to_owned());
    let reasons = [Reason::Offline, Reason::TooLarge, earlier, Reason::OtherForm, Reason::NotSaid];
    let refusals = reasons.map(|because| Outcome::Refused(because, Vec::new()));
    doubts.into_iter().chain(refusals).chain([found(&["treaty"])]).collect()
}

/// The copy that a press asks for.
fn copied(session: &mut Session, press: Event) -> String {
    match session.apply(press).effects.as_slice() {
        [Effect::Copy(copy) | Effect::Download(copy)] => copy.in_words(&wording()),
        other => panic!("nothing is copied, but {other:?}"),
    }
}

/// The problems that the person was shown and has not mended.
fn problems(session: &Session) -> Vec<Problem> {
    let open = session.draft().shown().iter().filter(|shown| !shown.is_mended);
    open.map(|shown| shown.problem.clone()).collect()
}

fn typed(session: &Session) -> &Answers {
    session.draft().answers()
}

#[test]
fn a_new_session_holds_what_was_typed_before_it_came() {
    let session = session(good_answers());
    assert_eq!((typed(&session), session.delivery()), (&good_answers(), &Delivery::Idle));
}

#[test]
fn submitting_good_answers_sends_them_under_the_id_and_the_revision_that_the_person_saw() {
    let mut session = session(good_answers());
    let attempt = submit(&mut session, SEED);
    assert_eq!(
        (attempt.id(), attempt.answers(), attempt.first_tried()),
        (&submission_id(SEED), &good_answers(), now())
    );
    assert!(attempt.body().contains(r#""revision":3,"content_sha256":"0f0f"#), "{}", attempt.body());
    assert_eq!(session.delivery(), &Delivery::InFlight { attempt, again: false, in_doubt: false });
}

#[test]
fn answers_to_questions_that_are_not_asked_stay_behind_and_are_not_lost() {
    let mut session = session(good_answers_but(&[("organisation-kind", text("company"))]));
    assert_eq!(submit(&mut session, SEED).answers(), &good_answers());
    assert_eq!(typed(&session).text(&id("organisation-kind")), "company");
}

#[test]
fn line_ends_are_lf_from_the_moment_that_an_answer_enters_the_draft() {
    let mut session = session(Answers::default());
    edit(&mut session, "treaty", text("one\r\ntwo\rthree"));
    assert_eq!(typed(&session).text(&id("treaty")), "one\ntwo\nthree");
}

#[test]
fn submitting_answers_with_problems_sends_nothing_and_shows_them_all() {
    let expected = [
        ("full-name", "missing"),
        ("responding-as", "missing"),
        ("treaty", "none-answered"),
        ("reply-by", "missing"),
        ("understood", "missing"),
    ];
    assert_eq!(codes(&problems(&mending())), expected);
}

#[test]
fn submitting_again_with_problems_left_moves_the_focus_to_those_that_are_left() {
    let mut session = mending();
    edit(&mut session, "full-name", text("Aroha"));
    assert_eq!(press(&mut session, SEED), [Effect::FocusOutcome]);
    assert_eq!(codes(&problems(&session)).first(), Some(&("responding-as", "missing")));
    assert_eq!(session.draft().shown().len(), 4);
}

#[test]
fn a_second_press_while_it_is_on_its_way_sends_nothing() {
    let mut session = sending();
    let before = session.delivery().clone();
    assert_eq!(press(&mut session, OTHER_SEED), []);
    assert_eq!(session.apply(Event::RetryPressed).effects, []);
    assert_eq!(session.delivery(), &before);
}

#[test]
fn the_receipt_of_the_attempt_empties_the_draft_and_leaves_the_person_at_the_receipt() {
    let mut session = sending();
    assert_eq!(
        end(&mut session, received()),
        [Effect::ShowStep(Step::Receipt), Effect::RenewId, Effect::KeepReceipt, Effect::EmptyForm, Effect::Forget]
    );
    assert_eq!((typed(&session), session.step()), (&Answers::default(), Step::Receipt));
    assert!(matches!(session.delivery(), Delivery::Received { receipt: known, .. } if *known == receipt(SEED)));
    assert_eq!(press(&mut session, OTHER_SEED), []);
}

#[test]
fn the_receipt_of_another_submission_is_no_receipt() {
    let session = ended(&Outcome::Received(receipt(OTHER_SEED)));
    assert!(matches!(session.delivery(), Delivery::Unknown { because: Doubt::NoReceipt, .. }));
}

#[test]
fn the_end_of_an_attempt_that_nobody_waits_for_changes_nothing() {
    for outcome in failures().into_iter().chain([received()]) {
        for mut session in [session(good_answers()), mending(), unknown(), ended(&received())] {
            let before = session.delivery().clone();
            assert_eq!(end(&mut session, outcome.clone()), []);
            assert_eq!(session.delivery(), &before);
        }
        let mut session = sending();
        assert_eq!(session.apply(Event::AttemptEnded(submission_id(OTHER_SEED), outcome, 0)).effects, []);
    }
}

#[test]
fn whatever_becomes_of_an_attempt_without_a_receipt_every_word_stays() {
    for outcome in failures() {
        assert_eq!(typed(&ended(&outcome)), &good_answers(), "{outcome:?}");
    }
}

#[test]
fn trying_again_sends_the_same_bytes_and_keeps_the_focus_with_what_says_so() {
    let is_other_words = |outcome: &Outcome| matches!(outcome, Outcome::Refused(Reason::EarlierVersionArrived(_), _));
    for outcome in failures().into_iter().filter(|outcome| !is_other_words(outcome)) {
        let mut session = session(good_answers_but(&[("treaty", text("Tēnā\r\nkoe"))]));
        let first = submit(&mut session, SEED);
        end(&mut session, outcome.clone());
        assert_eq!(press(&mut session, OTHER_SEED), [Effect::Send(first.clone()), Effect::FocusOutcome], "{outcome:?}");
        let in_doubt = matches!(outcome, Outcome::Unknown(_));
        assert_eq!(session.delivery(), &Delivery::InFlight { attempt: first, again: true, in_doubt });
    }
}

#[test]
fn what_may_have_arrived_can_be_sent_again_even_while_something_written_since_is_wrong() {
    let mut session = unknown();
    let first = session.delivery().attempt().cloned().expect("it was sent");
    edit(&mut session, "full-name", text(""));
    assert_eq!(session.apply(Event::RetryPressed).effects, [Effect::Send(first), Effect::FocusOutcome]);
}

#[test]
fn what_was_refused_is_sent_again_only_after_it_was_checked_again() {
    let is_no = |outcome: &Outcome| matches!(outcome, Outcome::Refused(because, _) if !because.passes());
    for outcome in failures().into_iter().filter(is_no) {
        assert_eq!(ended(&outcome).apply(Event::RetryPressed).effects, [], "{outcome:?}");
    }
}

#[test]
fn what_may_have_arrived_is_settled_first_and_what_was_written_since_stays_a_draft() {
    let mut session = unknown();
    let first = session.delivery().attempt().cloned();
    edit(&mut session, "treaty", text("Kia ora"));
    assert_eq!(Some(submit(&mut session, OTHER_SEED)), first);
    let effects = end(&mut session, received());
    assert_eq!((effects.first(), effects.last()), (Some(&Effect::FocusOutcome), Some(&Effect::Keep)));
    assert_eq!((typed(&session).text(&id("treaty")), session.is_done()), ("Kia ora", false));
    let second = submit(&mut session, OTHER_SEED);
    assert_eq!((second.id(), second.answers().text(&id("treaty"))), (&submission_id(OTHER_SEED), "Kia ora"));
}

#[test]
fn changed_words_after_a_refusal_are_another_attempt_with_another_id() {
    let mut session = ended(&Outcome::Refused(Reason::NotSaid, Vec::new()));
    edit(&mut session, "treaty", text("Kia ora"));
    let second = submit(&mut session, OTHER_SEED);
    assert_eq!((second.id(), second.answers().text(&id("treaty"))), (&submission_id(OTHER_SEED), "Kia ora"));
}

#[test]
fn that_something_may_have_arrived_is_forgotten_by_no_edit_and_no_press() {
    let mut session = unknown();
    let before = session.delivery().clone();
    edit(&mut session, "full-name", text(""));
    assert_eq!(press(&mut session, OTHER_SEED), [Effect::FocusOutcome]);
    assert_eq!((session.delivery(), codes(&problems(&session))), (&before, vec![("full-name", "missing")]));
}

#[test]
fn after_any_refusal_the_form_gives_up_the_id() {
    for outcome in failures() {
        let renews = end(&mut sending(), outcome.clone()).contains(&Effect::RenewId);
        assert_eq!(renews, matches!(outcome, Outcome::Refused(..)), "{outcome:?}");
    }
}

#[test]
fn problems_that_the_receiver_found_are_shown_as_problems() {
    let session = ended(&found(&["treaty", "full-name"]));
    assert_eq!(problems(&session), [explained("treaty"), explained("full-name")]);
}

#[test]
fn a_receiver_that_asks_other_questions_makes_the_page_look_for_newer_content() {
    for (because, looks) in [(Reason::OtherForm, true), (Reason::ProblemsFound, false), (Reason::NotSaid, false)] {
        let effects = end(&mut sending(), Outcome::Refused(because, Vec::new()));
        assert_eq!(effects.contains(&Effect::LookForNewerContent), looks);
    }
}

#[test]
fn a_problem_that_the_receiver_found_stays_until_its_own_answer_is_edited() {
    let mut session = ended(&found(&["treaty", "full-name"]));
    edit(&mut session, "anything-else", text("Kia ora"));
    assert_eq!(problems(&session), [explained("treaty"), explained("full-name")]);
    edit(&mut session, "treaty", text("Kia ora"));
    assert_eq!(problems(&session), [explained("full-name")]);
    edit(&mut session, "full-name", text("Aroha B"));
    assert!(!session.draft().is_wrong());
}

#[test]
fn no_problem_appears_while_the_person_types_for_the_first_time() {
    let mut session = session(Answers::default());
    for typed in ["n", "name@", "name@example", "no longer an address at all"] {
        edit(&mut session, "email", text(typed));
        assert_eq!(problems(&session), [], "{typed}");
    }
}

#[test]
fn a_mended_problem_keeps_its_place_until_the_person_asks_to_send() {
    let mut session = mending();
    let places = |session: &Session| -> Vec<_> {
        session.draft().shown().iter().map(|shown| (shown.problem.question.clone(), shown.is_mended)).collect()
    };
    let before = places(&session);
    edit(&mut session, "reply-by", many(&["letter"]));
    let expected: Vec<_> =
        before.into_iter().map(|(question, _)| (question.clone(), question == id("reply-by"))).collect();
    assert_eq!(places(&session), expected);
}

#[test]
fn a_problem_of_a_whole_part_is_mended_by_an_answer_to_any_of_its_questions() {
    let mut session = mending();
    edit(&mut session, "anything-else", text("Kia ora"));
    assert!(!codes(&problems(&session)).contains(&("treaty", "none-answered")));
}

#[test]
fn a_mended_problem_that_is_broken_again_says_so_in_its_place() {
    let mut session = mending();
    edit(&mut session, "full-name", text("Aroha"));
    assert_eq!(session.draft().problem(&id("full-name")), None);
    edit(&mut session, "full-name", text(""));
    assert!(session.draft().problem(&id("full-name")).is_some());
}

#[test]
fn a_new_problem_waits_for_the_next_attempt() {
    let mut session = session(good_answers_but(&[("full-name", text("a name too long"))]));
    press(&mut session, SEED);
    edit(&mut session, "email", text("name"));
    assert_eq!(codes(&problems(&session)), [("full-name", "too-long")]);
    edit(&mut session, "full-name", text(""));
    assert_eq!(problems(&session), []);
}

#[test]
fn a_text_that_is_still_too_long_shows_its_present_length() {
    let mut session = session(good_answers_but(&[("full-name", text("a name too long"))]));
    press(&mut session, SEED);
    edit(&mut session, "full-name", text("still too long"));
    let cause = Cause::TooLong { limit: 10, length: 14 };
    assert_eq!(problems(&session), [Problem { question: id("full-name"), cause }]);
}

#[test]
fn a_problem_with_a_question_that_is_no_longer_asked_is_mended() {
    let mut session = session(good_answers_but(&[("responding-as", text("organisation"))]));
    press(&mut session, SEED);
    assert_eq!(codes(&problems(&session)), [("organisation-kind", "missing")]);
    edit(&mut session, "responding-as", text("individual"));
    assert_eq!(problems(&session), []);
}

#[test]
fn an_edit_is_seen_at_its_own_field_and_at_those_that_depend_on_it_and_nowhere_else() {
    let mut session = session(good_answers());
    let seen = session.apply(Event::AnswerEdited(id("treaty"), text("Kia ora"))).seen;
    assert_eq!((seen.questions, seen.problems, seen.outcome), (vec![id("treaty")], false, false));
    let seen = session.apply(Event::AnswerEdited(id("responding-as"), text("organisation"))).seen;
    assert_eq!(
        seen.questions,
        [
            "responding-as",
            "organisation-kind",
            "charity-number",
            "founded",
            "phone",
            "members",
            "postal-address",
            "signing"
        ]
        .map(id)
    );
}

#[test]
fn words_changed_while_it_is_on_its_way_are_not_in_it_and_stay_a_draft() {
    for (what, question, answer) in [
        ("other words", "treaty", text("Kia ora")),
        ("more words", "anything-else", text("Kia ora")),
        ("no words", "treaty", text("")),
        ("words that break a rule", "treaty", text(&"a".repeat(21))),
        ("another choice", "reply-by", many(&["phone"])),
    ] {
        let mut session = sending();
        edit(&mut session, question, answer.clone());
        assert!(!end(&mut session, received()).contains(&Effect::EmptyForm), "{what}");
        assert_eq!(typed(&session).answer(&id(question)), Some(&answer), "{what}");
        assert_eq!(session.delivery().attempt().map(|attempt| attempt.answers()), Some(&good_answers()), "{what}");
    }
}

#[test]
fn edits_that_change_nothing_that_was_sent_are_not_called_changes() {
    for (what, edits) in [
        ("changed and changed back", vec![("treaty", text("Kia ora")), ("treaty", text("Tēnā koe"))]),
        ("a question that is not asked", vec![("organisation-kind", text("company"))]),
        ("a blank answer", vec![("anything-else", text(" \n"))]),
        ("other line ends", vec![("treaty", text("Tēnā koe"))]),
    ] {
        let mut session = sending();
        edits.into_iter().for_each(|(question, answer)| edit(&mut session, question, answer));
        assert!(end(&mut session, received()).contains(&Effect::EmptyForm), "{what}");
    }
}

#[test]
fn a_copy_under_the_receipt_is_of_what_was_sent() {
    let mut session = sending();
    edit(&mut session, "treaty", text("Written meanwhile"));
    end(&mut session, received());
    follow(&mut session, Step::Receipt);
    let words = copied(&mut session, Event::CopyPressed);
    assert!(words.contains("BCDF-2345") && words.contains("Tēnā koe") && !words.contains("meanwhile"), "{words}");
}

#[test]
fn without_a_receipt_a_copy_is_of_what_is_written_now() {
    for outcome in failures() {
        let mut session = ended(&outcome);
        edit(&mut session, "treaty", text("Written since"));
        assert!(copied(&mut session, Event::DownloadPressed).contains("Written since"), "{outcome:?}");
    }
}

#[test]
fn a_replaced_form_keeps_the_answers_by_their_questions() {
    let mut session = session(good_answers());
    let other = shipped().have_your_say().form.clone();
    session.apply(Event::FormReplaced(other.clone(), revision(9)));
    assert_eq!((typed(&session), session.form()), (&good_answers(), other.as_ref()));
}

#[test]
fn answers_to_questions_that_a_replaced_form_lacks_are_kept_but_not_sent() {
    let mut smaller = Arc::unwrap_or_clone(every_kind());
    smaller.parts.retain(|part| part.id != id("before-you-send"));
    let mut session = session(good_answers());
    session.apply(Event::FormReplaced(Arc::new(smaller), revision(9)));
    let attempt = submit(&mut session, SEED);
    assert!(attempt.body().contains(r#""revision":9"#) && attempt.answers().answer(&id("reply-by")).is_none());
    assert_eq!(typed(&session), &good_answers());
}

#[test]
fn a_replaced_form_shows_no_problems_that_were_found_with_the_old_one() {
    let mut session = mending();
    session.apply(Event::FormReplaced(every_kind(), revision(9)));
    assert_eq!(session.draft().shown(), []);
}

#[test]
fn an_attempt_keeps_its_form_and_its_bytes_when_a_form_is_replaced() {
    let mut session = unknown();
    let first = session.delivery().attempt().cloned();
    session.apply(Event::FormReplaced(shipped().have_your_say().form.clone(), revision(9)));
    let again = session.apply(Event::RetryPressed).effects;
    assert_eq!(again.first(), first.map(Effect::Send).as_ref());
    assert!(end(&mut session, received()).contains(&Effect::EmptyForm));
}

#[test]
fn words_that_nobody_has_received_would_be_lost_with_the_window() {
    for (what, session) in [
        ("written", session(answers(&[("treaty", text("a"))]))),
        ("chosen", session(answers(&[("reply-by", many(&["letter"]))]))),
        ("on its way", sending()),
        ("unknown", unknown()),
        ("with problems", ended(&found(&["treaty"]))),
    ] {
        assert!(session.would_lose_words(), "{what}");
    }
}

#[test]
fn a_form_without_words_has_nothing_to_lose() {
    let blank = answers(&[("treaty", text(" \n")), ("reply-by", many(&[])), ("understood", Answer::Agreed(false))]);
    for session in [session(Answers::default()), session(blank), mending(), ended(&received())] {
        assert!(!session.would_lose_words(), "{:?}", typed(&session));
    }
}

#[test]
fn a_session_is_in_use_when_it_has_words_or_a_message_or_a_receipt() {
    assert!(!session(Answers::default()).is_in_use());
    for session in [session(good_answers()), mending(), sending(), unknown(), ended(&received())] {
        assert!(session.is_in_use(), "{:?}", session.delivery());
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

/// Ids are never used twice: each press has a new one, as the page makes them.
#[derive(Clone, Debug)]
enum Happening {
    Event(Box<Event>),
    Press,
    Withdraw,
    Ends(Outcome),
    LateEnd(Outcome),
    Crash,
}

fn happening(event: Event) -> Happening {
    Happening::Event(Box::new(event))
}

/// The way between the form, everything to check and the receipt, and through the parts.
fn any_way() -> impl Strategy<Value = Event> {
    let part = || select(vec!["about-you", "your-views", "before-you-send"]).prop_map(id);
    prop_oneof![
        2 => Just(Event::CheckPressed),
        2 => select(vec![Step::Writing, Step::Checking, Step::Receipt]).prop_map(Event::AddressChanged),
        1 => Just(Event::ReceiptDeletePressed),
        1 => Just(Event::ChangeSentPressed),
        1 => part().prop_map(Event::PartEntered),
        1 => part().prop_map(Event::PartOpened),
        1 => part().prop_map(Event::PartClosed),
    ]
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let taken = vec![Outcome::Accepted(String::new()), Outcome::Accepted("A-1".to_owned())];
    let outcomes = [failures(), taken, vec![received(), received(), Outcome::Received(receipt(OTHER_SEED))]].concat();
    let outcomes = select(outcomes);
    prop_oneof![
        5 => any_edit().prop_map(happening),
        3 => any_way().prop_map(happening),
        4 => Just(Happening::Press),
        1 => Just(Happening::Withdraw),
        2 => Just(happening(Event::RetryPressed)),
        4 => outcomes.clone().prop_map(Happening::Ends),
        1 => outcomes.prop_map(Happening::LateEnd),
        2 => Just(Happening::Crash),
        3 => select(vec![Event::TryNeared(0), Event::TryNeared(3), Event::StopPressed, Event::ConnectionReturned])
            .prop_map(happening),
        1 => select(vec![Event::PageHidden, Event::DraftKept(now()), Event::DraftNotKept]).prop_map(happening),
        1 => (any_form(), 4..9_u32)
            .prop_map(|(form, number)| happening(Event::FormReplaced(form, revision(number)))),
    ]
}

/// An outcome as it would come for that attempt.
fn for_attempt(outcome: Outcome, attempt: &Attempt) -> Outcome {
    match outcome {
        Outcome::Received(known) if known.id == submission_id(SEED) => {
            Outcome::Received(Receipt { id: attempt.id().clone(), ..known })
        }
        other => other,
    }
}

/// What happens, with what it means for the session at that time.
fn event_of(happening: Happening, session: &Session, presses: &mut u8) -> Event {
    let nobody = || submission_id(255);
    let current = session.delivery().attempt().cloned();
    match (happening, current) {
        (Happening::Event(event), _) => *event,
        (Happening::Press, _) => {
            *presses += 1;
            Event::SubmitPressed { id: submission_id(*presses), at: now() }
        }
        (Happening::Withdraw, _) => {
            *presses += 1;
            Event::WithdrawPressed { id: submission_id(*presses), at: now() }
        }
        (Happening::Ends(outcome), Some(attempt)) => {
            Event::AttemptEnded(attempt.id().clone(), for_attempt(outcome, &attempt), 0)
        }
        (Happening::Ends(outcome) | Happening::LateEnd(outcome), _) => Event::AttemptEnded(nobody(), outcome, 0),
        (Happening::Crash, _) => Event::PageHidden,
    }
}

/// The page crashes, and is opened again with what it had kept.
fn after_crash(mut session: Session) -> Session {
    let kept = session.record("a-consultation", None, now());
    let revision = session.draft().revision.clone();
    let mut again = Session::new(session.form().clone(), revision, Answers::default());
    let parse = |line: &str| serde_json::from_str(line).ok();
    let found = kept.map(|text| Record::read(&text, parse).expect("what was kept can be read"));
    found.map(|record| again.apply(Event::DraftFound(record, seconds())));
    again
}

proptest! {
    // Ten thousand sequences take about twenty seconds.
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_answer_is_lost_nothing_unchecked_is_sent_no_attempt_changes_and_no_id_carries_two_bodies(
        happenings in vec(any_happening(), 0..40)
    ) {
        let (mut session, mut written, mut presses) = (session(good_answers()), good_answers(), 100);
        let (mut sent, mut doubted): (Vec<Arc<Attempt>>, Vec<SubmissionId>) = Default::default();
        for happening in happenings {
            if matches!(happening, Happening::Crash) {
                let open = session.under_way().or(session.held()).cloned();
                prop_assert!(open.is_some() || session.delivery().unsent().is_none(), "what is to be tried again is kept");
                let accepted = session.under_way().is_none().then(|| session.delivery().accepted_as()).flatten().map(str::to_owned);
                doubted.extend(session.under_way().map(|attempt| attempt.id().clone()));
                session = after_crash(session);
                let again = session.delivery().attempt().map(|attempt| (attempt.id().clone(), attempt.body().to_owned()));
                prop_assert_eq!(again, open.map(|attempt| (attempt.id().clone(), attempt.body().to_owned())));
                prop_assert_eq!(session.delivery().accepted_as(), accepted.as_deref(), "what was taken is known after a crash");
                if written.is_blank() {
                    written = typed(&session).clone();
                }
                prop_assert_eq!(typed(&session), &written);
                continue;
            }
            let (before, was_under_way) = (session.delivery().clone(), session.under_way().cloned());
            let event = event_of(happening, &session, &mut presses);
            if let Event::AnswerEdited(question, answer) = &event {
                written.set(question.clone(), answer.with_plain_line_ends());
            }
            let change = session.apply(event.clone());
            if event == Event::ChangeSentPressed && written.is_blank() {
                written = typed(&session).clone();
            }
            for effect in &change.effects {
                match effect {
                    Effect::Send(attempt) => {
                        let same_id = sent.iter().find(|other| other.id() == attempt.id());
                        prop_assert!(same_id.is_none_or(|other| other.body() == attempt.body()));
                        if same_id.is_none() {
                            let checked = consultation::form::rules::check(attempt.answers(), attempt.form());
                            let checked = checked.map(|checked| checked.answers().clone());
                            let is_right = checked == Ok(attempt.answers().clone());
                            let is_empty = attempt.answers().is_blank();
                            let may_go = if attempt.is_withdrawal() { is_empty } else { is_right };
                            prop_assert!(may_go, "unchecked answers went out");
                        }
                        prop_assert!(was_under_way.is_none(), "two at once");
                        sent.push(attempt.clone());
                    }
                    Effect::EmptyForm => {
                        let arrived = session.delivery().attempt().expect("something was received");
                        let all = written.of_asked_questions(arrived.form()).normal(arrived.form());
                        prop_assert_eq!(&all, arrived.answers());
                        written = Answers::default();
                    }
                    _ => {}
                }
            }
            prop_assert_eq!(typed(&session), &written);
            let has_receipt = matches!(session.delivery(), Delivery::Received { .. });
            prop_assert!(session.step() != Step::Receipt || has_receipt, "at a receipt that is not there");
            if let Some(attempt) = session.delivery().accepted_as().and(session.delivery().attempt()) {
                let sent_now = change.effects.iter().any(|effect| matches!(effect, Effect::Send(_)));
                prop_assert!(!sent_now, "what was taken went once more");
                let is_told = matches!(&event, Event::AttemptEnded(id, Outcome::Accepted(_), _) if id == attempt.id());
                prop_assert!(is_told || before == *session.delivery(), "taken without an answer that says so");
            }
            let is_new = |delivery: &Delivery| matches!(delivery, Delivery::Received { .. }) && *delivery != before;
            if is_new(session.delivery()) {
                let awaited = was_under_way.map(|attempt| attempt.id().clone());
                let answered = match &event {
                    Event::AttemptEnded(id, Outcome::Received(known), _) if known.id == *id => Some(id.clone()),
                    _ => None,
                };
                prop_assert!(answered.is_some() && answered == awaited, "received without its receipt");
            }
            if let (Delivery::Unknown { attempt, .. }, after) = (&before, session.delivery()) {
                prop_assert_eq!(after.attempt(), Some(attempt), "what may have arrived was forgotten");
            }
            match session.delivery() {
                Delivery::Unknown { attempt, .. } => doubted.push(attempt.id().clone()),
                Delivery::Refused { attempt, because } if !because.is_about_the_attempt() => {
                    prop_assert!(!doubted.contains(attempt.id()), "what may have arrived was called not sent");
                }
                // The receiver's own word that it has no such thing settles it.
                Delivery::Refused { attempt, .. } => doubted.retain(|id| id != attempt.id()),
                _ => {}
            }
        }
    }
}

proptest! {
    #[test]
    fn a_person_who_mends_never_sees_a_new_problem_while_typing(happenings in vec(any_happening(), 0..40)) {
        let (mut session, mut presses) = (session(Answers::default()), 100);
        for happening in happenings {
            let shown: Vec<_> = session.draft().shown().iter().map(|shown| shown.problem.question.clone()).collect();
            let event = event_of(happening, &session, &mut presses);
            let is_edit = matches!(event, Event::AnswerEdited(..));
            session.apply(event);
            let now: Vec<_> = session.draft().shown().iter().map(|shown| shown.problem.question.clone()).collect();
            prop_assert!(!is_edit || now == shown);
        }
    }
}

fn follow(session: &mut Session, step: Step) -> Vec<Effect> {
    session.apply(Event::AddressChanged(step)).effects
}

#[test]
fn answers_that_keep_the_rules_are_shown_before_they_are_sent_and_others_are_not() {
    let mut good = session(good_answers());
    assert_eq!(good.apply(Event::CheckPressed).effects, [Effect::ShowStep(Step::Checking)]);
    assert_eq!((good.step(), good.delivery()), (Step::Checking, &Delivery::Idle));
    let mut bad = mending();
    assert_eq!(bad.apply(Event::CheckPressed).effects, [Effect::FocusOutcome]);
    assert_eq!((bad.step(), bad.draft().shown().is_empty()), (Step::Writing, false));
}

#[test]
fn the_address_leads_to_what_there_is_and_nowhere_else() {
    let mut blank = session(Answers::default());
    assert_eq!((follow(&mut blank, Step::Checking), follow(&mut blank, Step::Receipt)), (vec![], vec![]));
    assert!(blank.draft().shown().is_empty());
    let mut written = session(good_answers());
    assert_eq!(follow(&mut written, Step::Receipt), []);
    assert_eq!(follow(&mut written, Step::Checking), [Effect::ShowStep(Step::Checking)]);
    assert_eq!(follow(&mut written, Step::Writing), [Effect::ShowStep(Step::Writing)]);
    let mut received = ended(&received());
    assert_eq!(follow(&mut received, Step::Checking), []);
    assert_eq!(follow(&mut received, Step::Writing), [Effect::ShowStep(Step::Writing)]);
    assert_eq!(follow(&mut received, Step::Receipt), [Effect::ShowStep(Step::Receipt)]);
}

#[test]
fn what_the_receiver_found_wrong_leads_back_to_the_form() {
    let problem = Problem { question: id("treaty"), cause: Cause::Explained("Too short".into()) };
    let mut session = session(good_answers());
    session.apply(Event::CheckPressed);
    submit(&mut session, SEED);
    let effects = end(&mut session, Outcome::Refused(Reason::ProblemsFound, vec![problem]));
    assert!(effects.contains(&Effect::ShowStep(Step::Writing)), "{effects:?}");
}

#[test]
fn a_part_is_as_far_as_it_is_written_and_is_looked_at_once_it_is_left() {
    let (about_you, views) = (id("about-you"), id("your-views"));
    let mut session = session(Answers::default());
    let progress = |session: &Session| session.progress(0);
    session.apply(Event::PartEntered(about_you.clone()));
    assert_eq!(progress(&session), Progress::NotStarted);
    edit(&mut session, "full-name", text("Aroha"));
    assert_eq!(progress(&session), Progress::InProgress);
    session.apply(Event::PartEntered(views));
    assert_eq!(progress(&session), Progress::NeedsAttention);
    assert_eq!(session.draft().problem(&id("responding-as")), None);
    session.apply(Event::PartOpened(about_you.clone()));
    assert_eq!(session.draft().problem(&id("responding-as")).map(|problem| &problem.cause), Some(&Cause::Missing));
    assert!(session.draft().shown().is_empty() && !session.draft().is_wrong());
    edit(&mut session, "responding-as", text("individual"));
    assert_eq!((progress(&session), session.draft().problem(&id("responding-as"))), (Progress::InProgress, None));
    session.apply(Event::PartClosed(about_you));
    assert_eq!(progress(&session), Progress::Done);
}

#[test]
fn a_part_that_is_left_without_a_word_is_not_started_whatever_it_needs() {
    let mut session = session(Answers::default());
    for part in ["about-you", "your-views"] {
        session.apply(Event::PartEntered(id(part)));
        session.apply(Event::PartClosed(id(part)));
    }
    assert_eq!((session.progress(0), session.progress(1)), (Progress::NotStarted, Progress::NotStarted));
}

#[test]
fn a_quotation_stands_behind_what_is_written_with_room_below() {
    let mut session = session(Answers::default());
    let quote = |session: &mut Session| session.apply(Event::PassageQuoted(id("anything-else"), "“Shall” (1)".into()));
    let effects = quote(&mut session).effects;
    assert_eq!(typed(&session).text(&id("anything-else")), "“Shall” (1)\n\n");
    assert_eq!(effects, [Effect::Keep, Effect::ShowAnswers, Effect::FocusField("anything-else".into())]);
    edit(&mut session, "anything-else", text("“Shall” (1)\n\nI agree."));
    quote(&mut session);
    assert_eq!(typed(&session).text(&id("anything-else")), "“Shall” (1)\n\nI agree.\n\n“Shall” (1)\n\n");
}
