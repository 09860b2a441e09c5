//! `receiver backup`: the database as one file, also while the receiver is running. It only reads the database.

use std::io::{self, Write};
use std::path::Path;

use consultation::purpose::Purpose;

use super::new_file::{NewFile, NewFileError};
use super::open_to_read::open_file_to_read;
use crate::cli::BackupArgs;
use crate::deployer_error::DeployerError;
use crate::store::address::DatabaseAddress;
use crate::store::error::StoreError;
use crate::store::sqlite::Sqlite;
use crate::store::{Store, Verdict};

/// What is in a database.
#[derive(Clone, Copy, Debug)]
struct Rows {
    submissions: i64,
    feedback: i64,
}

/// Copies the database, checks the copy, and says what is in it.
///
/// # Errors
/// [`DeployerError`]; there is no copy then.
pub async fn backup(args: BackupArgs) -> Result<(), DeployerError> {
    let DatabaseAddress::Sqlite(address) = &args.database else {
        return Err(DeployerError::BackupOfServer { database: args.database.to_string() });
    };
    let store = open_file_to_read(address).await?;
    let copied = copy(&store, &args).await;
    store.close().await;
    let (rows, bytes) = copied?;
    let Rows { submissions, feedback } = rows;
    let copy = args.to.display();
    writeln!(io::stdout(), "receiver: {copy} is whole: submissions {submissions}, feedback {feedback}, bytes {bytes}")
        .map_err(DeployerError::CannotWrite)
}

/// What is in the copy, and its size in bytes.
async fn copy(store: &Sqlite, args: &BackupArgs) -> Result<(Rows, u64), DeployerError> {
    let file = NewFile::begin(&args.to)?;
    let cannot_copy = |reason| {
        let database = args.database.to_string();
        DeployerError::CannotCopy { database, file: args.to.clone(), reason }
    };
    let before = Rows::of(store).await.map_err(cannot_copy)?;
    store.copy_to(file.path_until_then()).await.map_err(cannot_copy)?;
    let checked = check(file.path_until_then(), before).await;
    let rows = checked.map_err(|found| DeployerError::CopyNotWhole { file: args.to.clone(), found })?;
    file.finish()?;
    let metadata = args.to.metadata().map_err(|reason| NewFileError::unwritable(&args.to, reason))?;
    Ok((rows, metadata.len()))
}

/// What is in a copy that can be used: one that SQLite finds whole, with all rows that there were before it was made.
/// Else what is wrong with it.
async fn check(copy: &Path, before: Rows) -> Result<Rows, String> {
    let store = Sqlite::open_copy(copy).await.map_err(|error| error.to_string())?;
    let looked_into = async { Ok::<_, StoreError>((store.verdict().await?, Rows::of(&store).await?)) };
    let found = looked_into.await;
    store.close().await;
    let (verdict, rows) = found.map_err(|error| error.to_string())?;
    let has_all = rows.submissions >= before.submissions && rows.feedback >= before.feedback;
    match verdict {
        Verdict::Damaged(found) => Err(found),
        _ if has_all => Ok(rows),
        _ => Err(format!("{rows:?} are fewer than {before:?}")),
    }
}

impl Rows {
    async fn of(store: &Sqlite) -> Result<Self, StoreError> {
        let (submissions, feedback) = (store.count(Purpose::Submission).await?, store.count(Purpose::Feedback).await?);
        Ok(Self { submissions, feedback })
    }
}
