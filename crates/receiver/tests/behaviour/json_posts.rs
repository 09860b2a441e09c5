//! What the page's program posts.

use serde_json::{Value, json};

use sha2::{Digest, Sha256};

use crate::harness::{FEEDBACK, Receiver, Reply, SUBMISSIONS, answers, id, submission};

#[tokio::test]
async fn a_submission_is_stored_and_gets_a_receipt() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    let receipt = reply.json();
    assert_eq!((reply.status, reply.header("content-type")), (201, "application/json"));
    assert_eq!((&receipt["id"], &receipt["late"]), (&json!(id(1)), &json!(false)));
    let exported = receiver.exported().await;
    assert_eq!(exported.len(), 1);
    assert_eq!(exported[0]["answers"], answers("Kia ora"));
    assert_eq!(exported[0]["reference"], receipt["reference"]);
}

#[tokio::test]
async fn the_answer_says_where_the_receipt_is_and_that_no_cache_may_keep_it() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    assert_eq!(reply.header("cache-control"), "no-store");
    let receipt = receiver.read(reply.header("location")).await;
    assert_eq!(receipt.json(), reply.json());
}

#[tokio::test]
async fn the_same_again_gets_the_very_same_receipt() {
    let receiver = Receiver::start().await;
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "one\ntwo")).await;
    let again = receiver.post_json(SUBMISSIONS, &submission(1, "one\ntwo")).await;
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.body, again.body);
    assert_eq!(receiver.exported().await.len(), 1);
}

#[tokio::test]
async fn the_same_words_in_other_bytes_get_the_receipt_with_the_digest_of_those_bytes() {
    let receiver = Receiver::start().await;
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "one\ntwo")).await;
    let other = submission(1, "one\r\ntwo");
    let again = receiver.post_json(SUBMISSIONS, &other).await;
    let digest: String = Sha256::digest(other.to_string()).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut expected = first.json();
    expected["body_sha256"] = digest.into();
    assert_eq!(again.json(), expected);
}

/// Of half a surrogate pair no text can be made, so it cannot be kept as it was typed; to change it would be to store other words.
#[tokio::test]
async fn half_a_surrogate_pair_is_refused_with_the_question_that_has_it() {
    let receiver = Receiver::start().await;
    for half in [r"\ud83e", r"\udd8a", r"\udd8a\ud83e"] {
        let body = submission(1, "Kia ora").to_string().replace("Kia ora", half);
        let post = receiver.post(SUBMISSIONS).header("content-type", "application/json").body(body);
        let reply = Reply::to(post).await;
        let refusal = reply.json();
        assert_eq!(
            (reply.status, &refusal["type"]),
            (400, &json!("urn:problem-type:consultation:unreadable")),
            "{half}"
        );
        assert_eq!(refusal["errors"][0]["pointer"], "#/answers/anything-else", "{half}");
        assert!(!refusal["errors"][0]["detail"].as_str().unwrap_or_default().is_empty(), "{refusal}");
    }
    let whole = submission(1, "Kia ora").to_string().replace("Kia ora", r"\ud83e\udd8a");
    let post = receiver.post(SUBMISSIONS).header("content-type", "application/json").body(whole);
    assert_eq!(Reply::to(post).await.status, 201);
    assert_eq!(receiver.exported().await[0]["answers"]["anything-else"], "🦊");
}

#[tokio::test]
async fn other_words_under_the_same_id_are_refused_with_the_reference_of_the_first() {
    let receiver = Receiver::start().await;
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "first")).await;
    let mut another_revision = submission(1, "first");
    another_revision["revision"] = json!(2);
    for other in [submission(1, "second"), another_revision] {
        let reply = receiver.post_json(SUBMISSIONS, &other).await;
        assert_eq!((reply.status, reply.header("content-type")), (409, "application/problem+json"));
        assert_eq!(reply.reference(), first.reference());
    }
    assert_eq!(receiver.exported().await[0]["answers"], answers("first"));
}

#[tokio::test]
async fn an_id_belongs_to_one_form_only() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "first")).await;
    let feedback = json!({"id": id(1), "revision": 1, "answers": {"useful": "yes"}});
    assert_eq!(receiver.post_json(FEEDBACK, &feedback).await.status, 409);
}

