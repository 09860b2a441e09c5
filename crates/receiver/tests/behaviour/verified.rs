//! `receiver verify`: rows that differ from what was stored are found, and a copy that was restored is the same as its original.

use std::process::Output;

use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection};

use crate::harness::{FEEDBACK, Receiver, SUBMISSIONS, id, submission};
use crate::program::{folder, run};

const RUNBOOK: &str = include_str!("../../../../docs/runbook.md");

fn verify(receiver: &Receiver, arguments: &[&str]) -> Output {
    let (folder, address) = (folder(), receiver.setup().database_address().to_string());
    run(folder.path(), &[&["verify", "--database", &address], arguments].concat())
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

async fn change(receiver: &Receiver, statement: &str) {
    let address = receiver.setup().database_address().to_string();
    let mut connection = SqliteConnection::connect(&address).await.expect("it opens");
    connection.execute(AssertSqlSafe(statement)).await.expect("it is changed");
    connection.close().await.expect("it closes");
}

fn amending(number: u32, field: &str, earlier: u32) -> Value {
    let mut change = submission(number, "other words");
    change[field] = json!(id(earlier));
    if field == "withdraws" {
        change["answers"] = json!({});
    }
    change
}

/// One of everything that a digest is made of.
async fn with_everything() -> Receiver {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "  CR LF\r\nNUL \0 🦊 ")).await;
    receiver.post_json(SUBMISSIONS, &amending(2, "replaces", 1)).await;
    receiver.post_json(SUBMISSIONS, &amending(3, "withdraws", 2)).await;
    receiver.post_form(SUBMISSIONS, &[&crate::harness::form_fields("by a form")[..], &[("id", &id(4))]].concat()).await;
    receiver.post_json(FEEDBACK, &json!({"id": id(5), "revision": 1, "answers": {"useful": "yes"}})).await;
    receiver
}

#[tokio::test]
async fn what_nobody_has_touched_is_as_it_was_stored() {
    let receiver = with_everything().await;
    let text = said(&verify(&receiver, &[]));
    assert!(
        text.starts_with("receiver: submissions 4, feedback 1, differ 0, digest not to be made again 0\n"),
        "{text}"
    );
}

#[tokio::test]
async fn rows_whose_digest_needs_what_is_not_stored_are_counted_and_no_alarm() {
    let receiver = Receiver::start().await;
    let mut unknown = submission(1, "of a revision that nobody knows\r\n");
    unknown["content_sha256"] = json!("f".repeat(64));
    receiver.post_json(SUBMISSIONS, &unknown).await;
    receiver.post_json(SUBMISSIONS, &amending(2, "replaces", 77)).await;
    let text = said(&verify(&receiver, &[]));
    assert!(
        text.starts_with("receiver: submissions 2, feedback 0, differ 0, digest not to be made again 2\n"),
        "{text}"
    );
}

#[tokio::test]
async fn each_row_that_was_changed_is_named() {
    let receiver = with_everything().await;
    let kept = receiver.post_json(SUBMISSIONS, &submission(6, "stays")).await.reference();
    let words = receiver.post_json(SUBMISSIONS, &submission(7, "yes")).await.reference();
    let revision = receiver.post_json(SUBMISSIONS, &submission(8, "one")).await.reference();
    change(
        &receiver,
        &format!("UPDATE submissions SET answers = replace(answers, 'yes', 'no') WHERE reference = '{words}'"),
    )
    .await;
    change(&receiver, &format!("UPDATE submissions SET revision = 9 WHERE reference = '{revision}'")).await;
    let sentence = refused(&verify(&receiver, &[]));
    assert!(sentence.contains(&format!("2 rows are not as stored: {words}, {revision}. ")), "{sentence}");
    assert!(!sentence.contains(&kept), "{sentence}");
}

/// The references of a sealed one and of a sealed change of it.
async fn with_sealed(receiver: &Receiver) -> [String; 2] {
    let all: Value = serde_json::from_str(include_str!("../fixtures/sealed.json")).expect("it is JSON");
    let body = |name: &str| serde_json::from_str::<Value>(all[name].as_str().expect("it is a text"));
    let [first, change] = ["body", "change"].map(|name| body(name).expect("it is JSON"));
    let first = receiver.post_json(SUBMISSIONS, &first).await.reference();
    [first, receiver.post_json(SUBMISSIONS, &change).await.reference()]
}

