//! The rows that an output lacks because they are damaged: each is named, so that none is missing silently.

use super::harmless::in_text;
use crate::deployer_error::DeployerError;
use crate::store::submission::{DamagedRow, ReadRow, StoredSubmission};

/// How many an output lacks.
#[derive(Debug, Default)]
pub struct LeftOut(usize);

impl LeftOut {
    /// The submission in a row; one that cannot be read back is named instead.
    pub fn readable(&mut self, row: ReadRow) -> Option<StoredSubmission> {
        row.inspect_err(|damaged| self.name(damaged)).ok()
    }

    fn name(&mut self, damaged: &DamagedRow) {
        self.0 += 1;
        eprintln!("receiver: {}", in_text(&format!("{damaged}, and left out")));
    }

    /// How a command ends once everything else is written.
    ///
    /// # Errors
    /// [`DeployerError::RowsLeftOut`], where any are.
    pub fn end(self, database: String) -> Result<(), DeployerError> {
        if self.0 == 0 { Ok(()) } else { Err(DeployerError::RowsLeftOut { database, rows: self.0 }) }
    }
}
