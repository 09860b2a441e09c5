//! Another program locks the receiver's table on a PostgreSQL server: nobody gets a receipt for what is not stored, and who is
//! told to try again is stored once.

use serde_json::Value;
use sqlx::{Connection, Executor, PgConnection};

use crate::program::{Serving, folder, run};
use crate::silent_server::health;
use crate::store_postgres::{post, server};

const LOCK: &str = "BEGIN; LOCK TABLE submissions IN ACCESS EXCLUSIVE MODE";

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_is_locked_for_longer_than_the_receiver_waits_is_reported_and_used_again() {
    let (server, folder) = (server(), folder());
    let address = server.database();
    let serving = Serving::start(folder.path(), &["--database", &address]);
    let mut other = PgConnection::connect(&address).await.expect("it connects");
    other.execute(LOCK).await.expect("it locks");
    let (reply, health_meanwhile) = tokio::join!(post(&serving, 1, "Kia ora"), health(&serving));
    assert_eq!((reply.status, reply.header("retry-after"), health_meanwhile), (503, "10", 503));
    assert_eq!(reply.json()["reference"], Value::Null);
    other.execute("ROLLBACK").await.expect("it unlocks");
    let (stored, again) = (post(&serving, 1, "Kia ora").await, post(&serving, 1, "Kia ora").await);
    assert_eq!((stored.status, again.status), (201, 200));
    assert_eq!(stored.body, again.body);
    let exported = run(folder.path(), &["export", "--format", "json", "--database", &address]).stdout;
    let exported: Vec<Value> = serde_json::from_slice(&exported).expect("it is JSON");
    assert_eq!(exported.len(), 1);
    let log = serving.end().1;
    assert!(log.contains("lock timeout"), "the cause is what is logged: {log}");
}
