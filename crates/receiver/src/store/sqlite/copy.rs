//! A copy of the database while it is in use, and what is looked at to trust it.

use std::path::Path;

use consultation::purpose::Purpose;
use sqlx::sqlite::SqliteConnectOptions;

use super::Sqlite;
use crate::store::Verdict;
use crate::store::error::StoreError;

impl Sqlite {
    /// Opens a copy that has no other name yet, in order to check it. Not read-only, although nothing is written:
    /// SQLite drops CHECK constraints from what it knows of a read-only database, and would not check them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_copy(copy: &Path) -> Result<Self, StoreError> {
        Self::connect(SqliteConnectOptions::new().filename(copy)).await
    }

    /// Writes everything that is committed at this moment into `copy`, an empty file, as a database without a log.
    /// It reads as of one moment, and holds up nobody who writes.
    ///
    /// # Errors
    /// [`StoreError`]; what was written until then is no database.
    pub async fn copy_to(&self, copy: &Path) -> Result<(), StoreError> {
        let copy = copy.to_str().ok_or_else(|| sqlx::Error::Configuration("the path is not UTF-8".into()))?;
        let mut lent = self.connection.lend().await?;
        sqlx::query("VACUUM INTO ?").bind(copy).execute(&mut *lent).await?;
        lent.give_back()
    }

    /// What SQLite says after reading all of it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn verdict(&self) -> Result<Verdict, StoreError> {
        let mut lent = self.connection.lend().await?;
        let said: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut *lent).await?;
        lent.give_back()?;
        Ok(if said == "ok" { Verdict::Sound } else { Verdict::Damaged(said) })
    }

    /// How many rows of one form there are.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn count(&self, purpose: Purpose) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar("SELECT count(*) FROM submissions WHERE form = ?").bind(purpose.name());
        let mut lent = self.connection.lend().await?;
        let count = count.fetch_one(&mut *lent).await?;
        lent.give_back()?;
        Ok(count)
    }
}
