//! SQLite keeps to the contract of stores.

use receiver::store::sqlite::Sqlite;
use tempfile::TempDir;

use crate::store_contract::keeps_the_contract;

/// A new database, and the folder that it is deleted with.
async fn opened() -> (TempDir, Sqlite) {
    let folder = TempDir::new().expect("there is room for temporary files");
    let address = format!("sqlite://{}", folder.path().join("submissions.db").display());
    let sqlite = Sqlite::open(&address.parse().expect("the path is plain")).await;
    (folder, sqlite.expect("the database opens"))
}

keeps_the_contract!(opened);
