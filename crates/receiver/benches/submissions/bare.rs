//! What the disk allows: rows like the receiver's, of the same size in the same tables, committed one by one by one
//! connection with nothing around it.

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions};
use tokio::runtime::{Builder, Runtime};

use crate::load;
use crate::serving::Serving;

/// The receiver’s database.
pub const FILE: &str = "sqlite://submissions.db";

/// Who commits them.
pub struct Committer {
    runtime: Runtime,
    connection: SqliteConnection,
    insert: String,
    commits: u64,
}

impl Committer {
    /// Lets the receiver make the file in a folder, and its first row.
    pub fn start(folder: &Path) -> Self {
        let serving = Serving::start(folder, FILE);
        load::Connection::open(&serving.address).post();
        drop(serving);
        let runtime = Builder::new_current_thread().build().expect("there are threads");
        let options = SqliteConnectOptions::new().filename(folder.join("submissions.db"));
        let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
        let options = options.disable_statement_logging();
        let mut connection = runtime.block_on(options.connect()).expect("the receiver has made it");
        let insert = runtime.block_on(insert_one_more(&mut connection));
        Self { runtime, connection, insert, commits: 0 }
    }

    /// Commits for so long.
    pub fn commits_a_second(&mut self, duration: Duration) -> f64 {
        let (start, before) = (Instant::now(), self.commits);
        while start.elapsed() < duration {
            self.commits += 1;
            let row = sqlx::query(AssertSqlSafe(self.insert.clone()));
            let row = row.bind(format!("bare {}", self.commits)).bind(self.commits.to_string());
            self.runtime.block_on(row.execute(&mut self.connection)).expect("there is room");
        }
        (self.commits - before) as f64 / start.elapsed().as_secs_f64()
    }
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
