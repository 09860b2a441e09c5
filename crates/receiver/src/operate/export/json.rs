//! The exact record: a JSON array with every word as it was typed.

use std::io::{self, Write};

use serde::Serializer;
use serde::ser::SerializeSeq;

use super::error::ExportError;
use super::rows::Rows;

/// Writes all rows.
///
/// # Errors
/// [`ExportError`].
pub async fn write(mut rows: Rows<'_>, out: &mut impl Write) -> Result<(), ExportError> {
    let mut json = serde_json::Serializer::pretty(&mut *out);
    let mut array = json.serialize_seq(None).map_err(io::Error::from)?;
    while let Some(submissions) = rows.next().await? {
        for submission in submissions {
            array.serialize_element(&submission).map_err(io::Error::from)?;
        }
    }
    array.end().map_err(io::Error::from)?;
    Ok(writeln!(out)?)
}
