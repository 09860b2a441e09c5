//! What the disk allows: rows like the receiver's, of the same size in the same tables, committed one by one by one
//! connection with nothing around it.

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::load;
use crate::serving::Serving;

/// How many rows a second can be committed to a file in the folder.
pub fn commits_a_second(folder: &Path, duration: Duration) -> f64 {
    let serving = Serving::start(folder);
    load::Connection::open(&serving.address).post(&"f".repeat(32));
    drop(serving);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("there are threads");
    runtime.block_on(commit(&folder.join("submissions.db"), duration))
}

async fn commit(database: &Path, duration: Duration) -> f64 {
    let options = SqliteConnectOptions::new().filename(database).journal_mode(SqliteJournalMode::Wal);
    let options = options.synchronous(SqliteSynchronous::Full).disable_statement_logging();
    let mut connection = options.connect().await.expect("the receiver has made it");
    let insert = insert_one_more(&mut connection).await;
    let (start, mut commits) = (Instant::now(), 0);
    while start.elapsed() < duration {
        let row = sqlx::query(AssertSqlSafe(insert.clone())).bind(format!("{commits:032x}")).bind(commits.to_string());
        row.execute(&mut connection).await.expect("there is room");
        commits += 1;
    }
    let rate = f64::from(commits) / start.elapsed().as_secs_f64();
    connection.close().await.expect("it is whole");
    rate
}

/// The statement that repeats the receiver's row under another id and reference, in whatever columns there are.
async fn insert_one_more(connection: &mut SqliteConnection) -> String {
    const COLUMNS: &str = "SELECT group_concat(name) FROM pragma_table_info('submissions') WHERE name <> 'sequence'";
    let columns: String = sqlx::query_scalar(COLUMNS).fetch_one(connection).await.expect("the table is there");
    let values = columns.split(',').map(|name| match name {
        "id" => "?1",
        "reference" => "?2",
        other => other,
    });
    let values = values.collect::<Vec<_>>().join(",");
    format!("INSERT INTO submissions ({columns}) SELECT {values} FROM submissions LIMIT 1")
}
