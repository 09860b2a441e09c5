//! What the rules, the answers and the content's reader promise for everything that can come their way.
//! Single examples are in `rules.rs` and `content.rs`.

mod common;

use std::panic::catch_unwind;

use common::{EVERY_KIND, SHIPPED, every_kind, good_answers_but, id, text};
use consultation::content::Content;
use consultation::form::answers::{Answer, Answers};
use consultation::form::length::length;
use consultation::form::problem::Cause;
use consultation::form::rules::check;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{Index, select};

/// Every question of the form, and one that it does not have.
const QUESTIONS: [&str; 10] = [
    "full-name",
    "email",
    "responding-as",
    "organisation-kind",
    "charity-number",
    "treaty",
    "anything-else",
    "reply-by",
    "understood",
    "shoe-size",
];

/// Words that mean something to the form, words with line ends of every kind, and words of any kind.
fn any_words() -> impl Strategy<Value = String> {
    let listed = ["individual", "organisation", "company", "charity", "letter", "phone", "name@example.com", ""];
    prop_oneof![select(listed.map(str::to_owned).to_vec()), "[a-zā🌊 \r\n]{0,12}", any::<String>()]
}

fn any_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => any_words().prop_map(Answer::Text),
        1 => vec(any_words(), 0..3).prop_map(Answer::Many),
        1 => any::<bool>().prop_map(Answer::Agreed),
    ]
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let pair = (select(&QUESTIONS[..]).prop_map(id), any_answer());
    vec(pair, 0..12).prop_map(|pairs| pairs.into_iter().collect())
}

/// Answers that keep every rule: one of the ways through the conditions, and words with line ends of every kind.
fn passing_answers() -> impl Strategy<Value = Answers> {
    let words = || "[a-zā🌊][a-zā🌊 \r\n]{0,9}".prop_map(Answer::Text);
    let individual = Just(vec![("responding-as", text("individual"))]);
    let charity = words().prop_map(|number| {
        let (organisation, charity) = (text("organisation"), text("charity"));
        vec![("responding-as", organisation), ("organisation-kind", charity), ("charity-number", number)]
    });
    (words(), words(), prop_oneof![individual, charity]).prop_map(|(name, treaty, way)| {
        let words = [("full-name", name), ("treaty", treaty)];
        good_answers_but(&[way.as_slice(), &words].concat())
    })
}

/// Line ends as HTML counts them: CRLF, and a CR on its own.
fn with_plain_line_ends(answers: &Answers) -> Answers {
    let plain = |answer: &Answer| match answer {
        Answer::Text(text) => Answer::Text(text.replace("\r\n", "\n").replace('\r', "\n")),
        other => other.clone(),
    };
    let answered = answers.iter().filter(|(_, answer)| !answer.is_blank());
    answered.map(|(id, answer)| (id.clone(), plain(answer))).collect()
}

proptest! {
    #[test]
    fn checking_either_passes_or_says_why_not(answers in any_answers()) {
        prop_assert!(check(&answers, &every_kind()).err().is_none_or(|problems| !problems.is_empty()));
    }

    #[test]
    fn checked_answers_are_the_typed_ones_with_plain_line_ends(answers in passing_answers()) {
        let checked = check(&answers, &every_kind());
        prop_assert_eq!(checked.map(|checked| checked.answers().clone()), Ok(with_plain_line_ends(&answers)));
    }

    #[test]
    fn checked_answers_pass_again_unchanged(answers in passing_answers()) {
        let checked = check(&answers, &every_kind()).expect("these answers keep every rule");
        prop_assert_eq!(check(checked.answers(), &every_kind()), Ok(checked));
    }

    #[test]
    fn answers_survive_being_written_as_json_and_read(answers in any_answers()) {
        let json = serde_json::to_string(&answers).expect("answers are plain data");
        prop_assert_eq!(serde_json::from_str::<Answers>(&json).map_err(|error| error.to_string()), Ok(answers));
    }

    #[test]
    fn no_json_makes_the_reader_of_answers_panic(json in ".{0,60}") {
        let _ = serde_json::from_str::<Answers>(&json);
    }

    #[test]
    fn a_question_answered_twice_is_refused(first in any_answer(), second in any_answer()) {
        let json = |answer: &Answer| serde_json::to_string(answer).expect("an answer is plain data");
        let twice = format!(r#"{{"treaty": {}, "treaty": {}}}"#, json(&first), json(&second));
        let error = serde_json::from_str::<Answers>(&twice).map_err(|error| error.to_string());
        prop_assert!(error.as_ref().is_err_and(|error| error.contains("“treaty” is answered twice")), "{:?}", error);
    }

    #[test]
    fn a_text_is_as_long_with_crlf_as_with_lf(words in "[a-zā🌊\n]{0,40}") {
        let characters = u32::try_from(words.chars().count()).expect("it is a short text");
        prop_assert_eq!(length(&words), characters);
        prop_assert_eq!(length(&words.replace('\n', "\r\n")), characters);
    }

    #[test]
    fn a_text_is_as_long_before_it_is_checked_as_after(words in "[a🌊 \r\n]{0,19}a") {
        let typed = good_answers_but(&[("anything-else", Answer::Text(words.clone()))]);
        let checked = check(&typed, &every_kind()).expect("there is room for twenty characters");
        prop_assert_eq!(length(checked.answers().text(&id("anything-else"))), length(&words));
    }

    #[test]
    fn answers_to_asked_questions_alone_are_never_called_not_asked_or_unknown(answers in any_answers()) {
        let problems = check(&answers.of_asked_questions(&every_kind()), &every_kind()).err().unwrap_or_default();
        let is_stray = |cause: &Cause| matches!(cause, Cause::NotAsked { .. } | Cause::NotAQuestion);
        prop_assert!(!problems.iter().any(|problem| is_stray(&problem.cause)), "{:?}", problems);
    }

    #[test]
    fn answers_that_pass_lose_nothing_but_blanks_when_only_asked_questions_are_taken(answers in passing_answers()) {
        let asked = answers.of_asked_questions(&every_kind());
        prop_assert!(check(&asked, &every_kind()).is_ok());
        for (question, answer) in answers.iter().filter(|(_, answer)| !answer.is_blank()) {
            prop_assert_eq!(asked.answer(question), Some(answer));
        }
    }

    #[test]
    fn content_with_bytes_changed_makes_no_reader_panic(changes in vec((any::<Index>(), any::<u8>()), 1..8)) {
        let mut bytes = EVERY_KIND.as_bytes().to_vec();
        for (place, byte) in changes {
            *place.get_mut(&mut bytes) = byte;
        }
        let _ = Content::parse(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn shipped_content_with_a_piece_cut_out_makes_no_reader_panic(from in any::<Index>(), to in any::<Index>()) {
        let mut characters: Vec<char> = SHIPPED.chars().collect();
        let (from, to) = (from.index(characters.len()), to.index(characters.len()));
        characters.drain(from.min(to)..from.max(to));
        let _ = Content::parse(&characters.into_iter().collect::<String>());
    }
}

/// Without the white space between its parts: a cut there says nothing new, and takes its time.
#[test]
fn content_cut_off_anywhere_is_an_error_and_never_a_panic() {
    let whole = serde_json::from_str::<serde_json::Value>(SHIPPED).expect("it is JSON").to_string();
    for (end, _) in whole.char_indices() {
        let outcome = catch_unwind(|| Content::parse(&whole[..end]).is_err());
        assert!(outcome.is_ok_and(|is_error| is_error), "cut off after {end} bytes");
    }
}
