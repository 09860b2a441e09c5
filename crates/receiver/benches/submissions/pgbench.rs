//! What a PostgreSQL server allows: rows like the receiver's, committed one by one by one connection of `pgbench`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::Connection;
use sqlx::postgres::PgConnection;
use tokio::runtime::Builder;

use crate::load;
use crate::postgres_server::PostgresServer;
use crate::serving::Serving;

/// Who commits them.
pub struct Pgbench<'a> {
    server: &'a PostgresServer,
    database: String,
    script: PathBuf,
}

impl<'a> Pgbench<'a> {
    /// Lets the receiver make the tables of a new database, and its first row.
    pub fn start(server: &'a PostgresServer, folder: &Path) -> Self {
        let address = server.database();
        let serving = Serving::start(folder, &address);
        load::Connection::open(&serving.address).post();
        drop(serving);
        let script = folder.join("insert.sql");
        std::fs::write(&script, insert_one_more(&address)).expect("there is room");
        let name = address.rsplit('/').find_map(|part| part.split_once("?host=")).expect("it has a name").0;
        Self { server, database: name.to_owned(), script }
    }

    /// Commits for so many seconds, at least one.
    pub fn commits_a_second(&mut self, duration: Duration) -> f64 {
        let mut pgbench = self.server.program("pgbench");
        pgbench.args(["--no-vacuum", "--client=1", "--protocol=prepared", "--username=receiver", "--host"]);
        pgbench.arg(self.server.socket()).arg("--time").arg(duration.as_secs().max(1).to_string());
        // The folder is not its user's, so that the script comes through a pipe.
        let script = std::fs::File::open(&self.script).expect("it was written");
        pgbench.args(["--file=/dev/stdin", &self.database]).stdin(script);
        let output = pgbench.output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stdout);
        let rate = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        rate.unwrap_or_else(|| panic!("{said}{}", String::from_utf8_lossy(&output.stderr)))
    }
}

/// The statement that repeats the receiver's row under another id and reference, in whatever columns there are.
fn insert_one_more(address: &str) -> String {
    const COLUMNS: &str = "SELECT string_agg(column_name, ',') FROM information_schema.columns
        WHERE table_name = 'submissions' AND column_name <> 'sequence'";
    let runtime = Builder::new_current_thread().enable_all().build().expect("there are threads");
    let columns: String = runtime.block_on(async {
        let mut connection = PgConnection::connect(address).await.expect("it is there");
        sqlx::query_scalar(COLUMNS).fetch_one(&mut connection).await.expect("the table is there")
    });
    let values = columns.split(',').map(|name| match name {
        "id" | "reference" => "gen_random_uuid()::text",
        other => other,
    });
    let values = values.collect::<Vec<_>>().join(",");
    format!("INSERT INTO submissions ({columns}) SELECT {values} FROM submissions ORDER BY sequence LIMIT 1;\n")
}
