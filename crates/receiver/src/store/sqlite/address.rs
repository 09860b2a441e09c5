//! Where the database is: `sqlite://submissions.db`.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use sqlx::sqlite::SqliteConnectOptions;

/// The address of a SQLite file: `sqlite://` and a path, relative or absolute.
#[derive(Clone, Debug)]
pub struct SqliteAddress {
    text: String,
    options: SqliteConnectOptions,
}

/// The text is not the address of a SQLite file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotASqliteAddress {
    /// Another database, or no address at all. It may have a password, so it is not repeated.
    #[error(
        "this is not the address of a database: write it like sqlite://submissions.db or postgres://user@host/database"
    )]
    NotSqlite,
    /// Nothing would be there after the end of the program.
    #[error("“{0}” would keep submissions in memory only: name a file, like sqlite://submissions.db")]
    InMemory(String),
}

impl SqliteAddress {
    /// The file.
    pub fn path(&self) -> &Path {
        self.options.get_filename()
    }

    pub(super) fn options(&self) -> &SqliteConnectOptions {
        &self.options
    }
}

impl fmt::Display for SqliteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for SqliteAddress {
    type Err = NotASqliteAddress;

    fn from_str(text: &str) -> Result<Self, NotASqliteAddress> {
        let path = text.strip_prefix("sqlite://").filter(|path| !path.is_empty());
        let path = path.ok_or(NotASqliteAddress::NotSqlite)?;
        if path.contains(":memory:") || path.contains("mode=memory") {
            return Err(NotASqliteAddress::InMemory(text.to_owned()));
        }
        let options = text.parse().map_err(|_| NotASqliteAddress::NotSqlite)?;
        Ok(Self { text: text.to_owned(), options })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_address() {
        for (text, path) in [("sqlite://submissions.db", "submissions.db"), ("sqlite:///srv/a%20b.db", "/srv/a b.db")] {
            let address: SqliteAddress = text.parse().expect(text);
            assert_eq!((address.path(), address.to_string()), (Path::new(path), text.to_owned()));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "submissions.db", "sqlite://", "postgres://db/submissions", "sqlite::memory:"] {
            assert!(matches!(text.parse::<SqliteAddress>(), Err(NotASqliteAddress::NotSqlite)), "{text}");
        }
        for text in ["sqlite://:memory:", "sqlite://x?mode=memory"] {
            assert!(matches!(text.parse::<SqliteAddress>(), Err(NotASqliteAddress::InMemory(_))), "{text}");
        }
    }
}
