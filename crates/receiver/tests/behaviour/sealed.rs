//! What was sealed in a browser: taken without being read, given out as it came, and opened with either of two keys. The
//! shipped script has sealed it: `node tests/e2e/sealed.mjs` writes the fixture.

use std::fs;
use std::path::Path;
use std::process::Output;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use consultation::content::config::Config;
use receiver::digest;
use serde_json::{Value, json};

use crate::harness::{FEEDBACK, Receiver, Reply, SUBMISSIONS, Setup, form_fields, id, submission};
use crate::program::{folder, run};
use crate::tables::column;

/// A body that the page's program posts.
fn text(name: &str) -> String {
    fixture(name).as_str().expect("it is a text").to_owned()
}

fn fixture(name: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("../fixtures/sealed.json")).expect("it is JSON");
    all[name].clone()
}

async fn post(receiver: &Receiver, path: &str, body: String) -> Reply {
    Reply::to(receiver.post(path).header("content-type", "application/json").body(body)).await
}

/// What is posted, with a change.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut body: Value = serde_json::from_str(&text("body")).expect("it is JSON");
    change(&mut body);
    body.to_string()
}

/// What it is bound to, with a change.
fn bound_to(name: &str, value: Value) -> String {
    changed(|body| {
        let bound = body["sealed"]["protected"].as_str().expect("it is a text");
        let bound = BASE64_URL_SAFE_NO_PAD.decode(bound).expect("it is base64url");
        let mut bound: Value = serde_json::from_slice(&bound).expect("it is JSON");
        bound[name] = value;
        body["sealed"]["protected"] = BASE64_URL_SAFE_NO_PAD.encode(bound.to_string()).into();
    })
}

/// `receiver open` with the key of that name, of that export.
fn open(key: &str, export: &Value, arguments: &[&str]) -> (Output, Vec<Value>) {
    let folder = folder();
    for (name, value) in [("key.json", &fixture(key)), ("export.json", export)] {
        fs::write(folder.path().join(name), value.to_string()).expect("the folder can be written");
    }
    let output = run(folder.path(), &[&["open", "--key", "key.json", "export.json"], arguments].concat());
    let rows = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output, rows)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The export of a receiver that was sent these.
async fn exported(bodies: &[&str]) -> Vec<Value> {
    let receiver = Receiver::start().await;
    for body in bodies {
        assert_eq!(post(&receiver, SUBMISSIONS, text(body)).await.status, 201, "{body}");
    }
    receiver.exported().await
}

#[tokio::test]
async fn it_is_stored_once_as_it_came_and_another_one_under_its_id_is_refused() {
    let receiver = Receiver::start().await;
    let first = post(&receiver, SUBMISSIONS, text("body")).await;
    assert_eq!(first.status, 201);
    let stated = digest::in_hexadecimal(&digest::of_bytes(text("body").as_bytes()));
    assert_eq!(first.json()["body_sha256"], json!(stated));
    let again = post(&receiver, SUBMISSIONS, text("body")).await;
    assert_eq!((again.status, again.json()), (200, first.json()));
    let sealed_again = post(&receiver, SUBMISSIONS, text("sealed_again")).await;
    assert_eq!((sealed_again.status, sealed_again.reference()), (409, first.reference()));
    assert_eq!(receiver.exported().await.len(), 1);
}

#[tokio::test]
async fn the_same_seal_that_changes_or_withdraws_another_one_is_not_the_same_again() {
    let receiver = Receiver::start().await;
    for body in ["body", "second"] {
        assert_eq!(post(&receiver, SUBMISSIONS, text(body)).await.status, 201, "{body}");
    }
    let amending = |field: &str, earlier: Option<u32>| {
        let mut body: Value = serde_json::from_str(&text("change")).expect("it is JSON");
        body.as_object_mut().expect("it is one").remove("replaces");
        if let Some(earlier) = earlier {
            body[field] = json!(id(earlier));
        }
        body.to_string()
    };
    let change = post(&receiver, SUBMISSIONS, amending("replaces", Some(1))).await;
    for (field, earlier) in [("replaces", Some(2)), ("withdraws", Some(1)), ("replaces", None)] {
        let refused = post(&receiver, SUBMISSIONS, amending(field, earlier)).await;
        assert_eq!((refused.status, refused.reference()), (409, change.reference()), "{field} {earlier:?}");
    }
    let again = post(&receiver, SUBMISSIONS, amending("replaces", Some(1))).await;
    assert_eq!((again.status, again.reference()), (200, change.reference()));
}

