//! The rules of a form, one table a rule and kind. What they promise for all answers is in `properties.rs`.

mod common;

use std::sync::Arc;

use common::{answers, codes, every_kind, good_answers, good_answers_but, id, many, shipped, text, wording};
use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::form::condition::{Chosen, Condition};
use consultation::form::length::length;
use consultation::form::problem::{Cause, Problem};
use consultation::form::rules::check;
use consultation::text::wording::Phrase;

/// What is wrong with the good answers once one of them is `answer`.
fn causes(question: &str, answer: Answer) -> Vec<Cause> {
    let problems = check(&good_answers_but(&[(question, answer)]), &every_kind()).err().unwrap_or_default();
    assert!(problems.iter().all(|problem| problem.question == id(question)), "{problems:?}");
    problems.into_iter().map(|problem| problem.cause).collect()
}

/// The good answers without the one to `question`.
fn good_answers_without(question: &str) -> Answers {
    let others = good_answers();
    others
        .iter()
        .filter(|(other, _)| **other != id(question))
        .map(|(id, answer)| (id.clone(), answer.clone()))
        .collect()
}

fn check_codes(answers: &Answers, expected: &[(&str, &str)]) {
    let problems = check(answers, &every_kind()).err().unwrap_or_default();
    assert_eq!(codes(&problems), expected);
}

#[test]
fn answers_that_keep_every_rule_pass_as_they_are() {
    let checked = check(&good_answers(), &every_kind()).expect("they keep every rule");
    assert_eq!(checked.answers(), &good_answers());
}

#[test]
fn a_needed_answer_is_missing_when_it_says_nothing() {
    for (question, blank) in [
        ("full-name", text("")),
        ("full-name", text(" \t\r\n\u{a0}\u{3000}")),
        ("full-name", text("\u{200b}\u{2060}\u{feff}\u{ad}\u{2800}\u{3164}\u{200d}\u{200e}\0\u{1c}")),
        ("responding-as", text("")),
        ("reply-by", many(&[])),
        ("understood", Answer::Agreed(false)),
    ] {
        assert_eq!(causes(question, blank.clone()), [Cause::Missing], "{question}: {blank:?}");
    }
}

#[test]
fn a_needed_answer_is_missing_when_it_was_never_given() {
    for question in ["full-name", "responding-as", "reply-by", "understood"] {
        check_codes(&good_answers_without(question), &[(question, "missing")]);
    }
}

#[test]
fn an_optional_question_may_be_left_out_or_blank() {
    for blank in [text(""), text("  ")] {
        assert_eq!(causes("email", blank), []);
    }
}

#[test]
fn one_answer_of_a_part_is_enough_whichever_it_is() {
    let only = |treaty, other| good_answers_but(&[("treaty", text(treaty)), ("anything-else", text(other))]);
    check_codes(&only("a", ""), &[]);
    check_codes(&only("", "a"), &[]);
    check_codes(&only("a", "a"), &[]);
}

#[test]
fn a_part_that_needs_one_answer_and_has_none_sends_the_person_to_its_first_question() {
    for blank in ["", "\n \n"] {
        let none = good_answers_but(&[("treaty", text(blank)), ("anything-else", text(blank))]);
        check_codes(&none, &[("treaty", "none-answered")]);
    }
    check_codes(&good_answers_without("treaty"), &[("treaty", "none-answered")]);
}

/// The form, with some of the two questions of “at least one of these” asked of organisations only.
fn form_asking_organisations_for(questions: &[&str]) -> Form {
    let mut form = Arc::unwrap_or_clone(every_kind());
    for question in form.parts.iter_mut().flat_map(|part| &mut part.questions) {
        if questions.contains(&question.id.as_str()) {
            question.show_when = Some(Condition {
                of: vec![Chosen { question: id("responding-as"), is: vec![id("organisation")] }],
                all: false,
            });
        }
    }
    form
}

#[test]
fn a_part_that_needs_one_answer_sends_the_person_to_the_first_question_that_they_are_asked() {
    let problems = check(&good_answers_without("treaty"), &form_asking_organisations_for(&["treaty"]));
    let problems = problems.expect_err("none of the part’s questions is answered");
    assert_eq!(codes(&problems), [("anything-else", "none-answered")]);
}

#[test]
fn a_part_that_asks_this_person_nothing_needs_no_answer() {
    let form = form_asking_organisations_for(&["treaty", "anything-else"]);
    assert!(check(&good_answers_without("treaty"), &form).is_ok());
}

