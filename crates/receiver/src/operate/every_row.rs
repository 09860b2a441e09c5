//! Every row of both forms, one after another, for commands that look at all of them.

use consultation::purpose::Purpose;

use super::export::rows::Rows;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::submission::ReadRow;

/// Shows each row up to the number `last`: those of each form in the order of arrival, one form after the other.
/// Standings are those of that number.
///
/// # Errors
/// [`StoreError`].
pub async fn every_row(store: &dyn Store, last: i64, mut look: impl FnMut(ReadRow)) -> Result<(), StoreError> {
    for purpose in Purpose::ALL {
        let mut rows = Rows::up_to(store, purpose, last);
        while let Some(read) = rows.next().await? {
            read.into_iter().for_each(&mut look);
        }
    }
    Ok(())
}
