//! What the kinds of question that the shipped content does without take, refuse, and make of an answer.

mod common;

use common::{answers, every_kind, id, many, text, wording};
use consultation::form::answers::{Answer, Answers};
use consultation::form::kind::Kind;
use consultation::form::kind::add_another::AddAnother;
use consultation::form::problem::{Cause, Problem};
use consultation::form::question::Question;
use consultation::form::rules::check;
use consultation::text::wording::Phrase;

/// The question of that name.
fn with_question<T>(name: &str, read: impl Fn(&Question) -> T) -> T {
    read(every_kind().question(&id(name)).expect("the fixture asks it"))
}

fn cause(name: &str, answer: &Answer) -> Option<Cause> {
    with_question(name, |question| question.kind.check(answer))
}

fn normal(name: &str, answer: &Answer) -> Answer {
    with_question(name, |question| question.kind.normal(answer))
}

fn in_words(name: &str, answer: &Answer) -> String {
    with_question(name, |question| question.kind.in_words(answer, &wording()))
}

#[test]
fn a_day_is_read_as_people_write_it_and_sent_as_programs_do() {
    for typed in ["3 8 1901", "03/08/1901", "3.8.1901", " 3-8-1901 ", "1901-08-03", "1901/8/3", "3 / 8 / 1901."] {
        assert_eq!(cause("founded", &text(typed)), None, "{typed}");
        assert_eq!(normal("founded", &text(typed)), text("1901-08-03"), "{typed}");
        assert_eq!(in_words("founded", &text(typed)), "3 August 1901", "{typed}");
    }
}

#[test]
fn what_is_wrong_with_a_day_is_said_of_the_part_that_it_is_wrong_with() {
    for (typed, part) in [
        ("3 8", Phrase::DateParts),
        ("August", Phrase::DateParts),
        ("3 8 1901 7", Phrase::DateParts),
        ("3 13 1901", Phrase::DateMonth),
        ("3 0 1901", Phrase::DateMonth),
        ("1901-13-03", Phrase::DateMonth),
        ("3 8 01", Phrase::DateYear),
        ("3 8 19010", Phrase::DateYear),
        ("31 9 1901", Phrase::DateDay),
        ("29 2 1901", Phrase::DateDay),
        ("0 8 1901", Phrase::DateDay),
        ("3 8 99999999999999999999", Phrase::DateYear),
    ] {
        assert_eq!(cause("founded", &text(typed)), Some(Cause::NotADate(part)), "{typed}");
        assert_eq!(normal("founded", &text(typed)), text(typed), "what is no day stays as it was typed");
    }
}

#[test]
fn a_day_before_or_after_those_accepted_is_told_in_the_contents_own_words() {
    for (typed, is_outside) in [("5 2 1840", true), ("6 2 1840", false), ("31 8 2022", false), ("1 9 2022", true)] {
        assert_eq!(cause("founded", &text(typed)), is_outside.then_some(Cause::DateOutside), "{typed}");
    }
    let problem = Problem { question: id("founded"), cause: Cause::DateOutside };
    let message = problem.message(&every_kind(), &wording());
    assert_eq!(message, "Enter a date from 6 February 1840 to 31 August 2022");
}

#[test]
fn telephone_numbers_are_taken_as_people_write_them() {
    let pasted = [
        "\u{a0}021123456\u{200b}",
        "021\u{a0}123\u{202f}456\n",
        "021\u{2011}123\u{2011}456",
        "021–123–456",
        "021 123\u{200b} 456",
        "０２１−１２３−４５６",
    ];
    for typed in ["021 123 456", "+64 (4) 123-4567", "04.123.4567 ext 12", "111 11"].into_iter().chain(pasted) {
        assert_eq!(cause("phone", &text(typed)), None, "{typed:?}");
    }
    for typed in ["0800 TREATY", "111", "call me", "021 123 456 or my brother"] {
        assert_eq!(cause("phone", &text(typed)), Some(Cause::NotATelephoneNumber), "{typed:?}");
    }
    let endless = text(&"1".repeat(61));
    assert_eq!(cause("phone", &endless), Some(Cause::TooLong { limit: 60, length: 61 }));
    assert_eq!(normal("phone", &text(" 021 123 456\u{200b}")), text("021 123 456"));
}

