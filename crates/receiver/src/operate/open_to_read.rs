//! Opens the database for commands that only read it. They never make one, also not by a mistyped name.

use crate::deployer_error::DeployerError;
use crate::store::sqlite::{DatabaseAddress, Sqlite};

/// Opens the database that `receiver serve` stores in.
///
/// # Errors
/// [`DeployerError`] where there is none, or it cannot be read.
pub async fn open_to_read(address: &DatabaseAddress) -> Result<Sqlite, DeployerError> {
    let database = address.to_string();
    if !address.path().is_file() {
        return Err(DeployerError::DatabaseMissing { database });
    }
    Sqlite::open_to_read(address).await.map_err(|reason| DeployerError::DatabaseUnreadable { database, reason })
}
