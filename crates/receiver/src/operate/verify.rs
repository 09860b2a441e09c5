//! `receiver verify`: whether every row is as it was stored, and one digest of them all, to compare a copy with its original.

use std::collections::HashMap;
use std::io::{self, Write};

use consultation::delivery::submission::{Amendment, SubmissionId};
use consultation::purpose::Purpose;
use sha2::{Digest, Sha256};

use super::every_row::every_row;
use super::open_to_read::open_to_read;
use crate::cli::VerifyArgs;
use crate::deployer_error::DeployerError;
use crate::digest;
use crate::store::error::StoreError;
use crate::store::submission::{DamagedRow, ReadRow, StoredSubmission};
use crate::store::{Store, Verdict};

/// What was found.
#[derive(Debug, Default)]
struct Found {
    /// The number of the last row that was looked at.
    last: i64,
    submissions: usize,
    feedback: usize,
    /// Rows whose digest cannot be made from what is stored: of a revision that was not known when they came, of which no rule
    /// says what is left out, or carrying the id of an earlier one that was never stored.
    not_to_be_made: usize,
    /// The references of those that differ, or cannot be read back.
    differ: Vec<String>,
    /// Over everything of every row.
    of_all: Sha256,
    /// The secret id of each reference: a change's digest has that of the earlier one.
    ids: HashMap<String, SubmissionId>,
}

/// Looks at all rows, and says what it found.
///
/// # Errors
/// [`DeployerError`], also where a row differs.
pub async fn verify(args: VerifyArgs) -> Result<(), DeployerError> {
    let (store, database) = (open_to_read(&args.database).await?, args.database.to_string());
    let found = Found::in_rows(store.as_ref(), args.up_to).await;
    store.close().await;
    let (verdict, found) =
        found.map_err(|reason| DeployerError::DatabaseUnreadable { database: database.clone(), reason })?;
    io::stdout().write_all(found.text(&verdict).as_bytes()).map_err(DeployerError::CannotWrite)?;
    match (verdict, found.differ) {
        (Verdict::Damaged(found), _) => Err(DeployerError::DatabaseDamaged { database, found }),
        (_, references) if !references.is_empty() => Err(DeployerError::RowsDiffer { database, references }),
        _ => Ok(()),
    }
}

impl Found {
    /// And what the database says of itself.
    async fn in_rows(store: &dyn Store, up_to: Option<i64>) -> Result<(Verdict, Self), StoreError> {
        let last = store.last().await?;
        let last = up_to.map_or(last, |number| number.min(last));
        let (verdict, mut found) = (store.verdict().await?, Self { last, ..Self::default() });
        every_row(store, last, |row| found.look_at(row)).await?;
        Ok((verdict, found))
    }

    fn look_at(&mut self, row: ReadRow) {
        match row {
            Ok(row) => self.compare(row),
            Err(damaged) => self.note(damaged),
        }
    }

    fn count(&mut self, purpose: Purpose) {
        match purpose {
            Purpose::Submission => self.submissions += 1,
            Purpose::Feedback => self.feedback += 1,
        }
    }

    /// No rows without it have the same digest as those with it. Changes of it are whole, where its id can be read.
    fn note(&mut self, damaged: DamagedRow) {
        self.count(damaged.purpose);
        self.of_all.update(damaged.to_string());
        self.differ.push(damaged.reference.clone());
        self.ids.extend(damaged.id.map(|id| (damaged.reference, id)));
    }

    fn compare(&mut self, row: StoredSubmission) {
        self.count(row.purpose);
        self.of_all.update(everything(&row));
        if self.digest_again(&row) != row.digest {
            let is_expected = row.marks.unknown_revision && row.sealed.is_none() || row.marks.unknown_earlier;
            if is_expected { self.not_to_be_made += 1 } else { self.differ.push(row.reference.clone()) }
        }
        self.ids.insert(row.reference, row.id);
    }

    fn digest_again(&self, row: &StoredSubmission) -> digest::Sha256Digest {
        let earlier = row.standing.amends.as_ref().and_then(|reference| self.ids.get(reference)).cloned();
        let amendment = earlier.map(if row.standing.withdraws { Amendment::Withdraws } else { Amendment::Replaces });
        match &row.sealed {
            Some(sealed) => digest::of_sealed(row.purpose, row.revision, amendment.as_ref(), sealed.as_str()),
            None => digest::of_answers(row.purpose, row.revision, amendment.as_ref(), &row.answers),
        }
    }

    fn text(&self, verdict: &Verdict) -> String {
        let not_checked = match verdict {
            Verdict::NotAsked { unchecked, checked_by } => {
                format!("receiver: not checked: {unchecked}; {checked_by} does that\n")
            }
            Verdict::Sound | Verdict::Damaged(_) => String::new(),
        };
        let Self { submissions, feedback, last, not_to_be_made, .. } = self;
        let differ = self.differ.len();
        let digest = digest::in_hexadecimal(&self.of_all.clone().finalize().into());
        format!(
            "receiver: submissions {submissions}, feedback {feedback}, differ {differ}, digest not to be made again {not_to_be_made}\n\
            {not_checked}receiver: digest of all rows up to number {last}: {digest}\n"
        )
    }
}

/// Everything of a row, also what later ones make of it, up to the last number.
fn everything(row: &StoredSubmission) -> Vec<u8> {
    let heads = format!("{}\n{}\n{}\n", row.sequence, row.purpose.name(), row.id.as_str());
    let json = serde_json::to_vec(row).expect("strings, lists and booleans are always JSON");
    let body = row.body_digest.map(Vec::from).unwrap_or_default();
    // JSON has no byte 0, and the digests have a fixed length: no two rows run into one.
    [heads.as_bytes(), &json, &[0], &row.digest, &body, &[0]].concat()
}
