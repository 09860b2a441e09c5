//! Answers that are longer than a cell of Excel can hold: each in a file of its own, exactly, in a folder beside the
//! table. The cell says where.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};

use crate::operate::new_file::{NewFile, NewFileError, folder_of, refuse_taken};

/// The most UTF-16 units that a cell of Excel can hold; it drops the rest without a word.
const LONGEST_CELL: usize = 32_767;

/// Where the long answers of one table go. There is no folder until there is a long answer.
#[derive(Debug)]
pub struct LongAnswers {
    folder: PathBuf,
    being_filled: Option<TempDir>,
}

/// Whether Excel can hold a cell.
pub fn fits(cell: &str) -> bool {
    cell.encode_utf16().count() <= LONGEST_CELL
}

impl LongAnswers {
    /// For a table in the file `export`: with `submissions.csv` belongs the folder `submissions-long-answers`.
    pub fn beside(export: &Path) -> Self {
        let mut name = export.file_stem().unwrap_or_default().to_owned();
        name.push("-long-answers");
        Self { folder: export.with_file_name(name), being_filled: None }
    }

    /// Writes an answer, and gives what its cell says instead.
    ///
    /// # Errors
    /// [`NewFileError`]
    pub fn keep(&mut self, reference: &str, question: &str, text: &str) -> Result<String, NewFileError> {
        let name = format!("{reference}.{question}.txt");
        let path = self.being_filled()?.join(&name);
        let mut file = NewFile::begin(&path)?;
        file.write_all(text.as_bytes()).map_err(|reason| NewFileError::unwritable(&path, reason))?;
        file.finish()?;
        let folder = self.folder.file_name().unwrap_or_default().to_string_lossy();
        Ok(format!("Too long for a cell: the whole answer is in the file {folder}/{name}"))
    }

    /// Gives the folder its name, and says it; nothing where no answer was long.
    ///
    /// # Errors
    /// [`NewFileError`]
    pub fn finish(self) -> Result<Option<PathBuf>, NewFileError> {
        let Self { folder, being_filled: Some(filled) } = self else {
            return Ok(None);
        };
        fs::rename(filled.path(), &folder).map_err(|reason| NewFileError::unwritable(&folder, reason))?;
        Ok(Some(folder))
    }

    fn being_filled(&mut self) -> Result<&Path, NewFileError> {
        if self.being_filled.is_none() {
            refuse_taken(&self.folder)?;
            let made = Builder::new().prefix(".receiver-").suffix(".part").tempdir_in(folder_of(&self.folder)?);
            self.being_filled = Some(made.map_err(|reason| NewFileError::unwritable(&self.folder, reason))?);
        }
        Ok(self.being_filled.as_ref().expect("it was made above").path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_measured_in_utf16_units() {
        assert!(fits(&"ā".repeat(LONGEST_CELL)));
        assert!(!fits(&"ā".repeat(LONGEST_CELL + 1)));
        assert!(fits(&"👩".repeat(LONGEST_CELL / 2)));
        assert!(!fits(&"👩".repeat(LONGEST_CELL / 2 + 1)));
    }
}
