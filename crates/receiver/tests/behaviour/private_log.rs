//! What a real PostgreSQL server writes into its log, told to log all it can: nobody's words, also where it refuses them.

use std::time::Duration;

use crate::postgres_server::PostgresServer;
use crate::program::{Serving, folder};

const RUNBOOK: &str = include_str!("../../../../docs/runbook.md");

/// A database of a server that logs all it can of it.
fn talkative(server: &PostgresServer) -> (String, String) {
    let address = server.database();
    let name = address.rsplit_once('/').and_then(|(before, _)| before.split_once("localhost/"));
    let name = name.and_then(|(_, name)| name.split_once('?')).expect("it is in the address").0.to_owned();
    for setting in ["log_statement = 'all'", "log_min_duration_statement = 0", "log_parameter_max_length_on_error = -1"]
    {
        assert!(server.psql("postgres", &format!("ALTER DATABASE {name} SET {setting}")), "{setting}");
    }
    (address, name)
}

/// Stores words, and has others refused by the database.
async fn stores_and_is_refused(server: &PostgresServer, address: &str, name: &str) {
    let folder = folder();
    let serving = Serving::start(folder.path(), &["--database", address]);
    assert_eq!(serving.post(1, "stored pukeko").await, 201);
    assert!(
        server.psql(name, "ALTER TABLE submissions ADD CONSTRAINT too_long CHECK (length(answers) < 1000) NOT VALID")
    );
    assert_eq!(serving.post(2, &"refused pukeko ".repeat(100)).await, 503);
    while !server.log().contains("too_long\"") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[track_caller]
fn assert_silent(server: &PostgresServer) {
    let log = server.log();
    assert!(log.contains("INSERT INTO submissions") && log.contains("violates check constraint"), "{log}");
    assert!(!log.contains("pukeko"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_may_set_what_is_logged_keeps_all_words_out_of_it() {
    let server = PostgresServer::start();
    let (address, name) = talkative(&server);
    stores_and_is_refused(&server, &address, &name).await;
    assert_silent(&server);
}

#[tokio::test(flavor = "multi_thread")]
async fn for_an_ordinary_account_the_lines_of_the_runbook_do() {
    let server = PostgresServer::start();
    let (address, name) = talkative(&server);
    assert!(server.psql("postgres", "CREATE ROLE ordinary LOGIN"));
    assert!(server.psql("postgres", &format!("ALTER DATABASE {name} OWNER TO ordinary")));
    let (_, lines) = RUNBOOK.split_once("```sql\n").expect("the runbook has them");
    let (lines, _) = lines.split_once("```").expect("they end");
    for line in lines.lines() {
        assert!(server.psql("postgres", &line.replace("ROLE receiver", "ROLE ordinary")), "{line}");
    }
    stores_and_is_refused(&server, &address.replace("receiver@", "ordinary@"), &name).await;
    assert_silent(&server);
}
