//! Where the database is: `postgres://receiver@db.example/submissions`. What is shown of it has no password.

use std::fmt;
use std::str::FromStr;

use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;

/// The address of a PostgreSQL database.
#[derive(Clone)]
pub struct PostgresAddress {
    shown: String,
    options: PgConnectOptions,
}

/// The text is not the address of a PostgreSQL database. It may have a password, so it is not repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the address of a PostgreSQL database: {0}; write it like postgres://user:password@host/database")]
pub struct NotAPostgresAddress(String);

impl PostgresAddress {
    pub(super) fn options(&self) -> &PgConnectOptions {
        &self.options
    }
}

/// Without the password.
impl fmt::Display for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

/// Without the password.
impl fmt::Debug for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl FromStr for PostgresAddress {
    type Err = NotAPostgresAddress;

    fn from_str(text: &str) -> Result<Self, NotAPostgresAddress> {
        let options: PgConnectOptions =
            text.parse().map_err(|error: sqlx::Error| NotAPostgresAddress(error.to_string()))?;
        let options = options.application_name("receiver").disable_statement_logging();
        let (user, host, port) = (options.get_username(), options.get_host(), options.get_port());
        let place =
            options.get_socket().map_or_else(|| format!("{host}:{port}"), |folder| folder.display().to_string());
        let shown = format!("postgres://{user}@{place}/{}", options.get_database().unwrap_or(user));
        Ok(Self { shown, options })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let address: PostgresAddress = "postgres://mere:secret@db.example/submissions".parse().expect("it is one");
        assert_eq!(address.to_string(), "postgres://mere@db.example:5432/submissions");
        assert!(!format!("{address:?}").contains("secret"));
    }

    #[test]
    fn what_is_wrong_with_an_address_is_said_without_repeating_it() {
        let error = "postgres://mere:secret@db.example:port/submissions".parse::<PostgresAddress>();
        let error = error.expect_err("a port is a number").to_string();
        assert!(error.contains("port") && !error.contains("secret"), "{error}");
    }
}
