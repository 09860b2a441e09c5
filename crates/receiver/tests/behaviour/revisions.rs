//! A page that somebody opened is an earlier revision as soon as the next is published. Nobody is refused for that.

use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{DIGEST, FEEDBACK, Receiver, SHIPPED, SUBMISSIONS, Setup, answers, form_fields, id, submission};
use crate::program::{Serving, folder};

/// A revision that is not what the harness's people answer.
const OTHER: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

fn shipped_with(change: impl FnOnce(&mut Value)) -> String {
    let mut content = serde_json::from_str(SHIPPED).expect("it is JSON");
    change(&mut content);
    content.to_string()
}

/// The questions of the part about the person.
fn about_you(content: &mut Value) -> &mut Vec<Value> {
    let sections = content["sections"].as_array_mut().expect("it has sections");
    let say = sections.iter_mut().find_map(|section| section.get_mut("have_your_say")).expect("it has the form");
    say["form"]["parts"][0]["questions"].as_array_mut().expect("it asks something")
}

/// With one more question, which needs an answer.
fn asking_more(content: &mut Value) {
    let question = json!({"id": "region", "label": "Your region", "required": "Enter your region",
        "kind": {"short_text": {"max_characters": 100}}});
    about_you(content).push(question);
}

fn seen(digest: &str, mut body: Value) -> Value {
    body["content_sha256"] = json!(digest);
    body
}

#[tokio::test]
async fn a_submission_is_checked_by_the_rules_that_its_sender_saw() {
    let receiver = Receiver::start().await;
    receiver.setup().publish(OTHER, &shipped_with(asking_more));
    let mut with_region = seen(OTHER, submission(1, "Kia ora"));
    assert_eq!(receiver.post_json(SUBMISSIONS, &with_region).await.status, 422);
    with_region["answers"]["region"] = json!("Waikato");
    assert_eq!(receiver.post_json(SUBMISSIONS, &with_region).await.status, 201);
    with_region = json!({"id": id(2), "revision": 1, "answers": with_region["answers"]});
    assert_eq!(receiver.post_json(SUBMISSIONS, &with_region).await.status, 422);
    assert_eq!(receiver.exported().await[0]["unknown_revision"], json!(false));
}

#[tokio::test]
async fn one_of_a_revision_that_nobody_knows_is_stored_as_it_is_and_marked() {
    let receiver = Receiver::start().await;
    let unheard = json!({"asked-elsewhere": " Kia ora \r\n", "several": ["a", "b"], "anything-else": 7.to_string()});
    let body = json!({"id": id(1), "revision": 9, "content_sha256": OTHER, "answers": unheard});
    assert_eq!(receiver.post_json(SUBMISSIONS, &body).await.status, 201);
    let exported = receiver.exported().await;
    assert_eq!((&exported[0]["unknown_revision"], &exported[0]["answers"]), (&json!(true), &unheard));
    let blank = json!({"id": id(2), "revision": 9, "content_sha256": OTHER, "answers": {"asked-elsewhere": " "}});
    assert_eq!(receiver.post_json(SUBMISSIONS, &blank).await.status, 422);
}

#[tokio::test]
async fn the_same_again_has_its_receipt_also_when_its_revision_has_become_known() {
    let receiver = Receiver::start().await;
    let body = seen(OTHER, submission(1, " Kia ora "));
    let first = receiver.post_json(SUBMISSIONS, &body).await;
    receiver.setup().publish(OTHER, &shipped_with(asking_more));
    let again = receiver.post_json(SUBMISSIONS, &body).await;
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.body, again.body);
}

#[tokio::test]
async fn a_page_that_is_published_anew_is_taken_without_a_restart() {
    let receiver = Setup::new().content_with(|_| {}).start().await;
    let without_digest = |number| {
        let mut body = submission(number, "Kia ora");
        body.as_object_mut().expect("it is an object").remove("content_sha256");
        body
    };
    assert_eq!(receiver.post_json(SUBMISSIONS, &without_digest(1)).await.status, 201);
    let file = receiver.setup().content().expect("it has one").to_owned();
    std::fs::write(&file, shipped_with(asking_more)).expect("it can be written");
    let refused = receiver.post_json(SUBMISSIONS, &without_digest(2)).await;
    assert!(refused.status == 422 && refused.body.contains("Enter your region"), "{}", refused.body);
    std::fs::write(&file, "{").expect("it can be written");
    assert_eq!(receiver.post_json(SUBMISSIONS, &without_digest(3)).await.body, refused.body);
}

/// `cargo xtask serve` does so: the page that is being edited states the digest of the words before.
#[tokio::test]
async fn words_that_are_edited_under_the_digest_of_those_before_are_taken_too() {
    let receiver = Setup::new().content_with(|_| {}).start().await;
    let site = receiver.setup();
    site.publish(OTHER, SHIPPED);
    assert_eq!(receiver.post_json(SUBMISSIONS, &seen(OTHER, submission(1, "Kia ora"))).await.status, 201);
    site.publish(OTHER, &shipped_with(asking_more));
    std::fs::write(site.content().expect("it has one"), shipped_with(asking_more)).expect("it can be written");
    let refused = receiver.post_json(SUBMISSIONS, &seen(OTHER, submission(2, "Kia ora"))).await;
    assert!(refused.status == 422 && refused.body.contains("Enter your region"), "{}", refused.body);
}

