//! Several submissions in one transaction: what is wrong with one leaves the others alone, and nobody gets a receipt for a
//! commit that failed.

use consultation::purpose::Purpose;
use futures_util::future::join_all;
use receiver::store::Store;
use receiver::store::error::StoreError;
use receiver::store::sqlite::Sqlite;
use receiver::store::submission::Inserted;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, Executor, SqliteConnection};
use tempfile::TempDir;

use crate::harness::id;
use crate::store_contract::Sent;

/// How many are stored together.
const TOGETHER: u32 = 20;

/// The one of them with which something is wrong: some come before it, and some after.
const TROUBLED: &str = "0000000000000000000000000000000a";

/// Stores all of them: polled one after another before the queue has its turn, they are one group.
async fn store_together(store: &dyn Store) -> Vec<Result<Inserted, StoreError>> {
    assert_eq!(id(TOGETHER / 2), TROUBLED);
    let sent: Vec<_> = (0..TOGETHER).map(|number| Sent::new(number, &number.to_string())).collect();
    let new: Vec<_> = sent.iter().map(Sent::new_submission).collect();
    join_all(new.iter().map(|new| store.insert(new))).await
}

async fn one_that_cannot_be_stored_leaves_the_others_alone(store: &dyn Store) {
    let mut inserted = store_together(store).await;
    let troubled = inserted.remove(TOGETHER as usize / 2);
    assert!(matches!(troubled, Err(StoreError::Database(_))), "{troubled:?}");
    assert!(inserted.iter().all(|inserted| matches!(inserted, Ok(Inserted::New(_)))), "{inserted:?}");
    let last = store.last().await.expect("it can be read");
    let stored = store.next(Purpose::Submission, 0, last).await.expect("it can be read");
    assert_eq!(stored.len(), inserted.len());
}

async fn of_a_commit_that_fails_nobody_has_a_receipt_and_all_can_send_again(store: &dyn Store, mend: impl Future) {
    let inserted = store_together(store).await;
    assert!(inserted.iter().all(|inserted| matches!(inserted, Err(StoreError::Together(_)))), "{inserted:?}");
    assert_eq!(store.last().await.expect("it can be read"), 0);
    mend.await;
    let again = store_together(store).await;
    assert!(again.iter().all(|inserted| matches!(inserted, Ok(Inserted::New(_)))), "{again:?}");
}

async fn sqlite_with(trouble: &'static str) -> (TempDir, Sqlite, SqliteConnection) {
    let folder = TempDir::new().expect("there is room for temporary files");
    let database = folder.path().join("submissions.db");
    let address = format!("sqlite://{}", database.display()).parse().expect("the path is plain");
    let store = Sqlite::open(&address).await.expect("the database opens");
    let options = SqliteConnectOptions::new().filename(database).foreign_keys(false);
    let mut other = SqliteConnection::connect_with(&options).await.expect("the database opens");
    other.execute(trouble).await.expect("it is made");
    (folder, store, other)
}

#[tokio::test]
async fn one_that_cannot_be_stored_leaves_the_others_of_its_group_alone() {
    let (_folder, store, _) = sqlite_with(
        "CREATE TRIGGER trouble BEFORE INSERT ON submissions
        WHEN NEW.id = '0000000000000000000000000000000a' BEGIN SELECT RAISE(ABORT, 'not this one'); END",
    )
    .await;
    one_that_cannot_be_stored_leaves_the_others_alone(&store).await;
}

#[tokio::test]
async fn when_the_commit_fails_nobody_of_the_group_has_a_receipt_and_all_can_send_again() {
    let (_folder, store, mut other) = sqlite_with(
        "CREATE TABLE trouble (of TEXT REFERENCES submissions (reference) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER trouble AFTER INSERT ON submissions WHEN NEW.id = '0000000000000000000000000000000a'
        BEGIN INSERT INTO trouble VALUES ('nothing'); END",
    )
    .await;
    let mend = async { other.execute("DROP TRIGGER trouble").await.expect("it was there") };
    of_a_commit_that_fails_nobody_has_a_receipt_and_all_can_send_again(&store, mend).await;
}

#[cfg(target_os = "linux")]
mod on_postgresql {
    use std::sync::Arc;

    use receiver::store::postgres::Postgres;
    use sqlx::PgConnection;

    use super::*;
    use crate::postgres_server::PostgresServer;
    use crate::store_postgres::{open, server};

    async fn postgres_with(trouble: &'static str) -> (Arc<PostgresServer>, Postgres, PgConnection) {
        let server = server();
        let address = server.database();
        let store = open(&address).await;
        let mut other = PgConnection::connect(&address).await.expect("the database opens");
        other.execute(trouble).await.expect("it is made");
        (server, store, other)
    }

    #[tokio::test]
    async fn one_that_cannot_be_stored_leaves_the_others_of_its_group_alone() {
        let (_server, store, _) = postgres_with(
            "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.id = '0000000000000000000000000000000a' THEN RAISE 'not this one'; END IF; RETURN NEW; END $$;
            CREATE TRIGGER trouble BEFORE INSERT ON submissions FOR EACH ROW EXECUTE FUNCTION trouble()",
        )
        .await;
        one_that_cannot_be_stored_leaves_the_others_alone(&store).await;
    }

    #[tokio::test]
    async fn when_the_commit_fails_nobody_of_the_group_has_a_receipt_and_all_can_send_again() {
        let (_server, store, mut other) = postgres_with(
            "CREATE TABLE trouble (of_row TEXT REFERENCES submissions (reference) DEFERRABLE INITIALLY DEFERRED);
            CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.id = '0000000000000000000000000000000a' THEN INSERT INTO trouble VALUES ('nothing'); END IF;
                RETURN NULL; END $$;
            CREATE TRIGGER trouble AFTER INSERT ON submissions FOR EACH ROW EXECUTE FUNCTION trouble()",
        )
        .await;
        let mend = async { other.execute("DROP TRIGGER trouble ON submissions").await.expect("it was there") };
        of_a_commit_that_fails_nobody_has_a_receipt_and_all_can_send_again(&store, mend).await;
    }
}
