//! `receiver export`: everything that was received, in the order of arrival. It only reads.

mod csv;
mod json;

use std::io::{self, Write};
use std::sync::Arc;

use crate::cli::{ExportArgs, Format};
use crate::deployer_error::DeployerError;
use crate::store::{Entry, Store, StoreError};
use crate::words::{WordSources, Words};
use consultation::purpose::Purpose;

/// Why an export ended early.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] StoreError),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Writes the export to the standard output.
///
/// # Errors
/// [`DeployerError`].
pub async fn export(args: ExportArgs) -> Result<(), DeployerError> {
    let database = args.database.to_string();
    if !args.database.path().is_file() {
        return Err(DeployerError::DatabaseMissing { database });
    }
    let words = Words::load(&WordSources { content: args.content, ..WordSources::default() })?;
    let unreadable = |reason| DeployerError::DatabaseUnreadable { database, reason };
    let store = match Store::open_to_read(&args.database).await {
        Ok(store) => store,
        Err(reason) => return Err(unreadable(reason)),
    };
    let out = io::BufWriter::new(io::stdout().lock());
    let written = write(&store, args.format, args.what.into(), &words, out).await;
    store.close().await;
    match written {
        Err(ExportError::Read(reason)) => Err(unreadable(reason)),
        // The reader has seen enough, as with `| head`.
        Err(ExportError::Write(reason)) if reason.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(ExportError::Write(reason)) => Err(DeployerError::CannotWrite(reason)),
        Ok(()) => Ok(()),
    }
}

/// Writes an export of one form's answers.
///
/// # Errors
/// [`ExportError`]; what was written until then is not a whole export.
pub async fn write(
    store: &Store,
    format: Format,
    purpose: Purpose,
    words: &Words,
    mut out: impl Write,
) -> Result<(), ExportError> {
    let rows = Rows { store, purpose, after: 0, last: store.last().await? };
    match format {
        Format::Json => json::write(rows, &mut out).await?,
        Format::Csv => csv::write(rows, purpose.form(&words.content).map(Arc::as_ref), &mut out).await?,
    }
    Ok(out.flush()?)
}

/// The rows that were there when the export began, some at a time.
#[derive(Clone, Copy)]
struct Rows<'a> {
    store: &'a Store,
    purpose: Purpose,
    after: i64,
    last: i64,
}

impl Rows<'_> {
    /// The next rows; none when all were read.
    async fn next(&mut self) -> Result<Option<Vec<Entry>>, StoreError> {
        let entries = self.store.next(self.purpose, self.after, self.last).await?;
        self.after = entries.last().map_or(self.last, |entry| entry.sequence);
        Ok((!entries.is_empty()).then_some(entries))
    }
}
