//! Changing and withdrawing what was sent: by the secret id alone, from the page's program and with scripts off.

use consultation::purpose::Purpose;
use receiver::cli::Format;
use serde_json::{Value, json};

use crate::harness::{FEEDBACK, Receiver, Reply, SUBMISSIONS, answers, form_fields, id, submission};

const AFTER_CLOSING: &str = "2022-08-24T09:00:00+12:00";

fn with(mut body: Value, field: &str, value: &str) -> Value {
    body[field] = json!(value);
    body
}

fn withdrawal(number: u32, of: &str) -> Value {
    json!({"id": id(number), "revision": 1, "answers": {}, "withdraws": of})
}

fn counts(exported: &[Value]) -> Vec<bool> {
    exported.iter().map(|entry| entry["counts"].as_bool().expect("it is said")).collect()
}

async fn page(receiver: &Receiver, path: &str) -> Reply {
    Reply::to(receiver.get(path).header("accept", "text/html")).await
}

async fn receipt_page(receiver: &Receiver, number: u32) -> String {
    page(receiver, &format!("{SUBMISSIONS}/{}/receipt", id(number))).await.body
}

#[tokio::test]
async fn a_change_and_what_it_changes_are_both_exported_and_the_secret_ids_are_not() {
    let receiver = Receiver::start().await;
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.reference();
    let reply = receiver.post_json(SUBMISSIONS, &with(submission(2, "Tēnā koe"), "replaces", &id(1))).await;
    assert_eq!((reply.status, &reply.json()["amends"]), (201, &json!(first)));
    let exported = receiver.exported().await;
    assert_eq!(counts(&exported), [false, true]);
    assert_eq!((&exported[1]["amends"], &exported[0]["decided_by"]), (&json!(first), &exported[1]["reference"]));
    assert_eq!(exported[0]["answers"], answers("Kia ora"));
    for format in [Format::Json, Format::Csv] {
        let export = receiver.export(format, Purpose::Submission).await;
        assert!(!export.contains(&id(1)) && !export.contains(&id(2)), "{export}");
    }
}

#[tokio::test]
async fn a_change_that_is_sent_twice_is_stored_once_and_has_one_receipt() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    let change = with(submission(2, "Tēnā koe"), "replaces", &id(1));
    let (first, second) =
        (receiver.post_json(SUBMISSIONS, &change).await, receiver.post_json(SUBMISSIONS, &change).await);
    assert_eq!((first.status, second.status, &first.body), (201, 200, &second.body));
    assert_eq!(receiver.exported().await.len(), 2);
}

#[tokio::test]
async fn a_reference_changes_and_withdraws_nothing() {
    let receiver = Receiver::start().await;
    let reference = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.reference();
    for field in ["replaces", "withdraws"] {
        let reply = receiver.post_json(SUBMISSIONS, &with(submission(2, "Not mine"), field, &reference)).await;
        assert_eq!(reply.status, 400, "{field}");
    }
    assert_eq!(counts(&receiver.exported().await), [true]);
}

#[tokio::test]
async fn nobody_withdraws_what_is_not_there_or_says_something_by_withdrawing() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    assert_eq!(receiver.post_json(SUBMISSIONS, &withdrawal(2, &id(9))).await.status, 404);
    let with_words = json!({"id": id(3), "revision": 1, "withdraws": id(1), "answers": {"anything-else": "x"}});
    assert_eq!(receiver.post_json(SUBMISSIONS, &with_words).await.status, 422);
    let both = with(with(submission(4, "x"), "replaces", &id(1)), "withdraws", &id(1));
    assert_eq!(receiver.post_json(SUBMISSIONS, &both).await.status, 400);
    assert_eq!(counts(&receiver.exported().await), [true]);
}

#[tokio::test]
async fn a_withdrawn_submission_does_not_count_and_both_receipts_say_so() {
    let receiver = Receiver::start().await;
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.reference();
    let second = receiver.post_json(SUBMISSIONS, &withdrawal(2, &id(1))).await.reference();
    assert_eq!(counts(&receiver.exported().await), [false, false]);
    let (of_first, of_second) = (receipt_page(&receiver, 1).await, receipt_page(&receiver, 2).await);
    assert!(of_first.contains(&format!("withdrawn this submission, under the reference {second}")), "{of_first}");
    assert!(!of_first.contains("Change what you sent"), "{of_first}");
    assert!(of_second.contains("<h1>You have withdrawn your submission</h1>"), "{of_second}");
    assert!(of_second.contains(&format!("It withdraws your submission {first}.")), "{of_second}");
    assert!(!of_second.contains("What you sent"), "{of_second}");
}

#[tokio::test]
async fn what_comes_after_the_closing_time_leaves_what_came_in_time() {
    let receiver = Receiver::start().await;
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.reference();
    let receiver = receiver.stop().await.rehearsing(AFTER_CLOSING).start().await;
    receiver.post_json(SUBMISSIONS, &with(submission(2, "Tēnā koe"), "replaces", &id(1))).await;
    receiver.post_json(SUBMISSIONS, &withdrawal(3, &id(1))).await;
    assert_eq!(counts(&receiver.exported().await), [true, false, false]);
    let page = receipt_page(&receiver, 2).await;
    assert!(page.contains(&format!("If your earlier submission, {first}, came before the closing time")), "{page}");
}

