//! The submissions that were there when an export began, some at a time.

use consultation::purpose::Purpose;

use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::submission::ReadRow;

/// Those to one form, in the order of arrival. A copy begins where its original is.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    store: &'a dyn Store,
    purpose: Purpose,
    after: i64,
    last: i64,
}

impl<'a> Rows<'a> {
    /// Those that are there now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn up_to_now(store: &'a dyn Store, purpose: Purpose) -> Result<Self, StoreError> {
        Ok(Self::up_to(store, purpose, store.last().await?))
    }

    /// Those up to a number.
    pub fn up_to(store: &'a dyn Store, purpose: Purpose, last: i64) -> Self {
        Self { store, purpose, after: 0, last }
    }

    /// The next ones; none when all were read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next(&mut self) -> Result<Option<Vec<ReadRow>>, StoreError> {
        let rows = self.store.next(self.purpose, self.after, self.last).await?;
        self.after = rows.last().map_or(self.last, sequence);
        Ok((!rows.is_empty()).then_some(rows))
    }
}

fn sequence(row: &ReadRow) -> i64 {
    row.as_ref().map_or_else(|damaged| damaged.sequence, |submission| submission.sequence)
}
