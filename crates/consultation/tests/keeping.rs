//! What is kept on the person's device, and how it comes back: nothing that was kept is lost, and nothing is kept that may not be.

mod common;

use std::sync::Arc;

use common::{answers, every_kind, good_answers, id, many, seconds, submission_id, text};
use consultation::content::updates::Revision;
use consultation::delivery::receipt::Receipt;
use consultation::delivery::reply::Outcome;
use consultation::delivery::submission::SubmissionId;
use consultation::delivery::{Delivery, Doubt, Reason};
use consultation::form::answers::{Answer, Answers};
use consultation::json::Json;
use consultation::session::record::Record;
use consultation::session::{Effect, Event, Keeping, NextTry, Session, Step};
use consultation::text::wording::Phrase;
use consultation::time::instant::Instant;
use proptest::prelude::*;

const CONSULTATION: &str = "a4d94b18";

fn at(text: &str) -> Instant {
    text.parse().expect("the test states a moment")
}

fn now() -> Instant {
    at("2022-08-01T14:14:00+12:00")
}

fn session(answers: Answers) -> Session {
    Session::new(every_kind(), Revision { number: 3, sha256: "0f".repeat(32) }, answers)
}

fn parse(line: &str) -> Option<Json> {
    serde_json::from_str(line).ok()
}

fn kept(session: &mut Session) -> Record {
    let text = session.record(CONSULTATION, None, now()).expect("there is something to keep");
    Record::read(&text, parse).expect("what was written can be read")
}

/// What another window, or this one after a crash, brings back.
fn brought_back(mut session: Session, record: Record) -> Session {
    session.apply(Event::DraftFound(record, seconds()));
    session
}

fn sending() -> Session {
    let mut session = session(good_answers());
    session.apply(Event::SubmitPressed { id: submission_id(7), at: now() });
    session
}

#[test]
fn a_blank_form_keeps_nothing() {
    let blank = answers(&[("treaty", text(" \n")), ("reply-by", many(&[])), ("understood", Answer::Agreed(false))]);
    for mut session in [session(Answers::default()), session(blank)] {
        assert_eq!(session.record(CONSULTATION, None, now()), None);
    }
}

#[test]
fn what_comes_back_says_since_when_and_is_kept_again_under_the_new_window() {
    let record = kept(&mut session(good_answers()));
    let mut session = session(Answers::default());
    let effects = session.apply(Event::DraftFound(record, seconds())).effects;
    assert_eq!(effects, [Effect::ShowAnswers, Effect::TellKeeping, Effect::Keep]);
    assert_eq!((session.draft().answers(), session.keeping()), (&good_answers(), Keeping::Back(now())));
}

#[test]
fn words_that_are_kept_again_unchanged_are_no_newer_than_they_were() {
    let later = at("2022-08-01T15:00:00+12:00");
    let mut first = session(Answers::default());
    first.apply(Event::AnswerEdited(id("treaty"), text("Of the first window")));
    let record = kept(&mut first);
    let kept_at = |session: &mut Session| {
        let text = session.record(CONSULTATION, None, later).expect("there is something to keep");
        Record::read(&text, parse).expect("what was written can be read").kept_at()
    };
    assert_eq!(kept_at(&mut first), now());
    let mut second = brought_back(session(Answers::default()), record);
    assert_eq!(kept_at(&mut second), now());
    second.apply(Event::AnswerEdited(id("treaty"), text("Of the second window")));
    assert_eq!(kept_at(&mut second), later);
}

#[test]
fn words_that_come_back_carry_the_id_that_they_had_unless_others_are_there() {
    let record = |id: Option<&SubmissionId>| {
        let text = session(good_answers()).record(CONSULTATION, id, now()).expect("there is something to keep");
        Record::read(&text, parse).expect("what was written can be read")
    };
    let used = Effect::UseId(submission_id(7));
    let mut blank = session(Answers::default());
    assert!(blank.apply(Event::DraftFound(record(Some(&submission_id(7))), seconds())).effects.contains(&used));
    let mut written = session(answers(&[("anything-else", text("Of today"))]));
    assert!(!written.apply(Event::DraftFound(record(Some(&submission_id(7))), seconds())).effects.contains(&used));
    assert_eq!(record(None).id(), None);
}

