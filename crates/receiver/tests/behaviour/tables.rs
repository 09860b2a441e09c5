//! The table that a person opens in a spreadsheet, or reads with a program: `receiver export --format csv`.

use serde_json::{Value, json};

use crate::exports::HOSTILE;
use crate::harness::{DIGEST, FEEDBACK, Receiver, SUBMISSIONS, Setup, id, submission};
use crate::program::{folder, run};

const OWN_HEADS: &str = "reference,received_at_utc,received_at_local,early,late,likely_repeat_of,amends,\
    withdraws,counts,decided_by,unknown_earlier,revision,\
    unknown_revision,content_sha256,posted_as,unstated_origin,held,sealed";

/// What the program prints of the receiver's database.
fn printed(receiver: &Receiver, arguments: &[&str]) -> String {
    let database = receiver.setup().database_address().to_string();
    let output = run(folder().path(), &[&["export", "--format", "csv", "--database", &database], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("exports are UTF-8")
}

/// The rows as a CSV reader has them, heads first.
pub fn rows(table: &str) -> Vec<Vec<String>> {
    let table = table.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.expect("each row has the same number of cells"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// Each row's cell in the column of that head.
pub fn column(table: &str, head: &str) -> Vec<String> {
    let rows = rows(table);
    let place = rows[0].iter().position(|cell| cell == head).unwrap_or_else(|| panic!("{head} is in {:?}", rows[0]));
    rows[1..].iter().map(|row| row[place].clone()).collect()
}

fn feedback(number: u32, words: &str) -> Value {
    let answers = json!({"useful": "no", "what-went-wrong": words});
    json!({"id": id(number), "revision": 1, "content_sha256": DIGEST, "answers": answers})
}

#[tokio::test]
async fn excel_gets_a_byte_order_mark_and_crlf_after_each_row() {
    let receiver = Receiver::start().await;
    let reference = receiver.post_json(FEEDBACK, &feedback(1, "one,\r\n\"two\"")).await.reference();
    let received = &column(&printed(&receiver, &["--what", "feedback"]), "received_at_local")[0];
    let seconds = received.strip_prefix("2022-08-01 09:00:").expect("it is the rehearsed minute").to_owned();
    assert_eq!(
        printed(&receiver, &["--what", "feedback"]),
        format!(
            "\u{feff}{OWN_HEADS},Was this page useful? (useful),What went wrong? (what-went-wrong),What could be better? (what-could-be-better)\r\n\
            {reference},2022-07-31 21:00:{seconds},2022-08-01 09:00:{seconds},false,false,,,false,true,,\
            false,1,false,{DIGEST},json,true,false,false,no,\"one,\n\"\"two\"\"\",\r\n"
        )
    );
}

#[tokio::test]
async fn tools_get_neither_mark_nor_cr_and_moments_with_their_offset() {
    let receiver = Receiver::start().await;
    let reference = receiver.post_json(FEEDBACK, &feedback(1, "one,\r\n\"two\"")).await.reference();
    let arguments = ["--what", "feedback", "--for", "tools"];
    let received = &column(&printed(&receiver, &arguments), "received_at_utc")[0];
    let seconds = received.strip_prefix("2022-07-31T21:00:").expect("it is the rehearsed minute").to_owned();
    let second = seconds.trim_end_matches('Z');
    assert_eq!(
        printed(&receiver, &arguments),
        format!(
            "{OWN_HEADS},Was this page useful? (useful),What went wrong? (what-went-wrong),What could be better? (what-could-be-better)\n\
            {reference},2022-07-31T21:00:{second}Z,2022-08-01T09:00:{second}+12:00,false,false,,,false,true,,\
            false,1,false,{DIGEST},json,true,false,false,no,\"one,\n\"\"two\"\"\",\n"
        )
    );
}

#[tokio::test]
async fn an_empty_database_is_a_row_of_heads() {
    let receiver = Receiver::start().await;
    let heads = format!(
        "{OWN_HEADS},Was this page useful? (useful),What went wrong? (what-went-wrong),What could be better? (what-could-be-better)\n"
    );
    assert_eq!(printed(&receiver, &["--what", "feedback", "--for", "tools"]), heads);
}

#[tokio::test]
async fn questions_stand_in_the_order_of_the_form_whatever_was_answered_first() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await;
    let heads = rows(&printed(&receiver, &[]))[0][OWN_HEADS.split(',').count()..].join("\n");
    assert_eq!(
        heads,
        "Full name (full-name)
Email address (email)
Who are you responding as? (responding-as)
Name of the organisation (organisation-name)
International cooperation (international-cooperation)
Technical assistance (technical-assistance)
Prevention measures (prevention-measures)
Mechanism for implementation (mechanism-for-implementation)
Final provisions (final-provisions)
Preamble (preamble)
Anything else (anything-else)
How may we publish your submission? (publish)
Is there a reason why anything in your submission should not be made public? (withhold)
What should not be made public? (withhold-what)
Why should it not be made public? (withhold-why)
Official information (official-information)"
    );
}

#[tokio::test]
async fn questions_of_other_revisions_have_a_column_behind_the_others_headed_by_their_id() {
    let receiver = Receiver::start().await;
    receiver.post_json(FEEDBACK, &feedback(1, "Publication")).await;
    let setup = receiver.stop().await.content_with(|content| {
        let sections = content["sections"].as_array_mut().expect("it has sections");
        let section = sections.iter_mut().find_map(|section| section.get_mut("feedback")).expect("it has feedback");
        section["form"]["parts"][0]["questions"][1]["id"] = json!("what-to-mend");
    });
    let content = setup.content().expect("it was changed").display().to_string();
    let table = printed(&setup.start().await, &["--what", "feedback", "--content", &content]);
    let rows = rows(&table);
    let heads = ["What went wrong? (what-to-mend)", "What could be better? (what-could-be-better)", "what-went-wrong"];
    assert!(rows[0].ends_with(&heads.map(String::from)), "{table}");
    assert!(rows[1].ends_with(&["no", "", "", "Publication"].map(String::from)), "{table}");
}

#[tokio::test]
async fn hostile_words_are_exact_once_one_apostrophe_is_taken_from_the_front() {
    let receiver = Receiver::start().await;
    for (number, words) in (0..).zip(HOSTILE) {
        assert_eq!(receiver.post_json(SUBMISSIONS, &submission(number, words)).await.status, 201, "{words:?}");
    }
    for reader in ["excel", "tools"] {
        let cells = column(&printed(&receiver, &["--for", reader]), "Anything else (anything-else)");
        let words: Vec<_> = cells.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell)).collect();
        assert_eq!(words, HOSTILE, "{reader}");
    }
}

#[tokio::test]
async fn a_formula_is_disarmed_wherever_a_person_can_type_it() {
    let receiver = Receiver::start().await;
    let formula = "\n\u{a0}＝HYPERLINK(B1)";
    let mut posted = submission(1, formula);
    posted["answers"]["full-name"] = json!("=B1");
    assert_eq!(receiver.post_json(SUBMISSIONS, &posted).await.status, 201);
    for reader in ["excel", "tools"] {
        let table = printed(&receiver, &["--for", reader]);
        assert_eq!(column(&table, "Anything else (anything-else)"), [["'", formula].concat()]);
        assert_eq!(column(&table, "Full name (full-name)"), ["'=B1"]);
    }
}

#[tokio::test]
async fn a_row_says_what_was_unusual() {
    let receiver = Setup::new().rehearsing("2022-08-23T17:00:00+12:00").start().await;
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.reference();
    receiver.post_json(SUBMISSIONS, &submission(2, "Kia ora")).await;
    let table = printed(&receiver, &[]);
    for (head, cells) in [
        ("early", ["false", "false"]),
        ("late", ["true", "true"]),
        ("likely_repeat_of", ["", &first]),
        ("revision", ["1", "1"]),
        ("unstated_origin", ["true", "true"]),
        ("held", ["false", "false"]),
    ] {
        assert_eq!(column(&table, head), cells, "{head}");
    }
}

#[tokio::test]
async fn no_export_has_the_secret_id_of_a_receipt() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(0xFEDC_BA98, "Kia ora")).await;
    for arguments in [["--for", "excel"], ["--for", "tools"], ["--format", "json"]] {
        let database = receiver.setup().database_address().to_string();
        let format: &[&str] = if arguments[0] == "--for" { &["--format", "csv"] } else { &[] };
        let output = run(folder().path(), &[&["export", "--database", &database], format, &arguments[..]].concat());
        let printed = String::from_utf8(output.stdout).expect("exports are UTF-8");
        assert!(printed.contains("Kia ora") && !printed.contains(&id(0xFEDC_BA98)), "{printed}");
    }
}