#[tokio::test]
async fn an_export_has_it_as_it_came_and_not_its_id_and_a_table_says_how_it_is_opened() {
    let receiver = Receiver::start().await;
    post(&receiver, SUBMISSIONS, text("body")).await;
    receiver.post_json(SUBMISSIONS, &submission(7, "in the clear")).await;
    let database = receiver.setup().database_address().to_string();
    let export = |format| {
        let output = run(folder().path(), &["export", "--format", format, "--database", &database]);
        String::from_utf8(output.stdout).expect("exports are UTF-8")
    };
    let (json, body) = (export("json"), text("body"));
    let (_, sealed) = body.split_once("\"sealed\":").expect("it is sealed");
    assert!(json.contains(sealed.strip_suffix('}').expect("it ends there")) && !json.contains(&id(1)), "{json}");
    let row = &receiver.exported().await[0];
    assert_eq!(row["id_sha256"], json!(digest::in_hexadecimal(&digest::of_bytes(id(1).as_bytes()))));
    assert_eq!((&row["answers"], &row["unknown_revision"]), (&json!({}), &json!(false)));
    assert!(receiver.exported().await[1].get("sealed").is_none());
    let cells = column(&export("csv"), "sealed");
    assert_eq!(cells, ["sealed: export it as JSON, and open that with `receiver open`", "false"]);
}

#[tokio::test]
async fn either_key_opens_it_and_what_was_not_sealed_stays_as_it_is() {
    let mut export = exported(&["body", "change", "withdrawal"]).await;
    export.push(json!({"reference": "CLEAR", "answers": {"a": "b"}}));
    let export = json!(export);
    for key in ["agency", "recovery"] {
        let (output, rows) = open(key, &export, &[]);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!((&rows[0]["answers"], &rows[1]["answers"]), (&fixture("answers"), &fixture("answers")));
        assert_eq!((&rows[2]["answers"], &rows[2]["withdraws"]), (&json!({}), &json!(true)));
        assert_eq!((&rows[0]["opened_with"], rows[0].get("sealed")), (&json!(key), None));
        assert_eq!(rows[0]["reference"], export[0]["reference"]);
        assert_eq!(rows[3], export[3]);
        assert!(!rows[0].to_string().contains(&id(1)), "the secret id stays secret");
    }
}

#[tokio::test]
async fn no_words_steer_the_terminal_in_which_they_are_opened() {
    let mut export = exported(&["body"]).await;
    let mut closed = export[0].clone();
    (closed["reference"], closed["sealed"]["tag"]) = (json!("\u{1b}[2J\u{9b}"), json!("\u{1b}[2J"));
    export.push(closed);
    let (output, rows) = open("agency", &json!(export), &[]);
    assert!(fixture("answers").to_string().contains('\u{9b}') && rows[0]["answers"] == fixture("answers"));
    for shown in [String::from_utf8_lossy(&output.stdout).into_owned(), said(&output)] {
        let steering = shown.chars().find(|&one| one == '\u{202e}' || one.is_control() && one != '\n');
        assert_eq!(steering, None, "{shown}");
    }
    assert!(said(&output).contains(r"\u{1b}[2J\u{9b} stays closed"), "{}", said(&output));
}

#[tokio::test]
async fn feedback_is_opened_as_feedback_alone() {
    let receiver = Receiver::start().await;
    assert_eq!(post(&receiver, FEEDBACK, text("feedback")).await.status, 201);
    let export = receiver.export(receiver::cli::Format::Json, consultation::purpose::Purpose::Feedback).await;
    let export: Value = serde_json::from_str(&export).expect("it is JSON");
    let (output, rows) = open("agency", &export, &["--what", "feedback"]);
    assert!(output.status.success() && rows[0]["answers"] == json!({"useful": "yes"}), "{}", said(&output));
    let (output, _) = open("agency", &export, &[]);
    assert!(said(&output).contains("it was sealed as another submission"), "{}", said(&output));
}