#[test]
fn long_texts_that_differ_are_both_kept_and_other_answers_stay_as_they_are_on_the_page() {
    let before = answers(&[
        ("anything-else", text("Of yesterday")),
        ("full-name", text("Aroha")),
        ("reply-by", many(&["post"])),
    ]);
    let there = answers(&[("anything-else", text("Of today")), ("full-name", text("Mere"))]);
    let record = kept(&mut session(before));
    let session = brought_back(session(there), record);
    let now = session.draft().answers();
    assert_eq!(now.text(&id("anything-else")), "Of yesterday\n\nOf today");
    assert_eq!((now.text(&id("full-name")), now.answer(&id("reply-by"))), ("Mere", Some(&many(&["post"]))));
}

#[test]
fn a_short_answer_that_gives_way_to_another_is_named() {
    let before = answers(&[("full-name", text("Aroha")), ("email", text("a@b.example")), ("anything-else", text("x"))]);
    let record = kept(&mut session(before));
    let there = answers(&[("full-name", text("Mere")), ("email", text("a@b.example")), ("anything-else", text("y"))]);
    let mut session = session(there);
    session.apply(Event::DraftFileChosen(Some(record)));
    assert_eq!(session.others(), [(id("full-name"), text("Aroha"))]);
    session.apply(Event::DeletePressed);
    assert_eq!(session.others(), []);
}

#[test]
fn a_draft_of_an_earlier_revision_says_which() {
    let record = kept(&mut session(good_answers()));
    let newer = Revision { number: 5, sha256: "0f".repeat(32) };
    let mut later = Session::new(every_kind(), newer.clone(), Answers::default());
    later.apply(Event::DraftFound(record.clone(), seconds()));
    assert_eq!(later.written_in(), Some(3));
    assert_eq!(brought_back(session(Answers::default()), record).written_in(), None);
    let mut open = session(good_answers());
    open.apply(Event::FormReplaced(every_kind(), newer));
    assert_eq!(open.written_in(), Some(3));
}

#[test]
fn a_text_that_goes_on_where_the_other_ends_is_there_once() {
    for (before, there) in
        [("Kia ora", "Kia ora koutou"), ("Kia ora koutou", "Kia ora"), ("Kia ora koutou", "Kia ora koutou")]
    {
        let record = kept(&mut session(answers(&[("anything-else", text(before))])));
        let session = brought_back(session(answers(&[("anything-else", text(there))])), record);
        assert_eq!(session.draft().answers().text(&id("anything-else")), "Kia ora koutou");
    }
}

#[test]
fn an_attempt_that_was_on_its_way_comes_back_as_unknown_and_is_sent_again_with_the_same_bytes() {
    let mut before = sending();
    let attempt = before.delivery().attempt().cloned().expect("it is on its way");
    let record = kept(&mut before);
    let mut session = brought_back(session(Answers::default()), record);
    assert!(matches!(session.delivery(), Delivery::Unknown { because: Doubt::NoAnswer, .. }));
    let effects =
        session.apply(Event::SubmitPressed { id: submission_id(9), at: at("2022-08-02T09:00:00+12:00") }).effects;
    let Some(Effect::Send(again)) = effects.first() else { panic!("nothing is sent: {effects:?}") };
    assert_eq!((again.id(), again.body()), (attempt.id(), attempt.body()));
    assert_eq!(again.first_tried(), attempt.first_tried());
}

#[test]
fn a_file_has_every_answer_and_no_attempt_and_opening_it_keeps_what_was_written() {
    let file = sending().file(CONSULTATION, now());
    assert!(!file.contains('\n') && !file.contains(submission_id(7).as_str()), "{file}");
    let record = Record::read(&file, parse).expect("it can be read");
    let mut session = session(answers(&[("anything-else", text("Mine"))]));
    let effects = session.apply(Event::DraftFileChosen(Some(record))).effects;
    assert_eq!(effects, [Effect::ShowAnswers, Effect::Tell(Phrase::DraftOpened), Effect::Keep]);
    let now = session.draft().answers();
    assert_eq!((now.text(&id("full-name")), now.text(&id("anything-else"))), ("Aroha", "Mine"));
    assert_eq!(session.delivery(), &Delivery::Idle);
    assert_eq!(session.apply(Event::DraftFileChosen(None)).effects, [Effect::Tell(Phrase::DraftUnreadable)]);
}

