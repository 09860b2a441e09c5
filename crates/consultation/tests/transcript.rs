//! The plain-text copy of a submission, whole: what a person keeps, pastes into a mail or prints.

mod common;

use common::{answers, every_kind, many, shipped, submission_id, text, wording};
use consultation::content::updates::Revision;
use consultation::delivery::attempt::Attempt;
use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::Submission;
use consultation::form::answers::{Answer, Answers};
use consultation::form::rules::check;
use consultation::text::wording::Phrase;
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

fn received_copy() -> Transcript {
    let receipt = Receipt {
        id: submission_id(7),
        reference: "BCDF-2345".to_owned(),
        received_at: "2022-08-01T14:05:09+12:00".parse().expect("the test states a moment"),
        late: false,
        body_sha256: Some("0f0f".to_owned()),
        amends: None,
        takes_changes: true,
    };
    let checked =
        check(&some_answers().of_asked_questions(&every_kind()), &every_kind()).expect("they keep every rule");
    let revision = Revision { number: 1, sha256: String::new() };
    let submission = Submission::new(submission_id(7), revision, checked);
    let attempt = Attempt::new(submission, every_kind(), receipt.received_at);
    Transcript::of_received(&attempt, &receipt)
}

#[test]
fn a_copy_after_sending_starts_with_what_is_known_of_it() {
    let copy = received_copy().in_words(&wording());
    let head = "A copy of what you wrote\n\
                Your reference: BCDF-2345\n\
                Received at 2.05pm on Monday 1 August 2022, New Zealand time\n\
                It answers revision 1 of this page.\n\
                SHA-256 of what was sent: 0f0f\n\
                Your submission is official information. People can ask for copies of it.\n";
    assert_eq!(copy, [head, ANSWERS].concat());
}

#[test]
fn a_file_is_a_copy_only_where_every_letter_is_the_same_and_the_receiver_holds_that() {
    let (copy, language) = (received_copy(), shipped().language);
    let held = |digest: &str| Receipt {
        id: submission_id(7),
        reference: "BCDF-2345".to_owned(),
        received_at: "2022-08-01T14:05:09+12:00".parse().expect("the test states a moment"),
        late: false,
        body_sha256: Some(digest.to_owned()),
        amends: None,
        takes_changes: true,
    };
    let check = |file: &str, held: Option<&Receipt>| copy.check(file, held, &wording(), &language, "Received");
    let words = copy.in_words(&wording());
    for file in [&words, &words.replace('\n', "\r\n"), &copy.as_page(&wording(), &language, "Received")] {
        assert_eq!(check(file, Some(&held("0f0f"))), Phrase::CopyOfHeld, "{file}");
        assert_eq!(check(file, None), Phrase::CopyOfSent, "{file}");
        assert_eq!(check(file, Some(&held("aaaa"))), Phrase::ReceiptDiffers, "{file}");
    }
    for file in ["", " ", &words.replace("Aroha", "Arohu"), &[&words, "."].concat(), &words.replace("  “two”", "“two”")]
    {
        assert_eq!(check(file, Some(&held("0f0f"))), Phrase::CopyDiffers, "{file}");
    }
}

#[test]
fn a_copy_keeps_an_answer_that_the_list_no_longer_offers_as_it_was_chosen() {
    let stale = answers(&[("responding-as", text("government"))]);
    let copy = Transcript::of_draft(every_kind(), &stale).in_words(&wording());
    assert!(copy.contains("Who are you responding as?\ngovernment\n"), "{copy}");
}

#[test]
fn the_page_of_a_copy_runs_nothing_and_shows_hostile_words_as_they_are() {
    let hostile = answers(&[("treaty", text("\n</pre><script>alert(1)</script> & “Kāi”"))]);
    let language = shipped().language;
    let page = Transcript::of_draft(every_kind(), &hostile).as_page(&wording(), &language, "A <b> title");
    for part in [
        "<html lang=\"en-NZ\">",
        "<title>A &lt;b> title</title>",
        "<h1>A &lt;b> title</h1>",
        "default-src 'none'",
        "<h2>The treaty</h2><pre dir=\"auto\">\n\n&lt;/pre>&lt;script>alert(1)&lt;/script> &amp; “Kāi”</pre>",
        "<pre dir=\"auto\">\nNot provided</pre>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("<script"));
    let received = received_copy().as_page(&wording(), &language, "Received");
    assert!(received.contains("<p>Your reference: BCDF-2345</p>"), "{received}");
}
