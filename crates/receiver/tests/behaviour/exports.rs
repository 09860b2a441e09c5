//! What the agency gets out as JSON: every word as it was typed.

use consultation::purpose::Purpose;
use receiver::cli::Format;
use serde_json::json;

use crate::harness::{DIGEST, Receiver, SUBMISSIONS, answers, form_fields, submission};

/// Publication that have broken programs. A person may well type them.
pub const HOSTILE: &[&str] = &[
    "It's \"quoted\", with a \\ and a, comma; -- DROP TABLE submissions",
    "before\0after",
    "👩🏽‍🚀 te reo Māori: hapū, whānau",
    "\u{202e}desrever\u{202c} \u{feff}\u{200b}",
    "<script>alert(1)</script>&amp;",
    "=cmd|' /C calc'!A0",
    "  leading and trailing \t\n\n",
    "\n=1+1",
    "\u{a0}＝HYPERLINK(\"https://evil.example\";\"Click\")",
    "\u{200b}@SUM(A1)",
    "'already an apostrophe",
    "021 123 456",
    "2345E678",
    "one;\ttwo,\"three\"\n\"four\"\n",
];

#[tokio::test]
async fn hostile_words_are_exported_exactly() {
    let receiver = Receiver::start().await;
    for (number, words) in (0..).zip(HOSTILE) {
        let reply = receiver.post_json(SUBMISSIONS, &submission(number, words)).await;
        assert_eq!(reply.status, 201, "{words:?}");
    }
    let exported: Vec<_> = receiver.exported().await.into_iter().map(|entry| entry["answers"].clone()).collect();
    assert_eq!(exported, HOSTILE.iter().map(|words| answers(words)).collect::<Vec<_>>());
}

#[tokio::test]
async fn hostile_words_come_through_a_plain_form_exactly() {
    let receiver = Receiver::start().await;
    for words in HOSTILE {
        assert_eq!(receiver.post_form(SUBMISSIONS, &form_fields(words)).await.status, 303, "{words:?}");
    }
    let exported: Vec<_> = receiver.exported().await.into_iter().map(|entry| entry["answers"].clone()).collect();
    assert_eq!(exported, HOSTILE.iter().map(|words| answers(words)).collect::<Vec<_>>());
}

#[tokio::test]
async fn json_has_every_field_in_order() {
    let receiver = Receiver::start().await;
    let reference = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.reference();
    let json = receiver.export(Format::Json, Purpose::Submission).await;
    let received_at = receiver.exported().await[0]["received_at"].to_string();
    let expected = format!(
        r#"[
  {{
    "reference": "{reference}",
    "received_at": {received_at},
    "early": false,
    "late": false,
    "unknown_revision": false,
    "unstated_origin": true,
    "held": false,
    "unknown_earlier": false,
    "likely_repeat_of": null,
    "amends": null,
    "withdraws": false,
    "counts": true,
    "decided_by": null,
    "revision": 1,
    "content_sha256": "{DIGEST}",
    "posted_as": "json",
    "answers": {{
      "anything-else": "Kia ora",
      "official-information": true,
      "publish": "without-my-name",
      "responding-as": "individual",
      "withhold": "no"
    }}
  }}
]
"#
    );
    assert_eq!(json, expected);
}

#[tokio::test]
async fn an_empty_database_exports_as_an_empty_list() {
    let receiver = Receiver::start().await;
    assert_eq!(receiver.export(Format::Json, Purpose::Submission).await, "[]\n");
}

#[tokio::test]
async fn more_rows_than_are_read_at_once_come_in_the_order_of_arrival() {
    let receiver = Receiver::start().await;
    for number in 0..205 {
        receiver.post_json(SUBMISSIONS, &submission(number, &number.to_string())).await;
    }
    let exported = receiver.exported().await;
    let words: Vec<_> = exported.iter().map(|entry| entry["answers"]["anything-else"].clone()).collect();
    assert_eq!(words, (0..205).map(|number| json!(number.to_string())).collect::<Vec<_>>());
}