#[test]
fn words_whose_question_is_gone_are_left_over() {
    let draft = session(answers(&[("gone", text("Kia ora")), ("blank", text(" ")), ("treaty", text("Here"))]));
    let left_over: Vec<_> = draft.draft().left_over(draft.form()).map(|(id, words)| (id.as_str(), words)).collect();
    assert_eq!(left_over, [("gone", "Kia ora")]);
}

#[test]
fn what_was_refused_comes_back_with_the_reason_and_its_first_moment_and_waits_for_the_person() {
    for because in [Reason::NotSaid, Reason::TooLarge] {
        let mut before = sending();
        let attempt = before.delivery().attempt().cloned().expect("it is on its way");
        before.apply(Event::AttemptEnded(submission_id(7), Outcome::Refused(because.clone(), Vec::new()), 0));
        let record = kept(&mut before);
        let session = brought_back(session(Answers::default()), record);
        let Delivery::Refused { attempt: again, because: known } = session.delivery() else { panic!("{because:?}") };
        assert_eq!((again.first_tried(), again.id(), known), (attempt.first_tried(), attempt.id(), &because));
        assert_eq!(session.next_try(), NextTry::Theirs, "{because:?}");
    }
}

#[test]
fn words_that_were_refused_and_taken_out_of_the_form_are_not_kept() {
    let mut session = sending();
    session.apply(Event::AttemptEnded(submission_id(7), Outcome::Refused(Reason::NotSaid, Vec::new()), 0));
    session.apply(Event::AnswerEdited(id("full-name"), text("Another")));
    let text = session.record(CONSULTATION, None, now()).expect("the rest is still a draft");
    assert!(!text.contains("Aroha"), "{text}");
}

#[test]
fn of_words_that_were_deleted_while_they_were_on_their_way_nothing_is_kept_whatever_is_answered() {
    for outcome in [
        Outcome::Accepted("A-1".to_owned()),
        Outcome::Refused(Reason::TooLarge, Vec::new()),
        Outcome::Refused(Reason::NotSaid, Vec::new()),
        Outcome::Refused(Reason::Offline, Vec::new()),
    ] {
        let mut session = sending();
        session.apply(Event::DeletePressed);
        session.apply(Event::AttemptEnded(submission_id(7), outcome.clone(), 0));
        assert_eq!(session.record(CONSULTATION, None, now()), None, "{outcome:?}");
    }
}

#[test]
fn a_withdrawal_that_was_refused_is_not_kept_and_hides_no_receipt() {
    let mut session = received();
    session.apply(Event::WithdrawPressed { id: submission_id(8), at: now() });
    session.apply(Event::AttemptEnded(submission_id(8), Outcome::Refused(Reason::NotSaid, Vec::new()), 0));
    assert_eq!(session.record(CONSULTATION, None, now()), None);
}

#[test]
fn a_refusal_that_checking_once_more_shows_is_not_kept() {
    for because in [Reason::ProblemsFound, Reason::OtherForm] {
        let mut refused = sending();
        refused.apply(Event::AttemptEnded(submission_id(7), Outcome::Refused(because, Vec::new()), 0));
        let text = refused.record(CONSULTATION, None, now()).expect("the words are still a draft");
        assert!(!text.contains('\n'), "{text}");
    }
}

