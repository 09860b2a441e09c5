//! What is over on a PostgreSQL server that several receivers share: one takes it out, and nothing is written anew for nothing.

use sqlx::{Connection, PgConnection};

use crate::program::{Serving, folder, run};
use crate::store_contract::Sent;
use crate::store_postgres::{open, server};

/// What holds everybody else's purge off, as one that is under way does.
const LOCK: &str = "SELECT pg_advisory_lock(x'7265636569766570'::bigint)";

const LATER: [&str; 4] = ["--keep-days", "30", "--as-of", "2022-09-01T09:00:00+12:00"];

/// The file that the table is in; another one once it was written anew.
async fn file(connection: &mut PgConnection) -> i64 {
    let file = sqlx::query_scalar("SELECT pg_relation_filenode('submissions')::bigint");
    file.fetch_one(connection).await.expect("it is told")
}

#[tokio::test]
async fn a_start_writes_the_table_anew_only_where_something_went() {
    let (server, folder) = (server(), folder());
    let address = server.database();
    Sent::new(1, "Kia ora").to(&open(&address).await).await;
    let mut connection = PgConnection::connect(&address).await.expect("it connects");
    let before = file(&mut connection).await;
    let start = |days: &str| {
        let words = ["--database", &address, "--keep-days", days, "--as-of", "2022-09-01T09:00:00+12:00"];
        Serving::start(folder.path(), &words).end().1
    };
    assert!(start("31").contains("removed for good: submissions 0"));
    assert_eq!(file(&mut connection).await, before);
    assert!(start("30").contains("removed for good: submissions 1"));
    assert_ne!(file(&mut connection).await, before);
}

#[tokio::test]
async fn of_receivers_that_start_together_one_takes_out_what_is_over_and_no_start_fails() {
    let (server, folder) = (server(), folder());
    let address = server.database();
    Sent::new(1, "Kia ora").to(&open(&address).await).await;
    let start = || {
        let serving = Serving::start(folder.path(), &[&["--database", &address], &LATER[..]].concat());
        assert_ne!(serving.address(), "", "it serves");
        serving.end().1
    };
    let logs = std::thread::scope(|scope| {
        [(); 3].map(|()| scope.spawn(start)).map(|started| started.join().expect("it starts"))
    });
    assert_eq!(logs.iter().filter(|log| log.contains("removed for good: submissions 1")).count(), 1, "{logs:?}");
    assert!(logs.iter().all(|log| !log.contains("ERROR")), "{logs:?}");
}

#[tokio::test]
async fn while_another_purge_is_under_way_a_receiver_starts_and_the_command_says_so() {
    let (server, folder) = (server(), folder());
    let address = server.database();
    Sent::new(1, "Kia ora").to(&open(&address).await).await;
    let mut other = PgConnection::connect(&address).await.expect("it connects");
    sqlx::query(LOCK).execute(&mut other).await.expect("it locks");
    let log = Serving::start(folder.path(), &[&["--database", &address], &LATER[..]].concat()).end().1;
    assert!(log.contains("another receiver takes out what is over"), "{log}");
    let purge = || run(folder.path(), &["purge", "--before", "2022-09-01", "--really", "--database", &address]);
    let refused = purge();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("another purge of it is under way"), "{said}");
    other.close().await.expect("it closes");
    assert!(purge().status.success());
}

/// That is how one is finished which could not write everything anew.
#[tokio::test]
async fn the_command_writes_the_table_anew_although_nothing_goes() {
    let (server, folder) = (server(), folder());
    let address = server.database();
    open(&address).await;
    let mut connection = PgConnection::connect(&address).await.expect("it connects");
    let before = file(&mut connection).await;
    let purge = ["purge", "--before", "0001-01-01", "--really", "--database", &address];
    assert!(run(folder.path(), &purge).status.success());
    assert_ne!(file(&mut connection).await, before);
}