/// Of the part that is for the other key, this one knows nothing, so what is changed there is not noticed; nor does it matter.
#[tokio::test]
async fn with_any_character_changed_it_stays_closed_or_says_the_same() {
    let row = exported(&["body"]).await.remove(0);
    let sealed = row["sealed"].to_string();
    let other = row["sealed"]["recipients"][1].to_string();
    let others_place = sealed.find(&other).expect("it is in it");
    let mut rows = Vec::new();
    let mut in_part_of_other = 0;
    for place in 0..sealed.len() {
        let with = if sealed.as_bytes()[place] == b'A' { "B" } else { "A" };
        let changed = [&sealed[..place], with, &sealed[place + 1..]].concat();
        if let Ok(changed) = serde_json::from_str::<Value>(&changed) {
            in_part_of_other += usize::from((others_place..others_place + other.len()).contains(&place));
            rows.push(json!({"sealed": changed, "reference": place.to_string()}));
        }
    }
    for one in &mut rows {
        let (sealed, reference) = (one["sealed"].take(), one["reference"].take());
        *one = row.clone();
        (one["sealed"], one["reference"]) = (sealed, reference);
    }
    let (output, opened) = open("agency", &json!(rows), &[]);
    let is_open = |row: &&Value| row.get("sealed").is_none();
    assert!(rows.len() > 1000 && opened.len() == rows.len(), "{}", rows.len());
    assert!(opened.iter().filter(is_open).all(|row| row["answers"] == fixture("answers")));
    let closed = opened.iter().filter(|row| !is_open(row)).count();
    assert!(closed >= rows.len() - in_part_of_other, "{closed} of {}", rows.len());
    assert_eq!(said(&output).matches("stays closed").count(), closed);
    assert!(!output.status.success());
}

#[tokio::test]
async fn what_stays_closed_is_named_and_the_rest_is_opened() {
    let mut export = exported(&["body", "second"]).await;
    let reference = export[0]["reference"].as_str().expect("it is a text").to_owned();
    export[0]["sealed"]["tag"] = json!("AAAAAAAAAAAAAAAAAAAAAA");
    let (output, rows) = open("agency", &json!(export), &[]);
    assert_eq!((&rows[0], &rows[1]["answers"]["anything-else"]), (&export[0], &json!("The second")));
    assert!(said(&output).contains(&format!("{reference} stays closed: its seal is broken")), "{}", said(&output));
    assert!(said(&output).contains("1 could not be opened, and stand in the output"), "{}", said(&output));
}

#[tokio::test]
async fn what_stands_in_another_row_than_its_own_stays_closed() {
    let export = exported(&["body", "second"]).await;
    let in_the_other = |names: &[&str]| {
        let mut swapped = export.clone();
        for name in names {
            (swapped[0][name], swapped[1][name]) = (export[1][name].clone(), export[0][name].clone());
        }
        swapped
    };
    let mut told_as_withdrawal = export.clone();
    told_as_withdrawal[0]["withdraws"] = json!(true);
    let mut told_as_amending = export.clone();
    told_as_amending[0]["amends"] = export[1]["reference"].clone();
    let (output, _) = open("agency", &json!(told_as_amending), &[]);
    assert!(said(&output).contains("it replaces or withdraws another submission"), "{}", said(&output));
    let mut of_other_revision = export.clone();
    of_other_revision[0]["revision"] = json!(2);
    for (rows, closed) in [(in_the_other(&["sealed"]), 2), (told_as_withdrawal, 1), (of_other_revision, 1)] {
        let (output, _) = open("agency", &json!(rows), &[]);
        let named = said(&output).matches("it was sealed as another submission").count();
        assert_eq!(named, closed, "{}", said(&output));
    }
}

/// Whoever keeps submissions could else let somebody's words be displaced by a change of others.
#[tokio::test]
async fn what_amends_another_one_than_was_sealed_stays_closed() {
    let export = exported(&["body", "second", "change", "withdrawal"]).await;
    let clear = json!({"reference": "CLEAR", "answers": {}});
    for row in [2, 3] {
        for (amends, unknown_earlier, is_open) in [
            (export[0]["reference"].clone(), false, true),
            (export[1]["reference"].clone(), false, false),
            (json!("CLEAR"), false, false),
            (Value::Null, false, false),
            // It may have come before the one that it amends.
            (Value::Null, true, true),
        ] {
            let mut rows = [export.as_slice(), std::slice::from_ref(&clear)].concat();
            (rows[row]["amends"], rows[row]["unknown_earlier"]) = (amends.clone(), json!(unknown_earlier));
            let (output, opened) = open("agency", &json!(rows), &[]);
            assert_eq!(opened[row].get("sealed").is_none(), is_open, "{amends}: {}", said(&output));
            assert_eq!(said(&output).contains("than its row says"), !is_open, "{amends}: {}", said(&output));
        }
    }
}

