//! Opens the database for commands that only read it. They never make one, also not by a mistyped name.

use crate::deployer_error::DeployerError;
use crate::store::Store;
use crate::store::address::DatabaseAddress;
use crate::store::postgres::Postgres;
use crate::store::sqlite::{Sqlite, SqliteAddress};

/// Opens the database that `receiver serve` stores in, or a copy, to read submissions.
///
/// # Errors
/// [`DeployerError`] where there is none, or it cannot be read.
pub async fn open_to_read(address: &DatabaseAddress) -> Result<Box<dyn Store>, DeployerError> {
    let unreadable = |reason| DeployerError::DatabaseUnreadable { database: address.to_string(), reason };
    Ok(match address {
        DatabaseAddress::Sqlite(address) => {
            let file = open_file_to_read(address).await?;
            file.check_tables().await.map_err(unreadable)?;
            Box::new(file)
        }
        DatabaseAddress::Postgres(address) => Box::new(Postgres::open_to_read(address).await.map_err(unreadable)?),
    })
}

/// The same of a file, of whatever release.
///
/// # Errors
/// [`DeployerError`] where there is none, or it cannot be read.
pub async fn open_file_to_read(address: &SqliteAddress) -> Result<Sqlite, DeployerError> {
    let database = address.to_string();
    if !address.path().is_file() {
        return Err(DeployerError::DatabaseMissing { database });
    }
    Sqlite::open_to_read(address).await.map_err(|reason| DeployerError::DatabaseUnreadable { database, reason })
}
