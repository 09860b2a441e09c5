//! Where the database is: `postgres://receiver@db.example/submissions?sslmode=verify-full`. What is shown of it has no password.

use std::fmt;
use std::str::FromStr;

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::this_machine::is_this_machine;

/// The address of a PostgreSQL database.
#[derive(Clone)]
pub struct PostgresAddress {
    shown: String,
    options: PgConnectOptions,
}

/// The text is not the address of a PostgreSQL database that can be used. It may have a password, so it is not repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPostgresAddress {
    /// It is not written like one.
    #[error(
        "this is not the address of a PostgreSQL database: {0}; write it like \
        postgres://user:password@host/database?sslmode=verify-full"
    )]
    NotAnAddress(String),
    /// Who is on the way, or answers in the server's place, could read everything.
    #[error(
        "the server of {0} is another machine, so write ?sslmode=verify-full behind the address: without it, passwords and \
        words could be read on the way, or go to somebody else; sslrootcert=FILE names the authority of a certificate of \
        your own"
    )]
    ReadableOnTheWay(String),
}

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
            text.parse().map_err(|error: sqlx::Error| NotAPostgresAddress::NotAnAddress(error.to_string()))?;
        let options = options.application_name("receiver").disable_statement_logging();
        let (user, host, port) = (options.get_username(), options.get_host(), options.get_port());
        let place =
            options.get_socket().map_or_else(|| format!("{host}:{port}"), |folder| folder.display().to_string());
        let shown = format!("postgres://{user}@{place}/{}", options.get_database().unwrap_or(user));
        if is_private(&options) {
            Ok(Self { shown, options })
        } else {
            Err(NotAPostgresAddress::ReadableOnTheWay(shown))
        }
    }
}

/// Whether nobody on the way could read what goes there, and nobody else could answer.
fn is_private(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let is_here = options.get_socket().is_some() || host.starts_with('/') || is_this_machine(host);
    is_here || matches!(options.get_ssl_mode(), PgSslMode::VerifyFull)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let address = "postgres://mere:secret@db.example/submissions?sslmode=verify-full";
        let address: PostgresAddress = address.parse().expect("it is one");
        assert_eq!(address.to_string(), "postgres://mere@db.example:5432/submissions");
        assert!(!format!("{address:?}").contains("secret"));
    }

    #[test]
    fn another_machine_is_spoken_to_where_its_certificate_is_looked_at_alone() {
        for (address, is_taken) in [
            ("postgres://mere:secret@db.example/submissions?sslmode=verify-full", true),
            ("postgresql://mere@10.0.0.7/submissions?sslrootcert=ca.pem&sslmode=verify-full", true),
            ("postgres://mere@localhost/submissions", true),
            ("postgres://mere@127.0.0.1:5433/submissions", true),
            ("postgres://mere@[::1]/submissions?sslmode=disable", true),
            ("postgres://mere@localhost/submissions?host=/run/postgresql", true),
            ("postgres://mere:secret@db.example/submissions", false),
            ("postgres://mere:secret@db.example/submissions?sslmode=prefer", false),
            ("postgres://mere:secret@db.example/submissions?sslmode=require", false),
            ("postgres://mere:secret@db.example/submissions?sslmode=verify-ca", false),
            ("postgres://mere:secret@db.example/submissions?sslmod=verify-full", false),
            ("postgres://mere:secret@localhost/submissions?host=db.example", false),
            ("postgres://mere:secret@localhost/submissions?hostaddr=10.0.0.7", false),
            ("postgres://localhost:secret@db.example/submissions", false),
        ] {
            match address.parse::<PostgresAddress>() {
                Ok(_) => assert!(is_taken, "{address}"),
                Err(error) => {
                    let said = error.to_string();
                    assert!(!is_taken && said.contains("?sslmode=verify-full") && !said.contains("secret"), "{said}");
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_with_an_address_is_said_without_repeating_it() {
        let error = "postgres://mere:secret@db.example:port/submissions".parse::<PostgresAddress>();
        let error = error.expect_err("a port is a number").to_string();
        assert!(error.contains("port") && !error.contains("secret"), "{error}");
    }
}
