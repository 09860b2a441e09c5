//! What is done while nobody sends: what the log holds goes into the database file, so that whoever copies that file
//! alone from a quiet receiver has every row.

use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::time::sleep;

use super::connection::Connection;
use crate::store::error::StoreError;

/// How often it is looked whether there is something to do. A receiver is quiet when nothing was written for that long.
const PAUSE: Duration = Duration::from_secs(2);

/// Writes what the log holds into the database file, as far as nobody is reading; waits for nobody.
///
/// # Errors
/// [`StoreError`].
pub async fn empty_log(connection: &Connection) -> Result<(), StoreError> {
    let mut lent = connection.lend().await?;
    sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_optional(&mut *lent).await?;
    lent.give_back()
}

/// Empties the log whenever a pause follows a write, until the connection is dropped.
pub fn whenever_idle(connection: &Arc<Connection>) {
    tokio::spawn(look_again_and_again(Arc::downgrade(connection)));
}

async fn look_again_and_again(connection: Weak<Connection>) {
    let (mut emptied_at, mut before) = (0, 0);
    loop {
        sleep(PAUSE).await;
        let Some(connection) = connection.upgrade() else {
            return;
        };
        let now = connection.stored();
        // Trouble is told to whoever sends next; here nobody waits for an answer.
        if now == before && now != emptied_at && empty_log(&connection).await.is_ok() {
            emptied_at = now;
        }
        before = now;
    }
}