#[test]
fn a_text_may_be_as_long_as_its_limit_and_no_longer() {
    for (question, limit) in [("full-name", 10), ("treaty", 20)] {
        let of_length = |length: u32| causes(question, text(&"a".repeat(length as usize)));
        assert_eq!(of_length(limit - 1), [], "{question}");
        assert_eq!(of_length(limit), [], "{question}");
        assert_eq!(of_length(limit + 1), [Cause::TooLong { limit, length: limit + 1 }], "{question}");
    }
}

#[test]
fn an_email_address_may_have_254_characters_and_no_more() {
    let of_length = |length: usize| causes("email", text(&("a".repeat(length - 10) + "@b.example")));
    assert_eq!(of_length(253), []);
    assert_eq!(of_length(254), []);
    assert_eq!(of_length(255), [Cause::TooLong { limit: 254, length: 255 }]);
}

#[test]
fn a_line_end_counts_as_one_character_however_it_was_sent() {
    for line_end in ["\n", "\r\n"] {
        assert_eq!(causes("treaty", text(&line_end_at_every_second_place(20, line_end))), []);
        let over = causes("treaty", text(&line_end_at_every_second_place(21, line_end)));
        assert_eq!(over, [Cause::TooLong { limit: 20, length: 21 }]);
    }
}

fn line_end_at_every_second_place(length: usize, line_end: &str) -> String {
    (0..length).map(|place| if place % 2 == 0 { "a" } else { line_end }).collect()
}

#[test]
fn every_unicode_character_counts_as_one() {
    for (words, characters) in [
        ("", 0),
        ("Tāne", 4),
        ("🌊🌊", 2),
        ("漢字", 2),
        ("a\r\nb", 3),
        ("a\nb", 3),
        ("\r\n\r\n", 2),
        // A letter with a combining macron, and a family joined by joiners, are several characters of Unicode.
        ("a\u{304}", 2),
        ("👩\u{200d}👧", 3),
    ] {
        assert_eq!(length(words), characters, "{words:?}");
    }
}

#[test]
fn macrons_and_emoji_fill_a_field_to_the_same_limit_as_letters() {
    for character in ["ā", "🌊", "漢"] {
        assert_eq!(causes("full-name", text(&character.repeat(10))), [], "{character}");
        let over = causes("full-name", text(&character.repeat(11)));
        assert_eq!(over, [Cause::TooLong { limit: 10, length: 11 }], "{character}");
    }
}

#[test]
fn addresses_that_could_receive_a_message_are_accepted() {
    for address in [
        "name@example.com",
        "first.last+tag@mail.example.co.nz",
        "o'brien@example.com",
        "NAME@EXAMPLE.COM",
        "a@b.c",
        "1234567890@example.com",
        "name@sub-domain.example.com",
        "name@xn--mori-qsa.nz",
        "kōrero@māori.nz",
        "name@tūranga.māori.nz",
        "用户@例子.广告",
        "name@münchen.example",
        "name@example.technology",
        " name@example.com ",
        "name@example.com\r\n",
    ] {
        assert_eq!(causes("email", text(address)), [], "{address:?}");
    }
}

#[test]
fn addresses_that_could_not_receive_a_message_are_refused() {
    for address in [
        "name",
        "name@",
        "@example.com",
        "@",
        "name@example",
        "name@.com",
        "name@example.",
        "name@example..com",
        "name.@example.com",
        ".name@example.com",
        "first..last@example.com",
        "name@@example.com",
        "name@other@example.com",
        "first last@example.com",
        "name@exam ple.com",
        "name@example.com, other@example.com",
        "name@example.com;other@example.com",
        "Name <name@example.com>",
        "mailto:name@example.com",
        "name@example.com\r\nBcc: all@example.com",
        "name@māori nz",
    ] {
        assert_eq!(causes("email", text(address)), [Cause::NotAnEmailAddress], "{address:?}");
    }
}

#[test]
fn only_listed_answers_can_be_chosen() {
    for (question, answer) in [
        ("responding-as", text("individual")),
        ("reply-by", many(&["letter"])),
        ("reply-by", many(&["phone"])),
        ("reply-by", many(&["phone", "letter"])),
    ] {
        assert_eq!(causes(question, answer.clone()), [], "{question}: {answer:?}");
    }
    for (question, answer) in [
        ("responding-as", text("government")),
        ("responding-as", text("An individual")),
        ("responding-as", text("individual ")),
        ("reply-by", many(&["fax"])),
        ("reply-by", many(&["letter", "fax"])),
    ] {
        assert_eq!(causes(question, answer.clone()), [Cause::NotOffered], "{question}: {answer:?}");
    }
}

