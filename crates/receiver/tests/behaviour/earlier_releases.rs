//! Copies that earlier releases made are read as they are, or refused with what to do; reading never changes one.

use std::fs;
use std::path::Path;
use std::process::Output;

use consultation::purpose::Purpose;
use receiver::digest;
use serde_json::Value;
use sqlx::migrate::Migrator;
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use crate::harness::{answers, id};
use crate::program::{Serving, folder, run};

const COPY: [&str; 2] = ["--database", "sqlite://copy.db"];

/// A folder with the copy of a release whose last migration has that number. It has one row, of what was stored then.
async fn copy_of(last: usize) -> TempDir {
    let (folder, migrations) = (folder(), folder());
    for entry in fs::read_dir("migrations").expect("it is there").map(|entry| entry.expect("it can be read")) {
        let name = entry.file_name().into_string().expect("it is UTF-8");
        if name.get(..4).and_then(|number| number.parse().ok()).is_some_and(|number: usize| number <= last) {
            fs::copy(entry.path(), migrations.path().join(name)).expect("there is room");
        }
    }
    let address = format!("sqlite://{}?mode=rwc", folder.path().join("copy.db").display());
    let mut copy = SqliteConnection::connect(&address).await.expect("it is made");
    Migrator::new(migrations.path()).await.expect("they are there").run(&mut copy).await.expect("they run");
    let answers = serde_json::from_value(answers("Kia ora")).expect("they are answers");
    sqlx::query(
        "INSERT INTO submissions (id, reference, form, revision, received_at, late, posted_as, digest, answers)
        VALUES (?, 'CFHK-7394', 'submission', 1, '2022-08-01T09:00:00+12:00', 0, 'json', ?, ?)",
    )
    .bind(id(1))
    .bind(digest::of_answers(Purpose::Submission, 1, None, &answers).to_vec())
    .bind(serde_json::to_string(&answers).expect("they are JSON"))
    .execute(&mut copy)
    .await
    .expect("it can be stored");
    copy.close().await.expect("it closes");
    folder
}

fn read(folder: &Path, words: &[&str]) -> Output {
    run(folder, &[words, &COPY].concat())
}

#[track_caller]
fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[tokio::test]
async fn a_copy_from_before_sealing_and_telling_is_read_by_every_command_and_stays_as_it_is() {
    let folder = copy_of(5).await;
    let before = fs::read(folder.path().join("copy.db")).expect("it is there");
    assert!(said(&read(folder.path(), &["show", "CFHK-7394"])).contains("Kia ora"));
    let exported: Value =
        serde_json::from_str(&said(&read(folder.path(), &["export", "--format", "json"]))).expect("it is JSON");
    let row = &exported[0];
    assert_eq!((&row["answers"]["anything-else"], &row["counts"]), (&Value::from("Kia ora"), &Value::from(true)));
    assert!(said(&read(folder.path(), &["export", "--format", "csv"])).contains("Kia ora"));
    assert!(said(&read(folder.path(), &["verify"])).contains("submissions 1, feedback 0, differ 0"));
    assert!(said(&read(folder.path(), &["stats"])).contains("given up          0"));
    assert!(said(&read(folder.path(), &["backup", "--to", "second.db"])).contains("submissions 1, feedback 0"));
    assert_eq!(fs::read(folder.path().join("copy.db")).expect("it is there"), before);
}

#[cfg(unix)]
#[tokio::test]
async fn one_from_before_amendments_is_refused_with_what_makes_it_readable() {
    let folder = copy_of(4).await;
    for words in [&["show", "CFHK-7394"][..], &["export", "--format", "json"], &["verify"], &["stats"]] {
        let output = read(folder.path(), words);
        let sentence = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{sentence}");
        assert!(sentence.contains("of an earlier release") && sentence.contains("`receiver serve`"), "{sentence}");
    }
    said(&read(folder.path(), &["backup", "--to", "second.db"]));
    Serving::start(folder.path(), &["--database", "sqlite://second.db"]).end();
    let shown = run(folder.path(), &["show", "CFHK-7394", "--database", "sqlite://second.db"]);
    assert!(said(&shown).contains("Kia ora"));
}