#[tokio::test]
async fn what_was_changed_from_one_in_the_clear_is_opened() {
    let mut export = exported(&["body", "change"]).await;
    export[0] = json!({"reference": export[0]["reference"], "answers": {}});
    let (output, rows) = open("agency", &json!(export), &[]);
    assert!(output.status.success() && rows[1].get("sealed").is_none(), "{}", said(&output));
}

#[tokio::test]
async fn another_key_opens_nothing_also_under_the_name_of_the_right_one() {
    let export = json!(exported(&["body"]).await);
    let (output, rows) = open("other", &export, &[]);
    assert!(said(&output).contains("another key has this name") && json!(rows) == export, "{}", said(&output));
    let mut renamed = export.clone();
    for (place, kid) in [(0, "x"), (1, "y")] {
        renamed[0]["sealed"]["recipients"][place]["header"]["kid"] = json!(kid);
    }
    let (output, _) = open("agency", &renamed, &[]);
    assert!(said(&output).contains("it was not sealed to this key"), "{}", said(&output));
}

#[tokio::test]
async fn what_is_not_sealed_as_it_has_to_be_is_refused() {
    let receiver = Receiver::start().await;
    for (what, body) in [
        ("under another id", changed(|body| body["id"] = json!(id(9)))),
        ("of another revision", changed(|body| body["revision"] = json!(2))),
        ("of other content", changed(|body| body["content_sha256"] = json!("11".repeat(32)))),
        ("for another form", bound_to("form", json!("feedback"))),
        ("another way of sealing", bound_to("enc", json!("A128GCM"))),
        ("another way of wrapping keys", bound_to("alg", json!("ECDH-ES"))),
        ("pressed together", bound_to("zip", json!("DEF"))),
        ("of another kind", bound_to("typ", json!("JWE"))),
        ("in the clear too", changed(|body| body["answers"] = json!({}))),
        ("to one key", changed(|body| drop(body["sealed"]["recipients"].as_array_mut().expect("two").pop()))),
        ("to the same key twice", changed(|body| body["sealed"]["recipients"][1]["header"]["kid"] = json!("agency"))),
        ("with a short tag", changed(|body| body["sealed"]["tag"] = json!("AAAA"))),
        ("with no base64url", changed(|body| body["sealed"]["ciphertext"] = json!("+/=="))),
        ("with something beside it", changed(|body| body["sealed"]["aad"] = json!("AAAA"))),
        ("as a text", changed(|body| body["sealed"] = json!("eyJ"))),
        ("as nothing", changed(|body| body["sealed"] = Value::Null)),
    ] {
        assert_eq!(post(&receiver, SUBMISSIONS, body).await.status, 400, "{what}");
    }
    assert_eq!(post(&receiver, FEEDBACK, text("body")).await.status, 400);
    assert_eq!(receiver.exported().await, [] as [Value; 0]);
}

#[tokio::test]
async fn a_receiver_of_sealed_words_alone_refuses_those_in_the_clear_and_stores_none() {
    let receiver = Setup::new().sealed_only().start().await;
    let refused = receiver.post_json(SUBMISSIONS, &submission(7, "in the clear")).await;
    assert_eq!((refused.status, &refused.json()["type"]), (403, &json!("urn:problem-type:consultation:not-sealed")));
    assert_eq!(receiver.exported().await, [] as [Value; 0]);
    for body in ["body", "withdrawal"] {
        assert_eq!(post(&receiver, SUBMISSIONS, text(body)).await.status, 201, "{body}");
    }
    // There are no words in it.
    let seen = submission(1, "");
    let withdrawal = json!({"id": id(8), "revision": 1, "content_sha256": seen["content_sha256"], "withdraws": id(1), "answers": {}});
    assert_eq!(receiver.post_json(SUBMISSIONS, &withdrawal).await.status, 201);
}

