//! `receiver export`: everything that was received, in the order of arrival. It only reads the database.

mod columns;
pub mod error;
mod guard;
mod json;
mod long_answers;
pub mod rows;
mod table;

pub use long_answers::LongAnswers;

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use consultation::purpose::Purpose;

use super::left_out::LeftOut;
use super::new_file::NewFile;
use super::open_to_read::open_to_read;
use crate::cli::{ExportArgs, Format, Reader};
use crate::deployer_error::DeployerError;
use crate::publication::{Publication, Sources};
use crate::store::Store;
use error::ExportError;
use rows::Rows;
use table::Table;

/// What an export is to be.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its form.
    pub format: Format,
    /// Who reads it, if it is a table.
    pub reader: Reader,
    /// Which form's answers.
    pub purpose: Purpose,
    /// The words that its columns are headed by.
    pub publication: &'a Publication,
}

/// Writes the export into a file of that name, or to the standard output.
///
/// # Errors
/// [`DeployerError`]; [`DeployerError::RowsLeftOut`] once everything else is written.
pub async fn export(args: ExportArgs) -> Result<(), DeployerError> {
    let publication = Publication::load(&Sources { content: args.content, ..Sources::default() })?;
    let store = open_to_read(&args.database).await?;
    let wanted =
        Wanted { format: args.format, reader: args.reader, purpose: args.what.into(), publication: &publication };
    let exported = match &args.to {
        Some(path) => into_file(store.as_ref(), wanted, path).await,
        None => write(store.as_ref(), wanted, None, BufWriter::new(io::stdout().lock())).await,
    };
    store.close().await;
    let database = args.database.to_string();
    match exported {
        Err(ExportError::Read(reason)) => Err(DeployerError::DatabaseUnreadable { database, reason }),
        // The reader has seen enough, as with `| head`.
        Err(ExportError::Write(reason)) if reason.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(ExportError::Write(reason)) => Err(DeployerError::CannotWrite(reason)),
        Err(ExportError::File(reason)) => Err(reason.into()),
        Err(ExportError::TooLong { reference, question }) => Err(DeployerError::TooLong { reference, question }),
        Ok(left_out) => left_out.end(database),
    }
}

async fn into_file(store: &dyn Store, wanted: Wanted<'_>, path: &Path) -> Result<LeftOut, ExportError> {
    let mut file = NewFile::begin(path)?;
    let mut long_answers = (wanted.reader == Reader::Excel).then(|| LongAnswers::beside(path));
    let left_out = write(store, wanted, long_answers.as_mut(), BufWriter::new(&mut file)).await?;
    let folder = long_answers.map(LongAnswers::finish).transpose()?.flatten();
    file.finish()?;
    if let Some(folder) = folder {
        writeln!(io::stdout(), "receiver: the answers that are too long for a cell are in {}", folder.display())?;
    }
    Ok(left_out)
}

/// Writes an export of one form's answers, and says what it lacks.
///
/// # Errors
/// [`ExportError`]; what was written until then is not a whole export.
pub async fn write(
    store: &dyn Store,
    wanted: Wanted<'_>,
    long_answers: Option<&mut LongAnswers>,
    mut out: impl Write,
) -> Result<LeftOut, ExportError> {
    let rows = Rows::up_to_now(store, wanted.purpose).await?;
    let form = wanted.purpose.form(&wanted.publication.content);
    let left_out = match wanted.format {
        Format::Json => json::write(rows, &mut out).await?,
        Format::Csv => {
            Table { form: form.map(Arc::as_ref), reader: wanted.reader, long_answers }.write(rows, &mut out).await?
        }
    };
    out.flush()?;
    Ok(left_out)
}