#[tokio::test]
async fn feedback_is_taken_by_its_own_form() {
    let receiver = Receiver::start().await;
    let feedback = json!({"id": id(1), "revision": 1, "answers": {"useful": "no", "what-went-wrong": "Too long"}});
    assert_eq!(receiver.post_json(FEEDBACK, &feedback).await.status, 201);
    assert_eq!(receiver.exported().await, Vec::<Value>::new());
}

#[tokio::test]
async fn every_problem_is_reported_with_a_pointer_to_its_question() {
    let receiver = Receiver::start().await;
    let broken = json!({"id": id(1), "revision": 1, "answers": {
        "responding-as": "organisation", "email": "nowhere", "anything-else": " ", "withhold": "perhaps", "shoe-size": "9"}});
    let reply = receiver.post_json(SUBMISSIONS, &broken).await;
    assert_eq!((reply.status, reply.header("content-type")), (422, "application/problem+json"));
    let problem = reply.json();
    let errors = problem["errors"].as_array().expect("it lists errors");
    let found: Vec<_> = errors.iter().map(|error| (error["pointer"].as_str(), error["code"].as_str())).collect();
    let expected = [
        ("#/answers/email", "not-an-email-address"),
        ("#/answers/organisation-name", "missing"),
        ("#/answers/international-cooperation", "none-answered"),
        ("#/answers/publish", "missing"),
        ("#/answers/withhold", "not-offered"),
        ("#/answers/official-information", "missing"),
        ("#/answers/shoe-size", "not-a-question"),
    ];
    assert_eq!(found, expected.map(|(pointer, code)| (Some(pointer), Some(code))));
    assert_eq!(receiver.exported().await.len(), 0);
}

#[tokio::test]
async fn what_was_stored_under_older_rules_keeps_its_receipt() {
    let receiver = Receiver::start().await;
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    let stricter = receiver.stop().await.content_with(|content| {
        let sections = content["sections"].as_array_mut().expect("it has sections");
        let form = sections.iter_mut().find_map(|section| section.get_mut("have_your_say")).expect("it has the form");
        form["form"]["parts"][0]["questions"][0]["required"] = json!("Enter your full name");
    });
    let receiver = stricter.start().await;
    let again = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    assert_eq!((again.status, again.body), (200, first.body));
    assert_eq!(receiver.post_json(SUBMISSIONS, &submission(2, "Kia ora")).await.status, 422);
}

#[tokio::test]
async fn what_is_not_a_submission_is_refused() {
    let receiver = Receiver::start().await;
    let mut unknown_field = submission(1, "x");
    unknown_field["priority"] = json!(1);
    let twice = submission(1, "x").to_string().replace(r#""withhold":"no""#, r#""withhold":"no","withhold":"no""#);
    for body in [
        "".to_owned(),
        "{".to_owned(),
        "[]".to_owned(),
        "\u{feff}{}".to_owned(),
        submission(1, "x").to_string() + "}",
        submission(1, "x").to_string().replace(&id(1), "1"),
        submission(1, "x").to_string().replace("true", "null"),
        unknown_field.to_string(),
        twice,
    ] {
        let request = receiver.post(SUBMISSIONS).header("content-type", "application/json").body(body.clone());
        let reply = Reply::to(request).await;
        assert_eq!((reply.status, reply.header("content-type")), (400, "application/problem+json"), "{body}");
    }
}

#[tokio::test]
async fn an_answer_of_another_kind_is_no_blank_one() {
    let receiver = Receiver::start().await;
    for (question, answer) in [
        ("full-name", json!(false)),
        ("full-name", json!([])),
        ("email", json!(false)),
        ("anything-else", json!([])),
        ("organisation-name", json!(false)),
        ("withhold", json!(["no"])),
        ("official-information", json!("")),
        ("official-information", json!([])),
    ] {
        let mut body = submission(1, "x");
        body["answers"][question] = answer.clone();
        let reply = receiver.post_json(SUBMISSIONS, &body).await;
        let problem = reply.json();
        let pointer = json!(["#/answers/", question].concat());
        let is_named = |error: &Value| error["pointer"] == pointer && error["code"] == "wrong-kind";
        let errors = problem["errors"].as_array().expect("it lists errors");
        assert!(reply.status == 422 && errors.iter().any(is_named), "{question}: {answer}: {problem}");
    }
}

#[tokio::test]
async fn a_revision_that_was_never_published_is_stored_and_marked() {
    let receiver = Receiver::start().await;
    for (number, revision) in (1..).zip([0_u32, 1, 2, u32::MAX]) {
        let body = json!({"id": id(number), "revision": revision, "answers": answers("x")});
        assert_eq!(receiver.post_json(SUBMISSIONS, &body).await.status, 201);
    }
    let exported = receiver.exported().await;
    let unknown: Vec<_> = exported.iter().map(|entry| entry["unknown_revision"].clone()).collect();
    assert_eq!(unknown, [json!(true), json!(false), json!(true), json!(true)]);
}

#[tokio::test]
async fn other_types_are_refused() {
    let receiver = Receiver::start().await;
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/jsonp", ""] {
        let request = receiver.post(SUBMISSIONS).header("content-type", kind).body(submission(1, "x").to_string());
        let reply = Reply::to(request).await;
        assert_eq!((reply.status, reply.header("content-type")), (415, "application/problem+json"), "{kind}");
    }
}