#[tokio::test]
async fn a_sealed_row_that_was_changed_is_named_also_where_only_what_it_amends_was() {
    for (changes, named) in [
        ("UPDATE submissions SET sealed = replace(sealed, '\"tag\"', ' \"tag\"') WHERE reference = '{first}'", 0),
        ("UPDATE submissions SET revision = 2 WHERE reference = '{first}'", 0),
        ("UPDATE submissions SET form = 'feedback' WHERE reference = '{first}'", 0),
        ("UPDATE submissions SET amends = '{other}' WHERE reference = '{change}'", 1),
        ("UPDATE submissions SET withdraws = 1 WHERE reference = '{change}'", 1),
        ("UPDATE submissions SET amends = NULL, first = NULL WHERE reference = '{change}'", 1),
    ] {
        let receiver = Receiver::start().await;
        let other = receiver.post_json(SUBMISSIONS, &submission(9, "in the clear")).await.reference();
        let references = with_sealed(&receiver).await;
        assert!(said(&verify(&receiver, &[])).contains("differ 0, digest not to be made again 0"), "{changes}");
        let [first, amending] = &references;
        let changes = changes.replace("{first}", first).replace("{change}", amending).replace("{other}", &other);
        change(&receiver, &changes).await;
        let sentence = refused(&verify(&receiver, &[]));
        assert!(sentence.contains(&references[named]), "{changes}: {sentence}");
    }
}

/// A moment, a mark and a reference are in no digest of words, but in that of all rows.
#[tokio::test]
async fn the_digest_of_all_rows_tells_whatever_else_was_changed() {
    let receiver = with_everything().await;
    let before = said(&verify(&receiver, &[]));
    for statement in [
        "UPDATE submissions SET received_at = '2022-08-01T08:00:00+12:00' WHERE sequence = 1",
        "UPDATE submissions SET late = 1 WHERE sequence = 4",
        "UPDATE submissions SET reference = 'CFHK-7394' WHERE sequence = 4",
        "DELETE FROM submissions WHERE sequence = 4",
    ] {
        change(&receiver, statement).await;
        let after = said(&verify(&receiver, &[]));
        assert_ne!(after.lines().last(), before.lines().last(), "{statement}");
    }
}

#[tokio::test]
async fn an_index_that_lacks_a_row_is_damage() {
    let receiver = Receiver::start().await;
    receiver.post_json(SUBMISSIONS, &submission(1, "one")).await;
    let unlist = "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'submissions_by_digest'; PRAGMA writable_schema = OFF";
    change(&receiver, unlist).await;
    let sentence = refused(&verify(&receiver, &[]));
    assert!(sentence.contains(" is damaged: "), "{sentence}");
}

/// The lines of the runbook that restore, on a folder that stands for the machine.
fn restore_by_the_runbook(machine: &std::path::Path) {
    let (_, section) = RUNBOOK.split_once("## Restore\n").expect("the runbook says how");
    let lines = section.split("```").nth(1).and_then(|block| block.strip_prefix("sh\n")).expect("in commands");
    // Neither service managers nor accounts are in a folder.
    let lines = lines.replace(" -o receiver -g receiver", "").replace("\\\n", "");
    let needs_a_machine = |line: &&str| ["systemctl ", "runuser ", "export "].iter().any(|word| line.starts_with(word));
    for line in lines.split(['\n', '&']).map(str::trim).filter(|line| !line.is_empty() && !needs_a_machine(line)) {
        let here = line.replace("/var/lib", &machine.join("var/lib").display().to_string());
        let here = here.replace("/mnt", &machine.join("mnt").display().to_string());
        let done = std::process::Command::new("sh").args(["-ec", &here]).status().expect("the shell starts");
        assert!(done.success(), "{here}");
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_people_send_is_restored_by_the_runbook_and_has_the_same_digest() {
    let (receiver, machine) = (with_everything().await, folder());
    let (service, mount) = (machine.path().join("var/lib/receiver"), machine.path().join("mnt/backups"));
    for folder in [&service, &mount] {
        std::fs::create_dir_all(folder).expect("it can be made");
    }
    // What is there when the drill begins is to be out of the way, its log too.
    for name in ["submissions.db", "submissions.db-wal", "submissions.db-shm"] {
        std::fs::write(service.join(name), "damaged").expect("it can be written");
    }
    let address = receiver.setup().database_address().to_string();
    let copy = mount.join("submissions-2022-08-01-0415.db").display().to_string();
    let copying = tokio::task::spawn_blocking(move || {
        run(std::path::Path::new("/"), &["backup", "--database", &address, "--to", &copy])
    });
    for number in 100..200 {
        assert_eq!(receiver.post_json(SUBMISSIONS, &submission(number, "meanwhile")).await.status, 201);
    }
    said(&copying.await.expect("it ends"));
    restore_by_the_runbook(machine.path());
    let restored = format!("sqlite://{}", service.join("submissions.db").display());
    let of_copy = said(&run(machine.path(), &["verify", "--database", &restored]));
    let (_, number) = of_copy.split_once("up to number ").expect("it is said");
    let (number, _) = number.split_once(':').expect("the digest follows");
    let of_original = said(&verify(&receiver, &["--up-to", number]));
    assert_eq!(of_copy, of_original);
    assert_eq!(std::fs::read_dir(service.join("before")).expect("it is there").count(), 3);
}
