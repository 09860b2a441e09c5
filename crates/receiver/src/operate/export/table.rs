//! A table for Excel or for other programs. Not the exact record: `guard` says what is put before some cells, and
//! `long_answers` what is too long for Excel.

use std::io::{self, Write};

use consultation::form::Form;
use consultation::form::answers::Answer;
use consultation::id::Id;
use csv::{Terminator, WriterBuilder};

use super::columns::{OWN_HEADS, head, own_cells};
use super::error::ExportError;
use super::guard::guarded;
use super::long_answers::{LongAnswers, fits};
use super::rows::Rows;
use crate::cli::Reader;
use crate::operate::left_out::LeftOut;
use crate::store::error::StoreError;
use crate::store::submission::StoredSubmission;

/// Without it, Excel reads UTF-8 as the letters of Windows; others read it as part of the first head.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What a table is made for.
#[derive(Debug)]
pub struct Table<'a> {
    /// The form whose questions have columns, in its order.
    pub form: Option<&'a Form>,
    /// Who reads it.
    pub reader: Reader,
    /// Where answers go that are too long for a cell. Without it, Excel gets no such table.
    pub long_answers: Option<&'a mut LongAnswers>,
}

impl Table<'_> {
    /// Writes all rows that can be read back: the columns of the form first, then those of questions that it asked in other
    /// revisions.
    ///
    /// # Errors
    /// [`ExportError`].
    pub async fn write(mut self, mut rows: Rows<'_>, out: &mut impl Write) -> Result<LeftOut, ExportError> {
        if self.reader == Reader::Excel && self.long_answers.is_none() {
            refuse_long_answers(rows).await?;
        }
        let questions = questions(rows, self.form).await?;
        let mut csv = WriterBuilder::new().terminator(self.begin(out)?).from_writer(out);
        let heads = questions.iter().map(|question| head(question, self.form));
        csv.write_record(OWN_HEADS.map(str::to_owned).into_iter().chain(heads)).map_err(io_error)?;
        let mut left_out = LeftOut::default();
        while let Some(read) = rows.next().await? {
            for submission in read.into_iter().filter_map(|row| left_out.readable(row)) {
                csv.write_record(self.cells(&submission, &questions)?).map_err(io_error)?;
            }
        }
        csv.flush()?;
        Ok(left_out)
    }

    /// Writes what comes before the first row, and says what each row ends with.
    fn begin(&self, out: &mut impl Write) -> io::Result<Terminator> {
        match self.reader {
            Reader::Excel => out.write_all(BYTE_ORDER_MARK.as_bytes()).map(|()| Terminator::CRLF),
            Reader::Tools => Ok(Terminator::Any(b'\n')),
        }
    }

    fn cells(&mut self, submission: &StoredSubmission, questions: &[Id]) -> Result<Vec<String>, ExportError> {
        let mut cells = own_cells(submission, self.reader).to_vec();
        for question in questions {
            let answer = submission.answers.answer(question);
            cells.push(answer.map_or(Ok(String::new()), |answer| self.cell(submission, question, answer))?);
        }
        Ok(cells)
    }

    fn cell(&mut self, submission: &StoredSubmission, question: &Id, answer: &Answer) -> Result<String, ExportError> {
        let text = text(answer);
        let cell = guarded(&text);
        match &mut self.long_answers {
            Some(long_answers) if !fits(&cell) => {
                Ok(long_answers.keep(&submission.reference, question.as_str(), &text)?)
            }
            _ => Ok(cell),
        }
    }
}

async fn refuse_long_answers(mut rows: Rows<'_>) -> Result<(), ExportError> {
    while let Some(read) = rows.next().await? {
        for submission in read.into_iter().flatten() {
            let mut answers = submission.answers.iter();
            if let Some((question, _)) = answers.find(|(_, answer)| !fits(&guarded(&text(answer)))) {
                return Err(ExportError::TooLong { reference: submission.reference, question: question.clone() });
            }
        }
    }
    Ok(())
}

async fn questions(mut rows: Rows<'_>, form: Option<&Form>) -> Result<Vec<Id>, StoreError> {
    let asked = form.into_iter().flat_map(Form::questions);
    let mut questions: Vec<Id> = asked.map(|question| question.id.clone()).collect();
    while let Some(read) = rows.next().await? {
        for (id, _) in read.iter().flatten().flat_map(|submission| submission.answers.iter()) {
            if !questions.contains(id) {
                questions.push(id.clone());
            }
        }
    }
    Ok(questions)
}

fn text(answer: &Answer) -> String {
    match answer {
        Answer::Text(text) => text.clone(),
        Answer::Many(values) => values.join("; "),
        Answer::Agreed(agreed) => agreed.to_string(),
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
    fn lists_are_joined() {
        assert_eq!(text(&Answer::Many(vec!["a".into(), "b".into()])), "a; b");
    }
}
