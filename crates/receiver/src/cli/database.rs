//! Reads `--database`. The address may have a password in it, so what is wrong is said without the value, which clap would
//! repeat.

use std::ffi::{OsStr, OsString};
use std::sync::LazyLock;

use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use clap::{Arg, Command, Error};

use crate::store::address::DatabaseAddress;

/// Where to store, unless the receiver is told otherwise: what servers of applications call `DATABASE_URL`, or else a file.
pub static DATABASE: LazyLock<OsString> =
    LazyLock::new(|| std::env::var_os("DATABASE_URL").unwrap_or_else(|| "sqlite://submissions.db".into()));

/// Reads it, from wherever it comes.
#[derive(Clone, Copy, Debug)]
pub struct ReadDatabase;

impl TypedValueParser for ReadDatabase {
    type Value = DatabaseAddress;

    fn parse_ref(&self, command: &Command, _: Option<&Arg>, value: &OsStr) -> Result<DatabaseAddress, Error> {
        // No address is empty, so what is not UTF-8 is refused as none.
        let address = value.to_str().unwrap_or_default().parse();
        address.map_err(|reason: <DatabaseAddress as std::str::FromStr>::Err| {
            let said = format!("--database, or RECEIVER_DATABASE or DATABASE_URL of the environment: {reason}");
            command.clone().error(ErrorKind::ValueValidation, said)
        })
    }
}
