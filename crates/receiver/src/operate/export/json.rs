//! The exact record: a JSON array with every word as it was typed.

use std::io::{self, Write};

use serde::Serializer;
use serde::ser::SerializeSeq;

use super::error::ExportError;
use super::rows::Rows;
use crate::operate::left_out::LeftOut;

/// Writes all rows that can be read back.
///
/// # Errors
/// [`ExportError`].
pub async fn write(mut rows: Rows<'_>, out: &mut impl Write) -> Result<LeftOut, ExportError> {
    let mut left_out = LeftOut::default();
    let mut json = serde_json::Serializer::pretty(&mut *out);
    let mut array = json.serialize_seq(None).map_err(io::Error::from)?;
    while let Some(read) = rows.next().await? {
        for submission in read.into_iter().filter_map(|row| left_out.readable(row)) {
            array.serialize_element(&submission).map_err(io::Error::from)?;
        }
    }
    array.end().map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(left_out)
}