#[test]
fn an_address_with_something_unseen_in_it_is_refused_as_such() {
    for unseen in ['\0', '\u{200b}', '\u{feff}', '\u{202a}', '\u{200f}', '\u{ad}', '\u{e0041}'] {
        let address = text(&format!("na{unseen}me@example.com"));
        assert_eq!(causes("email", address), [Cause::UnseenCharacter], "{unseen:?}");
    }
}

#[test]
fn what_surrounds_an_address_unseen_is_neither_sent_nor_stored() {
    let typed = good_answers_but(&[("email", text("\u{feff} name@example.com\u{200b}\r\n"))]);
    let checked = check(&typed, &every_kind()).expect("the address is right");
    assert_eq!(checked.answers().text(&id("email")), "name@example.com");
}

#[test]
fn an_answer_of_another_kind_is_refused() {
    let agreed = Answer::Agreed(true);
    for (question, answer) in [
        ("full-name", many(&["a"])),
        ("full-name", agreed.clone()),
        ("email", many(&["name@example.com"])),
        ("email", agreed.clone()),
        ("responding-as", many(&["individual"])),
        ("responding-as", agreed.clone()),
        ("anything-else", many(&["a"])),
        ("anything-else", agreed.clone()),
        ("reply-by", text("letter")),
        ("reply-by", agreed),
        ("understood", text("true")),
        ("understood", many(&["true"])),
        ("full-name", many(&[])),
        ("full-name", Answer::Agreed(false)),
        ("email", Answer::Agreed(false)),
        ("responding-as", many(&[])),
        ("anything-else", Answer::Agreed(false)),
        ("reply-by", text("")),
        ("reply-by", Answer::Agreed(false)),
        ("understood", text(" ")),
        ("understood", many(&[])),
    ] {
        assert_eq!(causes(question, answer.clone()), [Cause::WrongKind], "{question}: {answer:?}");
    }
}

