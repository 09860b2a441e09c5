//! The plain-text copy of a submission, whole: what a person keeps, pastes into a mail or prints.

mod common;

use common::{answers, every_kind, many, submission_id, text, wording};
use consultation::content::updates::Revision;
use consultation::delivery::attempt::Attempt;
use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::Submission;
use consultation::form::answers::{Answer, Answers};
use consultation::form::rules::check;
use consultation::transcript::Transcript;

fn some_answers() -> Answers {
    answers(&[
        ("full-name", text("Aroha")),
        ("email", text("  ")),
        ("responding-as", text("organisation")),
        ("organisation-kind", text("company")),
        ("charity-number", text("CC12345")),
        ("anything-else", text("Tēnā,\n\n  “two”\n🌊")),
        ("reply-by", many(&["letter", "phone"])),
        ("understood", Answer::Agreed(true)),
    ])
}

const ANSWERS: &str = "
Full name
Aroha

Email address
Not provided

Who are you responding as?
An organisation

What kind of organisation?
A company

The treaty
Not provided

Anything else
Tēnā,

  “two”
🌊

How may we reply?
By letter
By phone

Official information
Yes
";

#[test]
fn a_copy_before_sending_has_every_asked_question_with_the_answer_in_words() {
    let copy = Transcript::of_draft(every_kind(), &some_answers()).in_words(&wording());
    assert_eq!(copy, ["A copy of what you wrote\n", ANSWERS].concat());
}

#[test]
fn a_copy_after_sending_starts_with_the_reference_and_when_it_was_received() {
    let receipt = Receipt {
        id: submission_id(7),
        reference: "BCDF-2345".to_owned(),
        received_at: "2022-08-01T14:05:09+12:00".parse().expect("the test states a moment"),
        late: false,
    };
    let checked =
        check(&some_answers().of_asked_questions(&every_kind()), &every_kind()).expect("they keep every rule");
    let revision = Revision { number: 1, sha256: String::new() };
    let submission = Submission::new(submission_id(7), revision, checked);
    let attempt = Attempt::new(submission, every_kind(), receipt.received_at);
    let copy = Transcript::of_received(&attempt, &receipt).in_words(&wording());
    let head = "A copy of what you wrote\n\
                Your reference: BCDF-2345\n\
                Received at 2.05pm on Monday, 1 August 2022, New Zealand time\n";
    assert_eq!(copy, [head, ANSWERS].concat());
}

#[test]
fn a_copy_keeps_an_answer_that_the_list_no_longer_offers_as_it_was_chosen() {
    let stale = answers(&[("responding-as", text("government"))]);
    let copy = Transcript::of_draft(every_kind(), &stale).in_words(&wording());
    assert!(copy.contains("Who are you responding as?\ngovernment\n"), "{copy}");
}
