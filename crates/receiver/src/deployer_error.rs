//! What stops a command before it starts, in one sentence each, for the person who deploys the receiver.

use std::io;
use std::path::PathBuf;

use consultation::id::Id;
use hosts::headers_file::HeadersFileError;

use crate::operate::new_file::NewFileError;
use crate::outbox::error::{NotAMailServer, NotAWebhook};
use crate::private_key::NotAKey;
use crate::store::error::StoreError;

/// Why a command cannot run.
#[derive(Debug, thiserror::Error)]
pub enum DeployerError {
    /// Another program has the port.
    #[error("{address} is in use by another program: end that one, or choose another address with --listen")]
    AddressInUse {
        /// What was asked for.
        address: String,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {reason}")]
    CannotListen {
        /// What was asked for.
        address: String,
        /// The system's reason.
        reason: io::Error,
    },
    /// There is no site to serve.
    #[error("there is no folder {}: build the page first (cargo xtask build), or leave out --site", .0.display())]
    SiteMissing(PathBuf),
    /// A file cannot be read.
    #[error("cannot read {}: {reason}", path.display())]
    FileUnreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: io::Error,
    },
    /// The site's headers are broken.
    #[error("{} cannot be used: {reason}", path.display())]
    HeadersBroken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: HeadersFileError,
    },
    /// A file of words is broken.
    #[error("{} cannot be used: {problems}", path.display())]
    WordsBroken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problems: String,
    },
    /// Everybody could download the database.
    #[error("{database} is inside the site's folder, from where everybody could download it: choose another place")]
    DatabaseInSite {
        /// Its address.
        database: String,
    },
    /// The database cannot be opened for writing.
    #[error("cannot store submissions in {database}: {reason}")]
    DatabaseUnusable {
        /// Its address.
        database: String,
        /// What failed.
        reason: StoreError,
    },
    /// There is no database to read.
    #[error("there is no database {database}: name the one that `receiver serve` stores in with --database")]
    DatabaseMissing {
        /// Its address.
        database: String,
    },
    /// The database cannot be read.
    #[error("cannot read submissions from {database}: {reason}")]
    DatabaseUnreadable {
        /// Its address.
        database: String,
        /// What failed.
        reason: StoreError,
    },
    /// The export cannot be written.
    #[error("cannot write the export: {0}")]
    CannotWrite(io::Error),
    /// Excel would cut an answer, and nothing was named to put it beside.
    #[error(
        "the answer of {reference} to {question} is too long for a cell of Excel: \
        name a file with --to, and it is written beside it, or leave Excel out with --for tools"
    )]
    TooLong {
        /// Whose answer.
        reference: String,
        /// Which one.
        question: Id,
    },
    /// A file cannot be made.
    #[error(transparent)]
    File(#[from] NewFileError),
    /// The database cannot be copied.
    #[error("cannot copy {database} to {}: {reason}", file.display())]
    CannotCopy {
        /// Its address.
        database: String,
        /// Where the copy was to be.
        file: PathBuf,
        /// What failed.
        reason: StoreError,
    },
    /// A server's database is copied by its own program.
    #[error("{database} is not a file: copy it with `pg_dump --format=custom`, and put it back with `pg_restore`")]
    BackupOfServer {
        /// Its address.
        database: String,
    },
    /// The copy was no good, and is deleted.
    #[error("{} was not made, because the copy was not whole: {found}", file.display())]
    CopyNotWhole {
        /// Where it was to be.
        file: PathBuf,
        /// What was found in it.
        found: String,
    },
    /// No submission has the reference.
    #[error("nothing in {database} has the reference {reference}")]
    NoSuchReference {
        /// What was asked for.
        reference: String,
        /// Where it was looked for.
        database: String,
    },
    /// Some rows are not as they were stored.
    #[error(
        "in {database}, {} not as stored: {}. Compare with a copy, and put one in its place",
        if references.len() == 1 { "one row is".to_owned() } else { format!("{} rows are", references.len()) },
        references.join(", ")
    )]
    RowsDiffer {
        /// Its address.
        database: String,
        /// Theirs.
        references: Vec<String>,
    },
    /// Some rows cannot be read back; all others were written.
    #[error(
        "{} missing from what was written. Compare {database} with a copy, and put one in its place",
        if *rows == 1 { "one damaged row is".to_owned() } else { format!("{rows} damaged rows are") },
    )]
    RowsLeftOut {
        /// Its address.
        database: String,
        /// How many.
        rows: usize,
    },
    /// SQLite finds the file damaged.
    #[error("{database} is damaged: {found}. Put a copy in its place")]
    DatabaseDamaged {
        /// Its address.
        database: String,
        /// What SQLite says.
        found: String,
    },
    /// Nothing was taken out of the database.
    #[error("nothing was removed from {database}: {reason}")]
    CannotPurge {
        /// Its address.
        database: String,
        /// What failed.
        reason: StoreError,
    },
    /// The rows are gone, and not yet every byte of them.
    #[error(
        "the submissions are removed from {database}, but its files still have their words: {reason}. Once that is mended, \
        say `receiver purge --before 0001-01-01 --really`"
    )]
    PurgeUnfinished {
        /// Its address.
        database: String,
        /// What failed.
        reason: StoreError,
    },
    /// Nothing can be opened with the key.
    #[error("cannot use the key in {}: {reason}", path.display())]
    KeyUnusable {
        /// Its file.
        path: PathBuf,
        /// What is wrong with it.
        reason: NotAKey,
    },
    /// There is nothing to open.
    #[error("this is no export as `receiver export --format json` writes it: {reason}")]
    NoExport {
        /// What is wrong with it.
        reason: io::Error,
    },
    /// Some of what was sealed could not be opened.
    #[error("{closed} could not be opened, and stand in the output as they were")]
    NotOpened {
        /// How many.
        closed: usize,
    },
    /// No mail can be sent that way.
    #[error(transparent)]
    MailServer(#[from] NotAMailServer),
    /// No webhook can be told that way.
    #[error(transparent)]
    Webhook(#[from] NotAWebhook),
    /// The server broke down while running.
    #[error("the server stopped: {0}")]
    Stopped(io::Error),
}