#[tokio::test]
async fn a_body_that_is_compressed_is_refused_and_the_answer_says_what_may_come() {
    let receiver = Receiver::start().await;
    for (coding, expected) in [("gzip", 415), ("br", 415), ("gzip, identity", 415), ("identity", 201)] {
        let post = receiver.post(SUBMISSIONS).json(&submission(1, "x")).header("content-encoding", coding);
        let reply = Reply::to(post).await;
        assert_eq!(reply.status, expected, "{coding}");
        assert_eq!(reply.header("accept-encoding"), if expected == 415 { "identity" } else { "" }, "{coding}");
    }
}

#[tokio::test]
async fn a_key_says_the_id_once_more_or_the_post_is_refused() {
    let receiver = Receiver::start().await;
    let quoted = |number| format!("\"{}\"", id(number));
    for (key, expected) in [(quoted(2), 400), (String::new(), 400), (quoted(1), 201), (id(1), 200)] {
        let post = receiver.post(SUBMISSIONS).json(&submission(1, "x")).header("idempotency-key", &key);
        let reply = Reply::to(post).await;
        assert_eq!(reply.status, expected, "{key}");
        assert_eq!(reply.json()["type"] == json!("urn:problem-type:consultation:other-key"), expected == 400, "{key}");
    }
    assert_eq!(receiver.exported().await.len(), 1);
}

#[tokio::test]
async fn feedback_of_more_than_its_form_can_fill_is_too_large() {
    let receiver = Receiver::start().await;
    let feedback = |length| json!({"id": id(1), "revision": 1, "answers": {"useful": "no", "what-went-wrong": "x"}, "padding": "x".repeat(length)});
    for (length, expected) in [(150_000, 400), (200_000, 413), (1 << 20, 413)] {
        assert_eq!(receiver.post_json(FEEDBACK, &feedback(length)).await.status, expected, "{length}");
    }
}

#[tokio::test]
async fn a_type_may_have_parameters_and_capitals() {
    let receiver = Receiver::start().await;
    let request = receiver.post(SUBMISSIONS).header("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(Reply::to(request.body(submission(1, "x").to_string())).await.status, 201);
}

#[tokio::test]
async fn the_longest_submission_fits_and_more_than_2_mib_do_not() {
    let receiver = Receiver::start().await;
    let mut longest = submission(1, &"🦊".repeat(20_000));
    for chapter in ["international-cooperation", "technical-assistance", "prevention-measures", "final-provisions"] {
        longest["answers"][chapter] = json!("ā".repeat(20_000));
    }
    assert_eq!(receiver.post_json(SUBMISSIONS, &longest).await.status, 201);
    for megabytes in [3, 20] {
        let reply = receiver.post_json(SUBMISSIONS, &submission(2, &"x".repeat(megabytes << 20))).await;
        assert_eq!((reply.status, reply.header("content-type")), (413, "application/problem+json"), "{megabytes}");
    }
}