#[tokio::test]
async fn the_program_takes_the_words_of_the_site_that_it_serves_and_those_that_come_after_them() {
    let folder = folder();
    let content = folder.path().join("site/content");
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/content");
    std::fs::create_dir_all(content.join("published")).expect("it can be made");
    for name in ["languages.json", "en-NZ.wording.json"] {
        std::fs::copy(public.join(name), content.join(name)).expect("it can be copied");
    }
    let publish = |words: &str| {
        for name in ["en-NZ.json".to_owned(), format!("published/{DIGEST}.json")] {
            std::fs::write(content.join(name), words).expect("it can be written");
        }
    };
    publish(&shipped_with(asking_more));
    let serving = Serving::start(folder.path(), &["--site", "site"]);
    assert_eq!(serving.post(1, "Kia ora").await, 422);
    publish(SHIPPED);
    assert_eq!(serving.post(2, "Kia ora").await, 201);
}

#[tokio::test]
async fn a_revision_whose_file_is_damaged_counts_as_unknown() {
    let receiver = Receiver::start().await;
    receiver.setup().publish(OTHER, "{");
    assert_eq!(receiver.post_json(SUBMISSIONS, &seen(OTHER, submission(1, "Kia ora"))).await.status, 201);
    assert_eq!(receiver.exported().await[0]["unknown_revision"], json!(true));
}

#[tokio::test]
async fn a_digest_names_no_file_elsewhere() {
    let receiver = Receiver::start().await;
    for digest in ["../content", "..", "/etc/hostname", "A", &OTHER.to_uppercase()] {
        let reply = receiver.post_json(SUBMISSIONS, &seen(digest, submission(1, "Kia ora"))).await;
        assert_eq!(reply.status, 400, "{digest}");
    }
}

fn without_feedback(content: &mut Value) {
    let sections = content["sections"].as_array_mut().expect("it has sections");
    sections.retain(|section| section.get("feedback").is_none());
}

#[tokio::test]
async fn a_form_that_the_page_has_lost_is_taken_of_who_has_it_open() {
    let receiver = Setup::new().content_with(without_feedback).start().await;
    receiver.setup().publish(OTHER, SHIPPED);
    let useful = json!({"id": id(1), "revision": 1, "answers": {"useful": "yes"}});
    assert_eq!(receiver.post_json(FEEDBACK, &useful).await.status, 404);
    assert_eq!(receiver.post_json(FEEDBACK, &seen(OTHER, useful)).await.status, 201);
    let fields = [("revision", "1"), ("content_sha256", OTHER), ("useful", "yes")];
    assert_eq!(receiver.post_form(FEEDBACK, &fields).await.status, 303);
}

/// What a browser posts by itself of a page of that revision.
fn fields<'a>(digest: &'a str, words: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = form_fields(words);
    fields.retain(|(name, _)| *name != "content_sha256" && *name != "step");
    [&fields, more, &[("content_sha256", digest)]].concat()
}

#[tokio::test]
async fn with_scripts_off_everything_of_an_unknown_revision_is_shown_and_sent() {
    let receiver = Receiver::start().await;
    let more = [("asked-elsewhere", "Kāi"), ("several", "a"), ("several", "b")];
    let check = receiver.post_form(SUBMISSIONS, &fields(OTHER, "Kia ora", &more)).await;
    assert_eq!(check.status, 200);
    for part in ["Kia ora", "Kāi", r#"name="several" value="a""#, r#"name="several" value="b""#] {
        assert!(check.body.contains(part), "{part} is not in {}", check.body);
    }
    let sent = [&more[..], &[("step", "send")]].concat();
    assert_eq!(receiver.post_form(SUBMISSIONS, &fields(OTHER, "Kia ora", &sent)).await.status, 303);
    let stored = receiver.exported().await[0]["answers"].clone();
    assert_eq!((&stored["asked-elsewhere"], &stored["several"]), (&json!("Kāi"), &json!(["a", "b"])));
    assert_eq!(stored["anything-else"], answers("Kia ora")["anything-else"]);
}

#[tokio::test]
async fn with_scripts_off_the_form_comes_again_as_its_sender_saw_it() {
    let receiver = Receiver::start().await;
    receiver.setup().publish(OTHER, &shipped_with(asking_more));
    let again = receiver.post_form(SUBMISSIONS, &fields(OTHER, "Kia ora", &[])).await;
    assert_eq!(again.status, 422);
    for part in ["Enter your region", "Your region", &format!(r#"name="content_sha256" value="{OTHER}""#)] {
        assert!(again.body.contains(part), "{part} is not in {}", again.body);
    }
}
