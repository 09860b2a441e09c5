//! `receiver backup`: a copy that can be trusted, made while people send.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use sqlx::{Connection, Executor, SqliteConnection};

use crate::harness::{FEEDBACK, Receiver, SUBMISSIONS, id, submission};
use crate::program::{folder, names, run};

fn backup(receiver: &Receiver, folder: &Path) -> Output {
    let database = receiver.setup().database_address().to_string();
    run(folder, &["backup", "--database", &database, "--to", "copy.db"])
}

/// The words in the copy, in the order of arrival.
fn words_in(folder: &Path) -> Vec<String> {
    let exported = run(folder, &["export", "--format", "json", "--database", "sqlite://copy.db"]).stdout;
    let entries: Vec<Value> = serde_json::from_slice(&exported).expect("it is a JSON array");
    entries.iter().map(|entry| entry["answers"]["anything-else"].as_str().unwrap_or_default().to_owned()).collect()
}

#[track_caller]
fn assert_fails(output: &Output, beginning: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with(&["receiver: ", beginning].concat()) && said.lines().count() == 1, "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_made_while_people_send_has_all_that_had_a_receipt_and_ends_at_one_moment() {
    let receiver = Receiver::start().await;
    let all: Vec<String> = (0..150).map(|number| number.to_string()).collect();
    for number in 0..50 {
        receiver.post_json(SUBMISSIONS, &submission(number, &all[number as usize])).await;
    }
    let (folder, database) = (folder(), receiver.setup().database_address().to_string());
    let path = folder.path().to_owned();
    let copying =
        tokio::task::spawn_blocking(move || run(&path, &["backup", "--database", &database, "--to", "copy.db"]));
    for number in 50..150 {
        let reply = receiver.post_json(SUBMISSIONS, &submission(number, &all[number as usize])).await;
        assert_eq!(reply.status, 201, "sending goes on: {}", reply.body);
    }
    let output = copying.await.expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let copied = words_in(folder.path());
    assert!(copied.len() >= 50 && copied == all[..copied.len()], "{copied:?}");
}

#[tokio::test]
async fn a_copy_is_one_file_and_what_is_in_it_is_said() {
    let receiver = Receiver::start().await;
    let (one, two) = (submission(1, "one"), submission(2, "two"));
    receiver.post_json(SUBMISSIONS, &one).await;
    receiver.post_json(SUBMISSIONS, &two).await;
    let feedback = serde_json::json!({"id": id(3), "revision": 1, "answers": {"useful": "yes"}});
    receiver.post_json(FEEDBACK, &feedback).await;
    let folder = folder();
    let output = backup(&receiver, folder.path());
    let bytes = fs::metadata(folder.path().join("copy.db")).expect("it is there").len();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        format!("receiver: copy.db is whole: submissions 2, feedback 1, bytes {bytes}\n")
    );
    assert_eq!(names(folder.path()), ["copy.db"]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_copy_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (receiver, folder) = (Receiver::start().await, folder());
    backup(&receiver, folder.path());
    let metadata = fs::metadata(folder.path().join("copy.db")).expect("it is there");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_receiver_goes_on_from_a_copy() {
    let (receiver, folder) = (Receiver::start().await, folder());
    let first = receiver.post_json(SUBMISSIONS, &submission(1, "one")).await.reference();
    backup(&receiver, folder.path());
    receiver.post_json(SUBMISSIONS, &submission(2, "after the copy")).await;
    let setup = receiver.stop().await;
    let database = setup.database();
    for ending in ["-wal", "-shm"] {
        // A receiver that has ended in order leaves none.
        let _ = fs::remove_file([&database.display().to_string(), ending].concat());
    }
    fs::copy(folder.path().join("copy.db"), &database).expect("it can be restored");
    let restored = setup.start().await;
    let again = restored.post_json(SUBMISSIONS, &submission(1, "one")).await;
    assert_eq!((again.status, again.reference()), (200, first));
    assert_eq!(restored.post_json(SUBMISSIONS, &submission(2, "after the copy")).await.status, 201);
}

#[tokio::test]
async fn a_copy_never_replaces_a_file() {
    let (receiver, folder) = (Receiver::start().await, folder());
    fs::write(folder.path().join("copy.db"), "mine").expect("it can be written");
    assert_fails(&backup(&receiver, folder.path()), "copy.db is there already: ");
    assert_eq!(fs::read(folder.path().join("copy.db")).expect("it is there"), b"mine");
    assert_eq!(names(folder.path()), ["copy.db"]);
}

#[test]
fn there_is_no_copy_of_no_database() {
    let folder = folder();
    assert_fails(&run(folder.path(), &["backup", "--to", "copy.db"]), "there is no database sqlite://submissions.db: ");
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[tokio::test]
async fn there_is_no_copy_of_a_damaged_database() {
    let receiver = Receiver::start().await;
    for number in 0..200 {
        receiver.post_json(SUBMISSIONS, &submission(number, &"a".repeat(500))).await;
    }
    let setup = receiver.stop().await;
    let mut bytes = fs::read(setup.database()).expect("it can be read");
    // Rows in the middle: the first and the last pages are read when it is opened.
    let middle = bytes.len() / 8 * 5;
    bytes[middle..middle + 8192].fill(0xA5);
    let folder = folder();
    fs::write(folder.path().join("submissions.db"), bytes).expect("it can be written");
    let output = run(folder.path(), &["backup", "--to", "copy.db"]);
    assert_fails(&output, "cannot copy sqlite://submissions.db to copy.db: ");
    assert!(names(folder.path()).iter().all(|name| name.starts_with("submissions.db")), "{:?}", names(folder.path()));
}

#[tokio::test]
async fn a_copy_in_which_something_is_wrong_gets_no_name() {
    let (receiver, folder) = (Receiver::start().await, folder());
    receiver.post_json(SUBMISSIONS, &submission(1, "one")).await;
    let address = receiver.setup().database_address().to_string();
    let mut database = SqliteConnection::connect(&address).await.expect("it opens");
    for damage in ["PRAGMA ignore_check_constraints = ON", "UPDATE submissions SET late = 7"] {
        database.execute(damage).await.expect("it is damaged");
    }
    let sentence = "copy.db was not made, because the copy was not whole: CHECK constraint failed in submissions";
    assert_fails(&backup(&receiver, folder.path()), sentence);
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[cfg(unix)]
#[tokio::test]
async fn a_copy_that_finds_no_room_leaves_nothing() {
    let (receiver, folder) = (Receiver::start().await, folder());
    receiver.post_json(SUBMISSIONS, &submission(1, &"a".repeat(19_000))).await;
    let database = receiver.setup().database_address().to_string();
    let arguments = ["backup", "--database", &database, "--to", "copy.db"];
    let output = crate::program::with_small_files(8, folder.path(), &arguments);
    assert_fails(&output, &format!("cannot copy {database} to copy.db: "));
    assert_eq!(names(folder.path()), Vec::<String>::new());
}