#[test]
fn a_question_is_needed_only_after_the_answer_that_asks_it() {
    let organisation = ("responding-as", text("organisation"));
    let charity = ("organisation-kind", text("charity"));
    let number = ("charity-number", text("CC12345"));
    for (edits, expected) in [
        (vec![], vec![]),
        (vec![organisation.clone()], vec![("organisation-kind", "missing")]),
        (vec![organisation.clone(), ("organisation-kind", text("company"))], vec![]),
        (vec![organisation.clone(), charity.clone()], vec![("charity-number", "missing")]),
        (vec![organisation, charity, number], vec![]),
    ] {
        check_codes(&good_answers_but(&edits), &expected);
    }
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_names_the_earlier_question() {
    let answer = causes("organisation-kind", text("company"));
    assert_eq!(answer, [Cause::NotAsked { depends_on: id("responding-as") }]);
}

#[test]
fn a_question_whose_own_condition_is_not_asked_is_not_asked_either() {
    let stale = [("organisation-kind", text("charity")), ("charity-number", text("CC12345"))];
    check_codes(&good_answers_but(&stale), &[("organisation-kind", "not-asked"), ("charity-number", "not-asked")]);
}

#[test]
fn a_blank_answer_to_a_question_that_is_not_asked_does_no_harm() {
    assert_eq!(causes("organisation-kind", text("")), []);
}

#[test]
fn an_answer_to_no_question_is_refused_even_when_it_is_blank() {
    for answer in [text("a"), text(""), many(&[]), Answer::Agreed(false)] {
        assert_eq!(causes("shoe-size", answer), [Cause::NotAQuestion]);
    }
}

#[test]
fn every_problem_is_reported_at_once_in_the_order_of_the_questions() {
    let all_wrong = answers(&[
        ("shoe-size", text("42")),
        ("understood", text("yes")),
        ("reply-by", many(&["fax"])),
        ("charity-number", text("CC12345")),
        ("responding-as", text("government")),
        ("email", text("name")),
        ("full-name", text("a name too long")),
    ]);
    check_codes(
        &all_wrong,
        &[
            ("full-name", "too-long"),
            ("email", "not-an-email-address"),
            ("responding-as", "not-offered"),
            ("charity-number", "not-asked"),
            ("treaty", "none-answered"),
            ("reply-by", "not-offered"),
            ("understood", "wrong-kind"),
            ("shoe-size", "not-a-question"),
        ],
    );
}

#[test]
fn nothing_answered_at_all_lists_everything_that_is_needed() {
    let needed = [
        ("full-name", "missing"),
        ("responding-as", "missing"),
        ("treaty", "none-answered"),
        ("reply-by", "missing"),
        ("understood", "missing"),
    ];
    check_codes(&Answers::default(), &needed);
}

#[test]
fn every_problem_has_its_message() {
    for (question, cause, message) in [
        ("full-name", Cause::Missing, "Enter your full name"),
        ("treaty", Cause::NoneAnswered, "Write about the treaty, or about anything else"),
        (
            "treaty",
            Cause::TooLong { limit: 20_000, length: 20_001 },
            "“The treaty” must be 20,000 characters or fewer. It has 20,001 now.",
        ),
        ("email", Cause::NotAnEmailAddress, "Enter an email address in the correct format, like name@example.com"),
        (
            "email",
            Cause::UnseenCharacter,
            "This email address has a character in it that cannot be seen, and messages to it would not arrive. \
             Delete it, and write it again.",
        ),
        ("reply-by", Cause::NotOffered, "Select one of the listed answers to “How may we reply?”"),
        (
            "charity-number",
            Cause::NotAsked { depends_on: id("organisation-kind") },
            "“Charity number” goes with another answer to “What kind of organisation?”. \
             Change that answer, or leave this one empty.",
        ),
        ("treaty", Cause::WrongKind, "“The treaty” was answered in a way that this form cannot read"),
        ("shoe-size", Cause::NotAQuestion, "This form does not ask “shoe-size”"),
        ("treaty", Cause::Explained("Say it in your own words".to_owned()), "Say it in your own words"),
    ] {
        let problem = Problem { question: id(question), cause };
        assert_eq!(problem.message(&every_kind(), &wording()), message);
    }
}

/// Every cause that a form's own rules can find, for each of its questions.
fn all_messages() -> Vec<String> {
    let (content, wording) = (shipped(), wording());
    let forms = [Some(&content.have_your_say().form), content.feedback_form()];
    let mut messages = Vec::new();
    for form in forms.into_iter().flatten() {
        for question in form.questions() {
            let causes = [
                Cause::Missing,
                Cause::NoneAnswered,
                Cause::TooLong { limit: 1, length: 2 },
                Cause::NotAnEmailAddress,
                Cause::UnseenCharacter,
                Cause::NotATelephoneNumber,
                Cause::NotANumber,
                Cause::OutOfRange { least: 1, most: 2 },
                Cause::NotADate(Phrase::DateParts),
                Cause::NotADate(Phrase::DateDay),
                Cause::NotADate(Phrase::DateMonth),
                Cause::NotADate(Phrase::DateYear),
                Cause::DateOutside,
                Cause::TooMany { most: 2 },
                Cause::NotOffered,
                Cause::NotAsked { depends_on: id("responding-as") },
                Cause::WrongKind,
                Cause::NotAQuestion,
            ];
            let problems = causes.map(|cause| Problem { question: question.id.clone(), cause });
            messages.extend(problems.map(|problem| problem.message(form, &wording)));
        }
    }
    messages
}

#[test]
fn no_message_blames_begs_or_speaks_as_a_machine() {
    let banned =
        ["please", "sorry", "valid", "forbidden", "illegal", "you forgot", "required", "an error occurred", "oops"];
    for message in all_messages() {
        let words = message.to_lowercase();
        for phrase in banned {
            assert!(!words.contains(phrase), "“{message}” says “{phrase}”");
        }
    }
}

#[test]
fn no_message_is_empty_or_has_a_gap_where_a_value_belongs() {
    for message in all_messages() {
        let is_whole = !message.trim().is_empty() && !message.contains(['{', '}']) && !message.contains("“”");
        assert!(is_whole, "“{message}”");
    }
}

#[test]
fn what_would_be_published_follows_the_choice_of_the_person() {
    let form = shipped().have_your_say().form.clone();
    let question = |name: &str| form.question(&id(name)).expect("the form asks it");
    let would_publish = |choice: &str, name: &str| {
        form.would_publish(question(name), &answers(&[("publish", text(choice)), ("full-name", text("Aroha"))]))
    };
    for (choice, name, views, email) in [
        ("with-my-name", Some(true), Some(true), Some(false)),
        ("without-my-name", Some(false), Some(true), Some(false)),
        ("do-not-publish", Some(false), Some(false), Some(false)),
        ("", None, None, None),
    ] {
        let found = ["full-name", "preamble", "email"].map(|name| would_publish(choice, name));
        assert_eq!(found, [name, views, email], "{choice}");
        assert_eq!(would_publish(choice, "publish"), None);
        assert_eq!(would_publish(choice, "official-information"), None);
    }
}
