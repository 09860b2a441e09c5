//! The one connection to the file. It is lent for one piece of work at a time, in the order of asking, and kept only
//! when that work went well: after an error, or when nobody waits for the work any more, nobody can know in what state
//! SQLite left it, so it is closed, which takes back what was not committed, and the next work gets a new one.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection as _};
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::timeout;

use super::files::DatabaseFiles;
use crate::store::error::StoreError;

/// A transaction that writes from its start, so that it waits for others before it has read anything.
pub const BEGIN: &str = "BEGIN IMMEDIATE";
/// Its end.
pub const COMMIT: &str = "COMMIT";

/// How long to wait for another program that is writing to the database.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// How every connection is opened. Nobody's words are left in a temporary file, and a container without a folder for those is
/// enough.
pub fn of_the_receiver(options: SqliteConnectOptions) -> SqliteConnectOptions {
    let options = options.busy_timeout(PATIENCE).foreign_keys(true).pragma("temp_store", "MEMORY");
    options.disable_statement_logging()
}

/// How long work waits for its turn, above [`PATIENCE`] so that the cause is what gets logged.
const LONGEST_QUEUE: Duration = Duration::from_secs(10);

/// The connection, while nobody has it.
#[derive(Debug)]
pub struct Connection {
    options: SqliteConnectOptions,
    kept: Mutex<Kept>,
    stored: AtomicU64,
}

/// What stays between two pieces of work.
#[derive(Debug)]
struct Kept {
    connection: Option<SqliteConnection>,
    /// What the files were when work last went well; nothing before the first, and after they were looked into.
    files: Option<DatabaseFiles>,
}

/// The connection, lent. It is closed unless it is given back.
#[derive(Debug)]
pub struct Lent<'a> {
    path: &'a Path,
    kept: MutexGuard<'a, Kept>,
    connection: SqliteConnection,
}

impl Connection {
    /// Opens the file, and makes it if `options` say so. What is opened again later is never made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        let connection = Some(options.connect().await?);
        let kept = Mutex::new(Kept { connection, files: None });
        Ok(Self { options: options.create_if_missing(false), kept, stored: AtomicU64::new(0) })
    }

    /// Lends it, opened anew where that is needed.
    ///
    /// # Errors
    /// [`StoreError`], also when the files are no longer those that were written to and cannot be used.
    pub async fn lend(&self) -> Result<Lent<'_>, StoreError> {
        let mut kept = timeout(LONGEST_QUEUE, self.kept.lock()).await.map_err(|_| StoreError::QueueTooLong)?;
        let path = self.options.get_filename();
        let were_changed = kept.were_changed();
        let connection = match kept.connection.take() {
            Some(connection) if !were_changed => connection,
            Some(connection) => {
                // What it cannot write any more is the reason for all this, and is looked into below.
                let _ = connection.close().await;
                self.options.connect().await?
            }
            None => self.options.connect().await?,
        };
        let mut lent = Lent { path, kept, connection };
        if were_changed {
            lent.look_into_changed_files().await?;
        }
        Ok(lent)
    }

    /// Counts a commit of submissions.
    pub fn count(&self) {
        self.stored.fetch_add(1, Ordering::Relaxed);
    }

    /// How many commits there were since the start: where that stays the same, nobody sends.
    pub fn stored(&self) -> u64 {
        self.stored.load(Ordering::Relaxed)
    }

    /// Finishes what is being written, and closes the file.
    pub async fn close(&self) {
        if let Some(connection) = self.kept.lock().await.connection.take() {
            // Every commit is on disk already; a log that could not be emptied is read at the next start.
            let _ = connection.close().await;
        }
    }
}

impl Kept {
    fn were_changed(&mut self) -> bool {
        let Some(files) = &mut self.files else {
            return false;
        };
        if self.connection.is_none() {
            files.forget_log();
        }
        !files.are_in_place()
    }
}

impl Lent<'_> {
    /// Somebody deleted, replaced or cut a file: what is there now is used only if SQLite finds it whole.
    async fn look_into_changed_files(&mut self) -> Result<(), StoreError> {
        tracing::error!("the database’s files were changed from outside; looking into what is there now");
        let verdict: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut self.connection).await?;
        sqlx::query("SELECT 1 FROM submissions LIMIT 1").fetch_optional(&mut self.connection).await?;
        if verdict != "ok" {
            return Err(StoreError::FilesDamaged);
        }
        self.kept.files = None;
        Ok(())
    }

    /// Ends the work well. What was committed counts only if the files are in place now, after it.
    ///
    /// # Errors
    /// [`StoreError::FilesChanged`]
    pub fn give_back(mut self) -> Result<(), StoreError> {
        let now = DatabaseFiles::of(self.path).map_err(|_| StoreError::FilesChanged)?;
        if self.kept.files.as_ref().is_some_and(|files| !files.are_in_place()) {
            return Err(StoreError::FilesChanged);
        }
        self.kept.files = Some(now);
        self.kept.connection = Some(self.connection);
        Ok(())
    }
}

impl Deref for Lent<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Lent<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}
