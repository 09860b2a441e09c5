//! Where submissions are kept, as a deployer says it: `sqlite://submissions.db` or `postgres://user@host/database`.

use std::fmt;
use std::str::FromStr;

use super::error::StoreError;
use super::postgres::{NotAPostgresAddress, Postgres, PostgresAddress};
use super::purge::{Counted, Doomed, PurgeError, Rewrite};
use super::sqlite::{NotASqliteAddress, Sqlite, SqliteAddress};
use super::{Store, postgres, sqlite};

/// The address of a database, of either kind.
#[derive(Clone, Debug)]
pub enum DatabaseAddress {
    /// A file.
    Sqlite(SqliteAddress),
    /// A server's.
    Postgres(PostgresAddress),
}

/// The text is not the address of a database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotADatabaseAddress {
    /// Of a SQLite file, or of nothing.
    #[error(transparent)]
    Sqlite(#[from] NotASqliteAddress),
    /// It begins like one of PostgreSQL.
    #[error(transparent)]
    Postgres(#[from] NotAPostgresAddress),
}

impl DatabaseAddress {
    /// Opens the database for the receiver, and makes what is missing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(&self) -> Result<Box<dyn Store>, StoreError> {
        Ok(match self {
            Self::Sqlite(address) => Box::new(Sqlite::open(address).await?),
            Self::Postgres(address) => Box::new(Postgres::open(address).await?),
        })
    }

    /// How many submissions there are to go.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count(&self, doomed: &Doomed) -> Result<Counted, StoreError> {
        match self {
            Self::Sqlite(address) => sqlite::purge::count(address, doomed).await,
            Self::Postgres(address) => postgres::purge::count(address, doomed).await,
        }
    }

    /// Takes them out for good.
    ///
    /// # Errors
    /// [`PurgeError`].
    pub async fn purge(&self, doomed: &Doomed, rewrite: Rewrite) -> Result<Counted, PurgeError> {
        match self {
            Self::Sqlite(address) => sqlite::purge::purge(address, doomed, rewrite).await,
            Self::Postgres(address) => postgres::purge::purge(address, doomed, rewrite).await,
        }
    }
}

impl fmt::Display for DatabaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(address) => address.fmt(f),
            Self::Postgres(address) => address.fmt(f),
        }
    }
}

impl FromStr for DatabaseAddress {
    type Err = NotADatabaseAddress;

    fn from_str(text: &str) -> Result<Self, NotADatabaseAddress> {
        let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        Ok(if is_postgres { Self::Postgres(text.parse()?) } else { Self::Sqlite(text.parse()?) })
    }
}
