//! PostgreSQL keeps to the contract of stores, also where several receivers share one database.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, Weak};

use consultation::purpose::Purpose;
use futures_util::future::join_all;
use receiver::store::Store;
use receiver::store::postgres::Postgres;
use receiver::store::submission::{Inserted, NewSubmission};
use reqwest::Client;
use serde_json::{Value, json};
use sqlx::{Connection, Executor, PgConnection};

use crate::harness::{Reply, SUBMISSIONS, submission};
use crate::postgres_server::PostgresServer;
use crate::program::{self, Serving, folder, run};
use crate::store_contract::{self, Sent, keeps_the_contract};

/// One for all tests that run at the same time.
pub fn server() -> Arc<PostgresServer> {
    static SHARED: Mutex<Weak<PostgresServer>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    shared.upgrade().unwrap_or_else(|| {
        let server = Arc::new(PostgresServer::start());
        *shared = Arc::downgrade(&server);
        server
    })
}

pub async fn open(address: &str) -> Postgres {
    Postgres::open(&address.parse().expect("the path is plain")).await.expect("the database opens")
}

async fn opened() -> (Arc<PostgresServer>, Postgres) {
    let server = server();
    let postgres = open(&server.database()).await;
    (server, postgres)
}

keeps_the_contract!(opened);