#[test]
fn on_a_shared_computer_nothing_is_kept_and_what_was_is_deleted() {
    let mut session = session(good_answers());
    assert_eq!(
        session.apply(Event::SharedComputerSaid(true)).effects,
        [Effect::ForgetAll, Effect::LetBrowserRestore(false)]
    );
    assert_eq!(session.record(CONSULTATION, None, now()), None);
    assert_eq!(session.apply(Event::AnswerEdited(id("treaty"), text("Kia ora"))).effects, []);
    assert_eq!(session.apply(Event::PageHidden).effects, []);
    assert_eq!(session.apply(Event::DraftKept(now())).effects, [Effect::Forget], "a keeping that was under way");
    assert_eq!(session.apply(Event::PageLeft).effects, [Effect::EmptyForm]);
    assert!(session.draft().answers().is_blank());
}

#[test]
fn on_a_shared_computer_a_page_that_was_left_shows_no_receipt_either() {
    let mut session = sending();
    session.apply(Event::SharedComputerSaid(true));
    session.apply(Event::AttemptEnded(submission_id(7), Outcome::Received(receipt()), 0));
    assert_eq!(session.step(), Step::Receipt);
    session.apply(Event::PageLeft);
    assert_eq!((session.step(), session.delivery()), (Step::Writing, &Delivery::Idle));
}

fn receipt() -> Receipt {
    Receipt {
        id: submission_id(7),
        reference: "BCDF-2345".to_owned(),
        received_at: now(),
        late: true,
        body_sha256: Some("0f".repeat(32)),
        amends: Some("ZZZZ-2222".to_owned()),
        takes_changes: true,
    }
}

fn received() -> Session {
    let mut session = sending();
    session.apply(Event::AttemptEnded(submission_id(7), Outcome::Received(receipt()), 0));
    session
}

#[test]
fn a_receipt_comes_back_whole_beside_an_empty_form_and_at_its_own_address() {
    let before = received();
    let (reference, text) = before.receipt_record(CONSULTATION, now()).expect("it has arrived");
    assert_eq!((reference, text.lines().count()), ("BCDF-2345", 3));
    let record = Record::read(&text, parse).expect("what was written can be read");
    assert!(record.is_receipt());
    let mut session = session(Answers::default());
    session.apply(Event::ReceiptFound(record));
    let attempt = before.delivery().attempt().expect("it was sent").clone();
    assert!(matches!(session.delivery(), Delivery::Received { attempt: back, receipt: kept }
        if back.body() == attempt.body() && *kept == receipt()));
    assert_eq!((session.step(), session.is_done(), session.is_changed_since()), (Step::Writing, false, false));
    assert!(!session.would_lose_words() && !session.is_in_use());
    session.apply(Event::AddressChanged(Step::Receipt));
    assert_eq!(session.step(), Step::Receipt);
    assert!(session.transcript().in_words(&common::wording()).contains("BCDF-2345"));
    let effects = session.apply(Event::ReceiptDeletePressed).effects;
    assert!(effects.contains(&Effect::ForgetReceipt("BCDF-2345".to_owned())), "{effects:?}");
    assert_eq!((session.step(), session.delivery()), (Step::Writing, &Delivery::Idle));
}

#[test]
fn a_draft_is_no_receipt_and_on_a_shared_computer_there_is_none() {
    assert!(!kept(&mut sending()).is_receipt());
    assert_eq!(sending().receipt_record(CONSULTATION, now()), None);
    let mut session = received();
    let effects = session.apply(Event::SharedComputerSaid(true)).effects;
    assert!(effects.contains(&Effect::ForgetReceipt("BCDF-2345".to_owned())), "{effects:?}");
    assert_eq!(session.receipt_record(CONSULTATION, now()), None);
}

#[test]
fn where_nothing_is_kept_the_page_in_another_language_gets_the_draft_along_and_else_finds_it() {
    for (event, comes_along) in
        [(Event::SharedComputerSaid(true), true), (Event::DraftNotKept, true), (Event::DraftKept(now()), false)]
    {
        let mut before = session(good_answers());
        before.apply(event);
        let words = before.words_to_bring(CONSULTATION, None, now());
        assert_eq!(words.is_some(), comes_along);
        for record in words.iter().filter_map(|text| Record::read(text, parse)) {
            let mut after = session(Answers::default());
            after.apply(Event::SharedComputerSaid(true));
            let change = after.apply(Event::DraftFound(record, seconds()));
            assert_eq!(after.draft().answers(), before.draft().answers());
            assert_eq!(after.keeping(), Keeping::SharedComputer);
            assert!(!change.effects.contains(&Effect::Keep));
        }
    }
}

