//! What people and their programs say appears in no log, and on no page of refusal: a canary in every place is looked for.
#![cfg(target_os = "linux")]

use serde_json::json;

use crate::crowds::site;
use crate::harness::{FEEDBACK, SUBMISSIONS, submission};
use crate::program::{Serving, folder};
use crate::wire::{Wire, post_head};

/// One word for each place, so that a finding names the place.
fn canary(place: &str) -> String {
    ["canary-", place].concat()
}

/// Headers that clients and proxies send, each with its canary; `Host` has to be one.
fn headers() -> String {
    const NAMES: [&str; 14] = [
        "User-Agent",
        "Cookie",
        "Authorization",
        "Referer",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "Forwarded",
        "X-Real-IP",
        "X-Request-Id",
        "Traceparent",
        "Accept-Language",
        "From",
        "If-None-Match",
        "X-Anything",
    ];
    NAMES.map(|name| format!("{name}: {}\r\n", canary(&name.to_lowercase()))).concat() + "X-Canary-Name: x\r\n"
}

fn head(line: &str, more: &str) -> String {
    format!("{line} HTTP/1.1\r\nHost: canary-host\r\nConnection: close\r\n{}{more}\r\n", headers())
}

fn with_body(line: &str, media_type: &str, more: &str, body: &str) -> String {
    head(line, &format!("Content-Type: {media_type}\r\nContent-Length: {}\r\n{more}", body.len())) + body
}

/// Posts that are stored, refused and broken, as JSON and as a form, and everything that can be asked for besides.
fn requests() -> Vec<String> {
    let stored = submission(1, "canary-words").to_string();
    let refused = json!({"id": "0".repeat(32), "revision": 1, "answers": {
        "full-name": "canary-name", "email": "canary-email", "withhold": "canary-choice", "canary-question": "canary-answer"}});
    let other = submission(1, "canary-other").to_string();
    let form = "revision=1&full-name=canary-form&anything-else=canary-form&withhold=canary-form&step=send";
    let (json, urlencoded) = ("application/json", "application/x-www-form-urlencoded");
    let posts = [SUBMISSIONS, FEEDBACK].into_iter().flat_map(|path| {
        let line = format!("POST {path}?canary-query");
        [
            with_body(&line, json, "", &stored),
            with_body(&line, json, "", &other),
            with_body(&line, json, "Accept: text/html\r\n", &refused.to_string()),
            with_body(&line, json, "", &refused.to_string()),
            with_body(&line, json, "", r#"{"canary-key": "canary-broken""#),
            with_body(&line, json, "Idempotency-Key: \"canary-key\"\r\n", &stored),
            with_body(&line, json, "Origin: https://canary-origin.example\r\n", &stored),
            with_body(&line, json, "Content-Encoding: canary-coding\r\n", &stored),
            with_body(&line, "canary/type", "", &stored),
            with_body(&line, urlencoded, "", form),
            with_body(&line, urlencoded, "", &[form, "&canary.field=canary-field"].concat()),
        ]
    });
    let lines = [
        "GET /canary-path?canary-query",
        "GET /api/canary-path",
        "GET /api/submissions/canary-id/receipt",
        "GET /health?canary-query",
        "CANARY /canary-path",
        "CANARY /api/submissions",
        "DELETE /api/submissions",
        "OPTIONS /canary@canary.example/canary-path?canary-query",
        "OPTIONS /v2/api/submissions/canary-id/receipt",
        "OPTIONS /api/submissions/canary-id/receipt",
        "OPTIONS /api/canary-path",
        "GET http://canary-authority/canary-path",
    ];
    let others = lines.into_iter().flat_map(|line| [head(line, ""), head(line, "Accept: text/html\r\n")]);
    posts.chain(others).chain([post_head(3 << 20, &headers()) + &"canary-large".repeat(300_000)]).collect()
}

/// What of an answer may repeat what was sent: the form with everything in it, and the names of questions.
fn without_what_comes_back(answer: &str) -> String {
    ["canary-form", "canary-field", "canary-question"].iter().fold(answer.to_owned(), |text, own| text.replace(own, ""))
}

#[tokio::test]
async fn no_log_has_a_word_name_header_address_or_path_of_anybody_and_no_refusal_repeats_one() {
    let folder = folder();
    site(folder.path());
    for arguments in [&[][..], &["--limit-posts", "--trusted-proxy", "127.0.0.1"], &["--site", "site"]] {
        let serving = Serving::start(folder.path(), arguments);
        for request in requests() {
            let answer = Wire::asked(serving.address(), &request).await;
            let own = without_what_comes_back(&answer);
            assert!(!own.to_lowercase().contains("canary"), "{:.300}\n\n{answer}", request);
        }
        let log = serving.end().1;
        assert!(log.lines().count() > 30, "{log}");
        for secret in ["canary", "127.0.0.1", &"0".repeat(31), "Mere"] {
            assert!(!log.to_lowercase().contains(secret), "{secret} is in {log}");
        }
    }
}