pub async fn post(serving: &Serving, number: u32, words: &str) -> Reply {
    let client = Client::builder().no_proxy().build().expect("a client can be made");
    let url = format!("http://{}{SUBMISSIONS}", serving.address());
    Reply::to(client.post(url).json(&submission(number, words))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_receivers_on_one_database_store_one_row_an_id() {
    let (server, folder) = (server(), folder());
    let address = server.database();
    let start = || Serving::start(folder.path(), &["--database", &address]);
    let both = [start(), start()];
    for number in 0..10 {
        let posts = (0..20).map(|turn| post(&both[turn % 2], number, "Kia ora"));
        let replies = join_all(posts).await;
        assert!(replies.iter().all(|reply| [200, 201].contains(&reply.status)));
        let receipts: BTreeSet<_> = replies.iter().map(|reply| reply.body.as_str()).collect();
        let new = replies.iter().filter(|reply| reply.status == 201).count();
        assert_eq!((receipts.len(), new), (1, 1), "{receipts:?}");
    }
    let exported = run(folder.path(), &["export", "--format", "json", "--database", &address]).stdout;
    let exported: Vec<Value> = serde_json::from_slice(&exported).expect("it is JSON");
    assert_eq!(exported.len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_on_from_the_last_number_misses_nothing_that_two_receivers_store() {
    let (server, mut read) = (server(), Vec::new());
    let address = server.database();
    let (one, other, reader) = (open(&address).await, open(&address).await, open(&address).await);
    let sent = async {
        for hundred in 0..10 {
            let numbers = hundred * 100..hundred * 100 + 100;
            join_all(numbers.map(async |number| {
                let store = if number % 2 == 0 { &one } else { &other };
                Sent::new(number, &number.to_string()).to(store).await
            }))
            .await;
        }
    };
    let (mut sent, mut after, mut is_done) = (Box::pin(sent), 0, false);
    while !is_done {
        tokio::select! {
            () = &mut sent => is_done = true,
            () = tokio::time::sleep(std::time::Duration::from_millis(1)) => {}
        }
        let last = reader.last().await.expect("it can be read");
        while let Some(next) = next(&reader, after, last).await {
            after = *next.last().expect("it is not empty");
            read.extend(next);
        }
    }
    assert_eq!(read.len(), 1000);
}

async fn next(store: &Postgres, after: i64, last: i64) -> Option<Vec<i64>> {
    let next = store_contract::next(store, Purpose::Submission, after, last).await;
    let numbers: Vec<_> = next.into_iter().map(|submission| submission.sequence).collect();
    (!numbers.is_empty()).then_some(numbers)
}

/// Notes the transaction and the length of each row.
const NOTES: &str = "CREATE TABLE notes (transaction TEXT, bytes INTEGER);
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO notes VALUES (pg_current_xact_id()::text, length(NEW.answers)); RETURN NEW; END $$;
    CREATE TRIGGER note BEFORE INSERT ON submissions FOR EACH ROW EXECUTE FUNCTION note()";

#[tokio::test]
async fn rows_that_wait_together_take_no_more_than_their_room_and_all_have_their_turn() {
    let server = server();
    let address = server.database();
    let (store, mut other) = (open(&address).await, PgConnection::connect(&address).await.expect("it connects"));
    other.execute(NOTES).await.expect("it is made");
    let largest = serde_json::from_value(json!({"anything-else": "x".repeat(2 << 20)})).expect("they are answers");
    let sent: Vec<_> = (0..20).map(|number| Sent::new(number, "Kia ora")).collect();
    let new: Vec<_> = sent.iter().map(|sent| NewSubmission { answers: &largest, ..sent.new_submission() }).collect();
    let inserted = join_all(new.iter().map(|new| store.insert(new))).await;
    assert!(inserted.iter().all(|inserted| matches!(inserted, Ok(Inserted::New(_)))), "{inserted:?}");
    const GROUPS: &str =
        "SELECT count(*), max(bytes) FROM (SELECT sum(bytes) AS bytes FROM notes GROUP BY transaction) AS groups";
    let (groups, most): (i64, i64) = sqlx::query_as(GROUPS).fetch_one(&mut other).await.expect("it is told");
    assert!(groups > 1 && most <= 32 << 20, "{groups} {most}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_database_is_reported_and_used_again_without_a_restart() {
    let (mut server, folder) = (PostgresServer::start(), folder());
    let serving = Serving::start(folder.path(), &["--database", &server.database()]);
    let before = post(&serving, 1, "Kia ora").await;
    assert_eq!(before.status, 201);
    server.break_down();
    for number in [1, 2] {
        let reply = post(&serving, number, "Kia ora").await;
        assert_eq!((reply.status, reply.header("retry-after")), (503, "10"));
        assert_eq!(reply.json()["reference"], Value::Null);
    }
    server.go_on();
    let again = post(&serving, 1, "Kia ora").await;
    assert_eq!((again.status, again.body), (200, before.body));
    assert_eq!(post(&serving, 2, "Kia ora").await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_to_go_goes_while_a_receiver_runs_with_all_that_amends_it() {
    let (server, folder) = (server(), folder());
    let address = server.database();
    let store = open(&address).await;
    let (first, other) = (Sent::new(1, "Kia ora"), Sent::new(3, "Haere rā"));
    for sent in [&first, &Sent::new(2, "Tēnā koe").replacing(&first), &other] {
        sent.to(&store).await;
    }
    let reference = store.receipt(&first.id).await.expect("it can be read").expect("it is there").receipt.reference;
    let purge = |words: &[&str]| {
        let output = run(folder.path(), &[&["purge", "--database", &address], words].concat());
        String::from_utf8(output.stdout).expect("it is UTF-8")
    };
    assert!(purge(&["--ref", &reference]).contains("there go submissions 2, feedback 0"));
    assert!(purge(&["--ref", &reference, "--really"]).contains("removed for good: submissions 2, feedback 0"));
    assert!(purge(&["--before", "2022-08-01"]).contains("submissions 0"));
    assert!(purge(&["--before", "2022-08-02", "--really"]).contains("submissions 1"));
    other.to(&store).await;
    assert_eq!(store.last().await.expect("it can be read"), 4);
}

#[test]
fn a_backup_of_a_server_says_what_makes_one_and_shows_no_password() {
    let (folder, address) = (folder(), "postgres://mere:secret@db.example/submissions?sslmode=verify-full");
    let mut program = program::program(folder.path(), &["backup", "--to", "copy.db"]);
    let output = program.env("DATABASE_URL", address).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("pg_dump") && !said.contains("secret"), "{said}");
}