#[test]
fn a_whole_number_is_one_number_however_its_thousands_are_written() {
    for typed in ["1200", " 1,200 ", "1 200", "1\u{202f}200", "0001200", "\u{200b}1200\u{feff}", "１２００"] {
        assert_eq!(
            (cause("members", &text(typed)), normal("members", &text(typed))),
            (None, text("1200")),
            "{typed:?}"
        );
    }
    for typed in [",", "1,", "1,5", "12 34", "1,0000", "many", "-1", "+1", "1.5", "1e3", "٣", "99999999999"] {
        assert_eq!(cause("members", &text(typed)), Some(Cause::NotANumber), "{typed:?}");
        assert_eq!(normal("members", &text(typed)), text(typed));
    }
    for typed in ["0", "100001"] {
        let out = Cause::OutOfRange { least: 1, most: 100_000 };
        assert_eq!(cause("members", &text(typed)), Some(out), "{typed:?}");
    }
}

#[test]
fn an_address_is_taken_as_it_stands_on_an_envelope() {
    let address = text("Māori Women’s Refuge\nPO Box 27 078\nMarion Square, Wellington 6141\nAotearoa New Zealand");
    assert_eq!((cause("postal-address", &address), normal("postal-address", &address)), (None, address));
    let endless = text(&"1".repeat(501));
    assert_eq!(cause("postal-address", &endless), Some(Cause::TooLong { limit: 500, length: 501 }));
}

#[test]
fn groups_without_a_word_are_none_and_the_others_are_checked_field_by_field() {
    let typed = many(&["", "Aroha\nChair", "\n", "Tama\n"]);
    assert_eq!((cause("signing", &typed), normal("signing", &typed)), (None, many(&["Aroha\nChair", "Tama\n"])));
    assert_eq!(in_words("signing", &typed), "Aroha, Chair\nTama");
    assert!(many(&["", "\n"]).is_blank());
    let long = many(&["Aroha\nChair", &format!("Tama\n{}", "x".repeat(21))]);
    assert_eq!(cause("signing", &long), Some(Cause::TooLong { limit: 20, length: 21 }));
    assert_eq!(cause("signing", &many(&["a\n", "b\n", "c\n", "d\n"])), Some(Cause::TooMany { most: 3 }));
    assert_eq!(cause("signing", &many(&["a\nb\nc"])), Some(Cause::WrongKind), "no field is on the third line");
}

#[test]
fn a_field_of_a_group_changes_alone_and_what_was_typed_stays_on_its_line() {
    with_question("signing", |question| {
        let Kind::AddAnother(kind) = &question.kind else { panic!("it is another kind") };
        let one = kind.with_field(&[], 1, 0, "Tama\nChair");
        assert_eq!(one, ["", "Tama\n"]);
        let both = kind.with_field(&one, 1, 1, "Chair");
        assert_eq!(both, ["", "Tama\nChair"]);
        assert_eq!(AddAnother::typed_in(&both, 1, 1), "Chair");
        assert_eq!(AddAnother::typed_in(&both, 7, 1), "");
        assert_eq!(kind.with_field(&one, 1, 0, ""), ["", ""], "an empty group says nothing");
    });
}

/// Whether the fixture asks for a telephone number, which it does of charities alone.
fn asks_for_a_number(pairs: &[(&str, Answer)]) -> bool {
    with_question("phone", |question| answers(pairs).asks(&every_kind(), question))
}

#[test]
fn a_condition_of_several_answers_holds_when_all_of_them_are_given() {
    let (organisation, charity) = (("responding-as", text("organisation")), ("organisation-kind", text("charity")));
    assert!(asks_for_a_number(&[organisation.clone(), charity.clone()]));
    assert!(!asks_for_a_number(&[organisation]));
    assert!(!asks_for_a_number(&[("responding-as", text("individual")), charity]), "it is not asked any more");
}

#[test]
fn a_condition_of_any_answer_holds_when_one_of_them_is_given() {
    let mut form = (*every_kind()).clone();
    for question in form.parts.iter_mut().flat_map(|part| &mut part.questions) {
        question.show_when.iter_mut().for_each(|condition| condition.all = false);
    }
    let asks = |pairs: &[(&str, Answer)]| {
        let question = form.question(&id("phone")).expect("the form asks it");
        answers(pairs).asks(&form, question)
    };
    assert!(asks(&[("responding-as", text("organisation"))]));
    assert!(!asks(&[("responding-as", text("individual"))]));
}

#[test]
fn an_answer_that_is_asked_for_after_others_names_one_of_them_where_they_are_not_given() {
    let form = every_kind();
    let stray: Answers = answers(&[("responding-as", text("individual")), ("phone", text("021 123 456"))]);
    let problems = check(&stray, &form).expect_err("it is not asked");
    let found = problems.iter().find(|problem| problem.question == id("phone")).map(|problem| problem.cause.clone());
    assert_eq!(found, Some(Cause::NotAsked { depends_on: id("responding-as") }));
}
