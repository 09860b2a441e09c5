//! What the agency gets out: every word as it was typed.

use receiver::cli::Format;
use receiver::purpose::Purpose;
use serde_json::json;

use crate::harness::{DIGEST, FEEDBACK, Receiver, SUBMISSIONS, answers, form_fields, id, submission};

const HOSTILE: &[&str] = &[
    "It's \"quoted\", with a \\ and a, comma; -- DROP TABLE submissions",
    "before\0after",
    "👩🏽‍🚀 te reo Māori: hapū, whānau",
    "\u{202e}desrever\u{202c} \u{feff}\u{200b}",
    "<script>alert(1)</script>&amp;",
    "=cmd|' /C calc'!A0",
    "  leading and trailing \t\n\n",
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
    "likely_repeat_of": null,
    "revision": 1,
    "content_sha256": "{DIGEST}",
    "posted_as": "json",
    "answers": {{
      "anything-else": "Kia ora",
      "official-information": true,
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
async fn an_empty_database_exports_as_an_empty_list_and_a_header() {
    let receiver = Receiver::start().await;
    assert_eq!(receiver.export(Format::Json, Purpose::Submission).await, "[]\n");
    assert_eq!(
        receiver.export(Format::Csv, Purpose::Feedback).await,
        "reference,received_at,late,revision,content_sha256,posted_as,useful,what-went-wrong\r\n"
    );
}

#[tokio::test]
async fn csv_disarms_formulas_and_keeps_line_ends() {
    let receiver = Receiver::start().await;
    for (number, words) in (1..).zip(["=1+1", "one,\n\"two\""]) {
        let answers = json!({"useful": "no", "what-went-wrong": words});
        let feedback = json!({"id": id(number), "revision": 1, "answers": answers});
        assert_eq!(receiver.post_json(FEEDBACK, &feedback).await.status, 201);
    }
    let csv = receiver.export(Format::Csv, Purpose::Feedback).await;
    assert!(csv.contains(",json,no,'=1+1\r\n"), "{csv}");
    assert!(csv.ends_with(",json,no,\"one,\n\"\"two\"\"\"\r\n"), "{csv}");
}

#[tokio::test]
async fn questions_of_earlier_revisions_keep_a_column_behind_the_others() {
    let receiver = Receiver::start().await;
    let feedback = json!({"id": id(1), "revision": 1, "answers": {"useful": "no", "what-went-wrong": "Words"}});
    receiver.post_json(FEEDBACK, &feedback).await;
    let changed = receiver.stop().await.content_with(|content| {
        let sections = content["sections"].as_array_mut().expect("it has sections");
        let section = sections.iter_mut().find_map(|section| section.get_mut("feedback")).expect("it has feedback");
        section["form"]["parts"][0]["questions"][1]["id"] = json!("what-to-mend");
    });
    let csv = changed.start().await.export(Format::Csv, Purpose::Feedback).await;
    let mut lines = csv.lines();
    assert!(lines.next().is_some_and(|header| header.ends_with(",useful,what-to-mend,what-went-wrong")), "{csv}");
    assert!(lines.next().is_some_and(|row| row.ends_with(",no,,Words")), "{csv}");
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