/// What a browser posts from the page's forms: the unseen fields of the one with that text in it, and more.
fn unseen<'a>(page: &'a str, form: &str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let form = page.split("<form").find(|part| part.contains(form)).expect("there is such a form");
    let form = form.split("</form>").next().unwrap_or_default();
    let fields = form.split(r#"<input type="hidden" name=""#).skip(1).map(|rest| {
        let (name, rest) = rest.split_once(r#"" value=""#).expect("it has a value");
        (name, rest.split('"').next().unwrap_or_default())
    });
    fields.chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn with_scripts_off_what_another_form_has_sent_is_not_changed_in_this_one() {
    let receiver = Receiver::start().await;
    let feedback = serde_json::json!({"id": id(1), "revision": 1, "answers": {"useful": "yes"}});
    assert_eq!(receiver.post_json(FEEDBACK, &feedback).await.status, 201);
    let earlier = id(1);
    let fields = [("revision", "1"), ("replaces", earlier.as_str()), ("step", "change-sent")];
    assert_eq!(receiver.post_form(SUBMISSIONS, &fields).await.status, 404);
    assert_eq!(receiver.post_form(FEEDBACK, &fields).await.status, 200);
}

#[tokio::test]
async fn with_scripts_off_what_was_sent_is_changed_from_its_receipt() {
    let receiver = Receiver::start().await;
    let sent = receiver.post_form(SUBMISSIONS, &form_fields("Kia ora")).await;
    let receipt = page(&receiver, sent.header("location")).await.body;
    assert!(receipt.contains(r#"<form method="post" action="../../submissions">"#), "{receipt}");
    let again =
        receiver.post_form(SUBMISSIONS, &unseen(&receipt, "Change what you sent", &[("step", "change-sent")])).await;
    assert_eq!(again.status, 200);
    assert!(again.body.contains("Kia ora") && again.body.contains("This is what you sent."), "{}", again.body);
    let mut changed = unseen(&again.body, "anything-else", &[]);
    changed.extend(
        form_fields("Tēnā koe").into_iter().filter(|(name, _)| !["revision", "content_sha256", "step"].contains(name)),
    );
    let check = receiver.post_form(SUBMISSIONS, &changed).await;
    assert!(check.body.contains("Not submitted yet") && check.body.contains("Tēnā koe"), "{}", check.body);
    let done = receiver.post_form(SUBMISSIONS, &unseen(&check.body, "Tēnā koe", &[("step", "send")])).await;
    assert_eq!(done.status, 303);
    assert!(done.body.contains("It takes the place of your earlier submission"), "{}", done.body);
    assert_eq!(counts(&receiver.exported().await), [false, true]);
    let first = page(&receiver, sent.header("location")).await.body;
    assert!(first.contains("Another version counts instead"), "{first}");
}

#[tokio::test]
async fn with_scripts_off_what_was_sent_is_withdrawn_from_its_receipt_after_a_question() {
    let receiver = Receiver::start().await;
    let sent = receiver.post_form(SUBMISSIONS, &form_fields("Kia ora")).await;
    let receipt = page(&receiver, sent.header("location")).await.body;
    let asked = receiver.post_form(SUBMISSIONS, &unseen(&receipt, "Withdraw your submission", &[("step", "")])).await;
    assert_eq!((asked.status, counts(&receiver.exported().await)), (200, vec![true]));
    assert!(asked.body.contains("<h1>Withdraw your submission</h1>"), "{}", asked.body);
    let yes = unseen(&asked.body, "Yes, withdraw it", &[("step", "send")]);
    for _ in 0..2 {
        let done = receiver.post_form(SUBMISSIONS, &yes).await;
        assert_eq!(done.status, 303);
        assert!(done.body.contains("<h1>You have withdrawn your submission</h1>"), "{}", done.body);
    }
    assert_eq!(counts(&receiver.exported().await), [false, false]);
}

#[tokio::test]
async fn words_under_an_id_that_has_others_take_their_place_with_scripts_off() {
    let receiver = Receiver::start().await;
    let number = id(1);
    let fields = |words| [vec![("id", number.as_str())], form_fields(words)].concat();
    receiver.post_form(SUBMISSIONS, &fields("Kia ora")).await;
    let again = receiver.post_form(SUBMISSIONS, &fields("Tēnā koe")).await;
    assert_eq!(again.status, 409);
    let replaces = format!(r#"<input type="hidden" name="replaces" value="{number}">"#);
    assert!(again.body.contains(&replaces), "{}", again.body);
}

#[tokio::test]
async fn one_press_is_stored_and_what_is_added_takes_its_place_without_asking_again() {
    let receiver = Receiver::start().await;
    let pressed = receiver.post_form(FEEDBACK, &[("revision", "1"), ("what-went-wrong", ""), ("useful", "no")]).await;
    let thanks = page(&receiver, pressed.header("location")).await.body;
    assert!(thanks.contains("What went wrong?") && !thanks.contains("What could be better?"), "{thanks}");
    assert!(!thanks.contains("Was this page useful?"), "{thanks}");
    let more = unseen(&thanks, "What went wrong?", &[("what-went-wrong", "The font")]);
    let done = receiver.post_form(FEEDBACK, &more).await;
    assert_eq!(done.status, 303);
    assert!(!done.body.contains("<form"), "{}", done.body);
    let exported = receiver.export(Format::Json, Purpose::Feedback).await;
    let exported: Vec<Value> = serde_json::from_str(&exported).expect("it is a list");
    assert_eq!(counts(&exported), [false, true]);
    assert_eq!(exported[1]["answers"], json!({"useful": "no", "what-went-wrong": "The font"}));
}