#[tokio::test]
async fn a_form_post_in_the_clear_is_told_why_it_is_not_stored_and_has_its_words_back() {
    let receiver = Setup::new().sealed_only().start().await;
    for step in ["", "change", "send"] {
        let mut fields = form_fields("in the clear");
        fields.retain(|(name, _)| *name != "step");
        fields.push(("step", step));
        let page = receiver.post_form(SUBMISSIONS, &fields).await;
        assert_eq!(page.status, 403, "{step}");
        for part in ["This was not, so it was not stored.", ">\nin the clear</textarea>"] {
            assert!(page.body.contains(part), "{step}: {part}: {}", page.body);
        }
    }
    assert_eq!(receiver.exported().await, [] as [Value; 0]);
}

#[tokio::test]
async fn who_asks_there_for_what_they_sent_in_the_clear_gets_no_empty_form() {
    let receiver = Setup::new().sealed_only().start().await;
    let fields = [("revision", "1"), ("replaces", &id(1)), ("step", "change-sent")];
    let page = receiver.post_form(SUBMISSIONS, &fields).await;
    assert!(page.status == 403 && !page.body.contains("<textarea"), "{}", page.body);
}

#[tokio::test]
async fn its_receipt_as_a_page_says_that_it_is_sealed_and_offers_to_withdraw_it_alone() {
    let receiver = Receiver::start().await;
    let reference = post(&receiver, SUBMISSIONS, text("body")).await.reference();
    let path = format!("{SUBMISSIONS}/{}/receipt", id(1));
    let page = Reply::to(receiver.get(&path).header("accept", "text/html")).await.body;
    assert!(page.contains(&reference) && page.contains("only the team can open it"), "{page}");
    assert!(page.contains(r#"name="withdraws""#) && !page.contains(r#"name="replaces""#), "{page}");
    let fields = [("revision", "1"), ("replaces", &id(1)), ("step", "change-sent")];
    assert_eq!(receiver.post_form(SUBMISSIONS, &fields).await.status, 404);
}

fn keygen(folder: &Path, name: &str) -> Output {
    run(folder, &["keygen", "--to", name])
}

#[test]
fn a_new_key_is_for_its_owner_alone_and_its_public_half_is_what_config_json_takes() {
    let folder = folder();
    let keys = ["agency", "recovery"].map(|name| {
        let made = keygen(folder.path(), name);
        assert!(made.status.success(), "{}", said(&made));
        let public: Value = serde_json::from_slice(&made.stdout).expect("it prints a key");
        let private: Value =
            serde_json::from_slice(&fs::read(folder.path().join(name)).expect("it is there")).expect("it is JSON");
        assert!(public.get("d").is_none() && private["d"].as_str().is_some_and(|d| d.len() == 43));
        assert!(["kty", "crv", "x", "y", "kid"].iter().all(|field| public[field] == private[field]));
        public
    });
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.path().join("agency")).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let mut config: Value = serde_json::from_str(include_str!("../../../../public/config.json")).expect("it is JSON");
    config["sealing"] = json!({"agency": keys[0], "recovery": keys[1], "expires": "2030-01-01T00:00:00Z"});
    Config::parse(&config.to_string()).expect("they are keys");
    let again = keygen(folder.path(), "agency");
    assert!(!again.status.success() && said(&again).contains("agency is there already"), "{}", said(&again));
}

#[test]
fn what_is_no_key_or_no_export_is_said_in_a_sentence() {
    let folder = folder();
    let mut public = fixture("agency");
    public.as_object_mut().expect("it is one").remove("d");
    let mut torn = fixture("agency");
    torn["d"] = fixture("recovery")["d"].clone();
    for (name, text) in [
        ("public", public.to_string()),
        ("torn", torn.to_string()),
        ("key", fixture("agency").to_string()),
        ("csv", "a,b".into()),
    ] {
        fs::write(folder.path().join(name), text).expect("the folder can be written");
    }
    for (key, export, why) in [
        ("public", "csv", "it is no private key as `receiver keygen` writes it: missing field `d`"),
        ("torn", "csv", "its private part does not belong to its public part"),
        ("none", "csv", "cannot use the key in none: "),
        ("key", "csv", "this is no export as `receiver export --format json` writes it: "),
    ] {
        let output = run(folder.path(), &["open", "--key", key, export]);
        assert!(!output.status.success() && output.stdout.is_empty(), "{key}");
        assert!(said(&output).contains(why), "{}", said(&output));
    }
}
