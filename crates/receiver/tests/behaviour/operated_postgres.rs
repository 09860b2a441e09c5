//! `receiver show`, `stats` and `verify` where the submissions are on a PostgreSQL server, and the runbook's lines that restore
//! such a database.

use std::path::Path;
use std::process::Command;

use consultation::purpose::Purpose;
use receiver::store::Store;
use receiver::store::outbox::Channel;
use receiver::store::sqlite::Sqlite;
use receiver::store::submission::Inserted;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use crate::postgres_server::{PostgresServer, programs};
use crate::program::{folder, run};
use crate::store_contract::{Sent, reference};
use crate::store_postgres::{open, server};

const RUNBOOK: &str = include_str!("../../../../docs/runbook.md");

/// What a command says on its output, or why it ends otherwise.
fn said(database: &str, arguments: &[&str]) -> Result<String, String> {
    let output = run(folder().path(), &[arguments, &["--database", database]].concat());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

/// One of everything that is counted, and that a digest is made of. Gives their references.
async fn store_everything(store: &dyn Store) -> Vec<String> {
    let (first, withdrawn) =
        (Sent::new(1, "  CR LF\r\nNUL \0 🦊 ").in_time(), Sent::new(3, "to be withdrawn").in_time());
    let sent = [
        &first,
        &Sent::new(2, "other words").in_time().replacing(&first),
        &withdrawn,
        &Sent::new(4, "-").in_time().withdrawing(&withdrawn),
        &Sent::new(5, "again").telling(&Channel::ALL),
        &Sent::new(6, "again").at("2022-08-01T09:30:00+12:00"),
        &Sent::new(7, "of one that was never stored").replacing(&Sent::new(77, "never sent")),
        &Sent::new(8, "of the other form").of_form(Purpose::Feedback),
    ];
    let mut references = Vec::new();
    for sent in sent {
        references.push(reference(sent.to(store).await));
    }
    references
}

async fn change(address: &str, statement: &str) {
    let mut connection = PgConnection::connect(address).await.expect("it connects");
    connection.execute(AssertSqlSafe(statement)).await.expect("it is changed");
    connection.close().await.expect("it closes");
}

#[tokio::test]
async fn one_is_shown_and_all_are_counted_as_from_a_file() {
    let (server, files) = (server(), folder());
    let (address, file) = (server.database(), format!("sqlite://{}/submissions.db", files.path().display()));
    let sqlite = Sqlite::open(&file.parse().expect("the path is plain")).await.expect("it opens");
    let (on_server, in_file) = (store_everything(&open(&address).await).await, store_everything(&sqlite).await);
    let stats = |database| said(database, &["stats", "--format", "json"]).expect("they are counted");
    assert_eq!(stats(&address), stats(&file));
    for (one, other) in on_server.iter().zip(&in_file) {
        for format in ["text", "json"] {
            let show = |database, reference| said(database, &["show", reference, "--format", format]);
            let mut shown = show(&address, one).expect("it is there");
            for (one, other) in on_server.iter().zip(&in_file) {
                shown = shown.replace(one, other);
            }
            assert_eq!(Ok(shown), show(&file, other));
        }
    }
}

#[tokio::test]
async fn what_nobody_has_touched_is_as_it_was_stored_and_what_was_not_checked_is_said() {
    let server = server();
    let address = server.database();
    store_everything(&open(&address).await).await;
    let text = said(&address, &["verify"]).expect("nothing differs");
    let [rows, not_checked, digest] = &text.lines().collect::<Vec<_>>()[..] else { panic!("{text}") };
    assert_eq!(*rows, "receiver: submissions 7, feedback 1, differ 0, digest not to be made again 1");
    let expected = "receiver: not checked: the server’s own files and indexes; pg_amcheck does that";
    assert_eq!(*not_checked, expected);
    assert!(digest.starts_with("receiver: digest of all rows up to number 8: "), "{digest}");
}

#[tokio::test]
async fn each_row_that_was_changed_behind_the_receivers_back_is_named() {
    let server = server();
    let address = server.database();
    let references = store_everything(&open(&address).await).await;
    let before = said(&address, &["verify"]).expect("nothing differs");
    change(&address, "UPDATE submissions SET answers = replace(answers, 'to be', 'not to be') WHERE sequence = 3")
        .await;
    change(&address, "UPDATE submissions SET revision = 9 WHERE sequence = 5").await;
    let sentence = said(&address, &["verify"]).expect_err("two differ");
    let named = format!("2 rows are not as stored: {}, {}. ", references[2], references[4]);
    assert!(sentence.contains(&named), "{sentence}");
    change(&address, "UPDATE submissions SET answers = replace(answers, 'not to be', 'to be') WHERE sequence = 3")
        .await;
    change(&address, "UPDATE submissions SET revision = 1, late = false WHERE sequence = 5").await;
    let after = said(&address, &["verify"]).expect("no words differ");
    assert_ne!(after.lines().last(), before.lines().last(), "a mark is in the digest of all rows");
}

#[tokio::test]
async fn damaged_rows_are_named_and_all_others_come_out() {
    let server = server();
    let address = server.database();
    let references = store_everything(&open(&address).await).await;
    change(&address, "UPDATE submissions SET answers = '{' WHERE sequence = 5").await;
    change(&address, "UPDATE submissions SET received_at = 'x' WHERE sequence = 8").await;
    let run = |arguments: &[&str]| run(folder().path(), &[arguments, &["--database", &address]].concat());
    let verified = run(&["verify"]);
    assert!(
        String::from_utf8_lossy(&verified.stdout).contains("submissions 7, feedback 1, differ 2, "),
        "{verified:?}"
    );
    let named = format!("2 rows are not as stored: {}, {}. ", references[4], references[7]);
    assert!(String::from_utf8_lossy(&verified.stderr).contains(&named), "{verified:?}");
    let exported = run(&["export", "--format", "json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&exported.stdout).expect("it is whole");
    assert_eq!((rows.len(), exported.status.code()), (6, Some(1)));
    let left_out = format!("the row of the reference {} is damaged, and left out\n", references[4]);
    assert!(String::from_utf8_lossy(&exported.stderr).contains(&left_out), "{exported:?}");
}

/// Runs a block of the runbook on the tests' own server, with a folder and a name in the place of the machine's.
fn by_the_runbook(server: &PostgresServer, part: &str, machine: &Path, name: &str) {
    let mut blocks = RUNBOOK.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix("sh\n"));
    let block = blocks.find(|block| block.contains(part)).expect("the runbook says how");
    let path = format!("{}:/usr/bin:/bin", programs().display());
    let lines = block.split(['\n', '&', '\\']).filter_map(|line| line.trim().strip_prefix("runuser -u postgres -- "));
    for line in lines {
        let here = line.replace("/usr/lib/postgresql/15/bin/", "");
        let here = here.replace("submissions", name).replace("/mnt/dumps", &machine.display().to_string());
        let mut shell = Command::new("sh");
        shell.args(["-ec", &here]).env("PATH", &path).env("PGHOST", server.socket());
        shell.env("PGUSER", "receiver").env("PGDATABASE", "postgres");
        let done = shell.output().expect("the shell starts");
        assert!(done.status.success(), "{here}: {}", String::from_utf8_lossy(&[done.stdout, done.stderr].concat()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dump_made_while_people_send_is_restored_by_the_runbook_and_has_the_same_digest() {
    let (server, machine) = (server(), folder());
    let address = server.database();
    let name = address.split(['/', '?']).nth(3).expect("it has a name").to_owned();
    let store = open(&address).await;
    store_everything(&store).await;
    let mut dump = server.program("pg_dump");
    dump.args(["--format=custom", "--username=receiver", "--host"]).arg(server.socket()).arg(&name);
    let dumping = tokio::task::spawn_blocking(move || dump.output().expect("it starts").stdout);
    for number in 100..200 {
        Sent::new(number, "meanwhile").to(&store).await;
    }
    let dumped = dumping.await.expect("it ends");
    std::fs::write(machine.path().join(format!("{name}-2022-08-01.dump")), dumped).expect("there is room");
    store.close().await;
    by_the_runbook(&server, "pg_restore", machine.path(), &name);
    let of_copy = said(&address, &["verify"]).expect("nothing differs");
    let (_, number) = of_copy.split_once("up to number ").expect("it is said");
    let (number, _) = number.split_once(':').expect("the digest follows");
    let before = address.replace(&name, &format!("{name}_before"));
    assert_eq!(of_copy, said(&before, &["verify", "--up-to", number]).expect("nothing differs"));
    by_the_runbook(&server, "pg_amcheck", machine.path(), &name);
    let restored = open(&address).await;
    assert!(matches!(Sent::new(999, "after").to(&restored).await, Inserted::New(_)));
    assert!(restored.last().await.expect("it can be read") > number.parse().expect("it is one"));
}