#[test]
fn on_a_shared_computer_the_page_in_another_language_gets_the_receipt_that_is_shown() {
    let mut before = received();
    before.apply(Event::SharedComputerSaid(true));
    let text = before.words_to_bring(CONSULTATION, None, now()).expect("it is at the receipt");
    let record = Record::read(&text, parse).expect("it is whole");
    assert!(record.is_receipt());
}

#[test]
fn words_that_the_person_takes_out_again_are_not_kept() {
    let mut session = session(answers(&[("treaty", text("Kia ora"))]));
    kept(&mut session);
    session.apply(Event::DraftKept(now()));
    let change = session.apply(Event::AnswerEdited(id("treaty"), text("")));
    assert_eq!((change.effects, change.seen.keeping), (vec![Effect::Keep], true));
    assert_eq!((session.record(CONSULTATION, None, now()), session.keeping()), (None, Keeping::NotYet));
}

#[test]
fn a_page_that_goes_out_of_sight_keeps_at_once() {
    for event in [Event::PageHidden, Event::PageLeft] {
        assert_eq!(session(good_answers()).apply(event).effects, [Effect::KeepAtOnce]);
    }
}

#[test]
fn deleting_empties_the_draft_but_forgets_nothing_that_may_have_arrived() {
    let mut session = sending();
    session.apply(Event::AttemptEnded(submission_id(7), Outcome::Unknown(Doubt::NoAnswer), 0));
    let effects = session.apply(Event::DeletePressed).effects;
    assert_eq!(effects, [Effect::ForgetAll, Effect::EmptyForm, Effect::Tell(Phrase::DraftDeleted), Effect::Keep]);
    assert!(session.draft().answers().is_blank() && session.delivery().is_open());
    assert!(kept(&mut session).is_alive(CONSULTATION, None, now()));
}

#[test]
fn that_nothing_can_be_kept_is_told_once() {
    let mut session = session(good_answers());
    assert_eq!(session.apply(Event::DraftNotKept).effects, [Effect::TellKeeping]);
    assert_eq!(session.apply(Event::DraftNotKept).effects, []);
}

#[test]
fn only_words_that_are_not_kept_are_lost_with_the_window() {
    let mut session = session(good_answers());
    assert!(session.would_lose_words());
    kept(&mut session);
    session.apply(Event::DraftKept(now()));
    assert!(!session.would_lose_words());
    session.apply(Event::AnswerEdited(id("treaty"), text("Kia ora")));
    assert!(session.would_lose_words());
}

#[test]
fn that_it_is_back_is_said_until_the_person_writes_on() {
    let record = kept(&mut session(good_answers()));
    let mut session = brought_back(session(Answers::default()), record);
    let later = at("2022-08-01T14:15:00+12:00");
    kept(&mut session);
    session.apply(Event::DraftKept(later));
    assert!(session.keeping() == Keeping::Back(now()) && !session.would_lose_words());
    session.apply(Event::AnswerEdited(id("treaty"), text("Kia ora")));
    kept(&mut session);
    session.apply(Event::DraftKept(later));
    assert_eq!(session.keeping(), Keeping::Kept(later));
}

#[test]
fn a_record_ends_thirty_days_after_the_closing_moment_and_belongs_to_one_consultation() {
    let record = kept(&mut session(good_answers()));
    let closes = at("2022-08-23T17:00:00+12:00");
    assert!(record.is_alive(CONSULTATION, Some(closes), at("2022-09-22T16:59:59+12:00")));
    assert!(!record.is_alive(CONSULTATION, Some(closes), at("2022-09-22T17:00:00+12:00")));
    assert!(!record.is_alive("another", Some(closes), now()));
}

#[test]
fn without_a_closing_moment_a_record_ends_ninety_days_after_it_was_kept() {
    let record = kept(&mut session(good_answers()));
    assert!(record.is_alive(CONSULTATION, None, at("2022-10-30T14:13:59+12:00")));
    assert!(!record.is_alive(CONSULTATION, None, at("2022-10-30T14:14:00+12:00")));
}

