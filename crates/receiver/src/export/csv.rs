//! A table for spreadsheets. Not the exact record: cells that a spreadsheet would run are disarmed.

use std::io::{self, Write};

use consultation::answers::Answer;
use consultation::form::Form;
use consultation::id::Id;

use super::{ExportError, Rows};
use crate::store::{Entry, StoreError};

const FIRST_COLUMNS: [&str; 6] = ["reference", "received_at", "late", "revision", "content_sha256", "posted_as"];

/// Writes all rows: the columns of the form first, then those of questions that it asked in other revisions.
///
/// # Errors
/// [`ExportError`].
pub async fn write(mut rows: Rows<'_>, form: Option<&Form>, out: &mut impl Write) -> Result<(), ExportError> {
    let questions = questions(rows, form).await?;
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let header = FIRST_COLUMNS.into_iter().chain(questions.iter().map(Id::as_str));
    csv.write_record(header).map_err(io_error)?;
    while let Some(entries) = rows.next().await? {
        for entry in entries {
            csv.write_record(cells(&entry, &questions)).map_err(io_error)?;
        }
    }
    Ok(csv.flush()?)
}

async fn questions(mut rows: Rows<'_>, form: Option<&Form>) -> Result<Vec<Id>, StoreError> {
    let asked = form.into_iter().flat_map(Form::questions);
    let mut questions: Vec<Id> = asked.map(|question| question.id.clone()).collect();
    while let Some(entries) = rows.next().await? {
        for (id, _) in entries.iter().flat_map(|entry| entry.answers.iter()) {
            if !questions.contains(id) {
                questions.push(id.clone());
            }
        }
    }
    Ok(questions)
}

fn cells(entry: &Entry, questions: &[Id]) -> Vec<String> {
    let mut cells = vec![
        entry.reference.clone(),
        entry.received_at.to_string(),
        entry.noticed.late.to_string(),
        entry.revision.to_string(),
        entry.content_sha256.clone(),
        entry.posted_as.name().to_owned(),
    ];
    cells.extend(questions.iter().map(|question| entry.answers.answer(question).map(cell).unwrap_or_default()));
    cells
}

fn cell(answer: &Answer) -> String {
    disarmed(match answer {
        Answer::Text(text) => text.clone(),
        Answer::Many(values) => values.join("; "),
        Answer::Agreed(agreed) => agreed.to_string(),
    })
}

/// Spreadsheets run cells that begin like a formula, and an answer can be written to do harm by that.
fn disarmed(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => ["'", &text].concat(),
        false => text,
    }
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_spreadsheets_would_run_are_disarmed() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(disarmed(text.to_owned()), ["'", text].concat());
        }
        for text in ["", "1-1", " =1", "'=1", "a=b"] {
            assert_eq!(disarmed(text.to_owned()), text);
        }
    }

    #[test]
    fn lists_are_joined() {
        assert_eq!(cell(&Answer::Many(vec!["a".into(), "b".into()])), "a; b");
    }
}