#[test]
fn of_one_draft_the_count_tells_the_newer_and_of_two_the_clock() {
    let mut session = session(good_answers());
    let first = kept(&mut session);
    let text = session.record(CONSULTATION, None, at("2022-07-01T09:00:00+12:00")).expect("there are words");
    let clock_set_back = Record::read(&text, parse).expect("it can be read");
    assert!(clock_set_back.is_newer_than(&first, true) && !clock_set_back.is_newer_than(&first, false));
}

#[test]
fn what_is_damaged_or_of_another_schema_is_no_record() {
    let text = sending().record(CONSULTATION, None, now()).expect("there is something to keep");
    for (what, other) in [
        ("cut off", text[..text.len() - 2].to_owned()),
        ("of a later schema", text.replace(r#""schema":1"#, r#""schema":2"#)),
        ("without a schema", text.replace(r#""schema":1,"#, "")),
        ("without answers", text.replace(r#""answers""#, r#""words""#)),
        ("with another body", text.replace(r#"{"id":"#, r#"{"ID":"#)),
        ("nothing", String::new()),
        ("no JSON", "no JSON {".to_owned()),
    ] {
        assert_eq!(Record::read(&other, parse), None, "{what}");
    }
}

#[test]
fn a_draft_that_cannot_be_read_goes_when_the_person_deletes_theirs_or_shares_the_computer() {
    for (event, goes) in [
        (Event::DeletePressed, true),
        (Event::SharedComputerSaid(true), true),
        (Event::SharedComputerSaid(false), false),
    ] {
        let mut session = session(good_answers());
        session.apply(Event::DamagedDraftFound("no JSON {".to_owned()));
        assert_eq!(session.apply(event).effects.contains(&Effect::ForgetAll), goes);
        assert_eq!(session.has_damaged_draft(), !goes);
    }
}

#[test]
fn a_draft_that_cannot_be_read_is_the_persons_all_the_same() {
    let mut session = session(Answers::default());
    assert_eq!(session.apply(Event::DamagedDraftPressed).effects, []);
    session.apply(Event::DamagedDraftFound("no JSON {".to_owned()));
    assert!(session.has_damaged_draft());
    let effects = session.apply(Event::DamagedDraftPressed).effects;
    assert_eq!(effects, [Effect::SaveText("no JSON {".to_owned())]);
}

fn any_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => any::<String>().prop_map(|words| Answer::Text(words).with_plain_line_ends()),
        1 => prop::collection::vec(any::<String>(), 0..4).prop_map(Answer::Many),
        1 => any::<bool>().prop_map(Answer::Agreed),
    ]
}

proptest! {
    #[test]
    fn every_answer_that_can_be_written_comes_back_exactly(
        pairs in prop::collection::vec(("[a-z]{1,6}(-[a-z0-9]{1,6})?", any_answer()), 1..8)
    ) {
        let pairs = pairs.into_iter().map(|(name, answer)| (id(&name), answer));
        let written: Answers = pairs.chain([(id("treaty"), text("Tēnā koe"))]).collect();
        let record = kept(&mut session(written.clone()));
        let back = brought_back(session(Answers::default()), record);
        let without_blanks = |answers: &Answers| -> Answers {
            let all = answers.iter().filter(|(_, answer)| !answer.is_blank());
            all.map(|(id, answer)| (id.clone(), answer.clone())).collect()
        };
        prop_assert_eq!(without_blanks(back.draft().answers()), without_blanks(&written));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,80}") {
        let _ = Record::read(&text, parse);
    }
}

#[test]
fn the_answers_of_a_form_that_has_gone_come_back_too() {
    let mut smaller = Arc::unwrap_or_clone(every_kind());
    smaller.parts.retain(|part| part.id != id("before-you-send"));
    let record = kept(&mut session(good_answers()));
    let session = Session::new(smaller, Revision { number: 4, sha256: String::new() }, Answers::default());
    assert_eq!(brought_back(session, record).draft().answers(), &good_answers());
}
