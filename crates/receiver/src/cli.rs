//! The command line: what can be said, and the help that explains it.

mod database;
mod examples;
mod serve;

use std::convert::Infallible;
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use self::database::{DATABASE, ReadDatabase};
pub use self::serve::{LogLevel, ServeArgs, ToldArgs};
use crate::store::address::DatabaseAddress;
use crate::store::purge::Doomed;
use consultation::purpose::Purpose;
use consultation::time::day::{Day, NotADay};

/// Takes the submissions of a consultation page, and gives them out again.
///
/// Each submission is checked with the same rules as in the page, and stored in one SQLite file, or in PostgreSQL.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// What was said, once it makes sense. The help has nothing that the environment says: addresses may have secrets in them.
    pub fn read() -> Self {
        let command = Self::command().mut_subcommands(|command| command.mut_args(|arg| arg.hide_env_values(true)));
        Self::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take submissions over HTTP, and serve the built page too if wanted.
    #[command(after_help = examples::SERVE)]
    Serve(Box<ServeArgs>),
    /// Write down what was received, in the order of arrival.
    #[command(after_help = examples::EXPORT)]
    Export(ExportArgs),
    /// Copy the database into one file, also while the receiver is running.
    #[command(after_help = examples::BACKUP)]
    Backup(BackupArgs),
    /// Take submissions out of the database for good: those before a day, or one.
    #[command(after_help = examples::PURGE)]
    Purge(PurgeArgs),
    /// Show one submission, by its reference.
    #[command(after_help = examples::SHOW)]
    Show(ShowArgs),
    /// Count what was received.
    #[command(after_help = examples::STATS)]
    Stats(StatsArgs),
    /// Check that every row is as it was stored.
    #[command(after_help = examples::VERIFY)]
    Verify(VerifyArgs),
    /// Make a key that submissions are sealed to.
    #[command(after_help = examples::KEYGEN)]
    Keygen(KeygenArgs),
    /// Open what was sealed, in an export.
    #[command(after_help = examples::OPEN)]
    Open(OpenArgs),
}

/// What `receiver export` is told.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The form of the output.
    #[arg(long)]
    pub format: Format,
    /// Who reads it, if it is CSV.
    #[arg(long = "for", value_name = "READER", default_value = "excel")]
    pub reader: Reader,
    /// The file to write [default: the standard output].
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Which form's answers.
    #[arg(long, default_value = "submissions")]
    pub what: What,
    /// The database that `receiver serve` stores in. It is only read.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", value_parser = ReadDatabase, hide_default_value = true, default_value = DATABASE.as_os_str())]
    pub database: DatabaseAddress,
    /// The content that gives the CSV columns their order and heads [default: the one compiled in].
    #[arg(long, env = "RECEIVER_CONTENT", value_name = "FILE")]
    pub content: Option<PathBuf>,
}

/// Which form's answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// What people had to say.
    Submissions,
    /// How the page itself could be better.
    Feedback,
}

impl From<What> for Purpose {
    fn from(what: What) -> Self {
        match what {
            What::Submissions => Purpose::Submission,
            What::Feedback => Purpose::Feedback,
        }
    }
}

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One array; the exact record.
    Json,
    /// A table.
    Csv,
}

/// What `receiver backup` is told.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The database that `receiver serve` stores in. It is only read.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", value_parser = ReadDatabase, hide_default_value = true, default_value = DATABASE.as_os_str())]
    pub database: DatabaseAddress,
    /// The file to write the copy into.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

/// What `receiver purge` is told.
#[derive(Debug, Args)]
pub struct PurgeArgs {
    /// Those received before this day, such as 2024-01-01.
    #[arg(long, value_name = "DAY", value_parser = day, required_unless_present = "reference")]
    pub before: Option<Day>,
    /// The one with this reference.
    #[arg(long = "ref", value_name = "REFERENCE", value_parser = reference, conflicts_with = "before")]
    pub reference: Option<String>,
    /// Remove them. Without it, nothing is changed, and it is said how many would go.
    #[arg(long)]
    pub really: bool,
    /// The database that `receiver serve` stores in.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", value_parser = ReadDatabase, hide_default_value = true, default_value = DATABASE.as_os_str())]
    pub database: DatabaseAddress,
}

/// What `receiver keygen` is told.
#[derive(Debug, Args)]
pub struct KeygenArgs {
    /// The file to write the private key into.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

/// What `receiver open` is told.
#[derive(Debug, Args)]
pub struct OpenArgs {
    /// The private key, as `receiver keygen` has written it: the agency’s or the recovery key.
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
    /// Which form’s answers were exported.
    #[arg(long, default_value = "submissions")]
    pub what: What,
    /// The file to write [default: the standard output].
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// The export, in JSON [default: the standard input].
    #[arg(value_name = "EXPORT")]
    pub export: Option<PathBuf>,
}

/// What `receiver show` is told.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The reference, such as CFHK-7394.
    #[arg(value_name = "REFERENCE", value_parser = reference)]
    pub reference: String,
    /// The form of the output.
    #[arg(long, default_value = "text")]
    pub format: Readable,
    /// The database that `receiver serve` stores in. It is only read.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", value_parser = ReadDatabase, hide_default_value = true, default_value = DATABASE.as_os_str())]
    pub database: DatabaseAddress,
    /// The content that has the words of the questions [default: the one compiled in].
    #[arg(long, env = "RECEIVER_CONTENT", value_name = "FILE")]
    pub content: Option<PathBuf>,
}

/// What `receiver stats` is told.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// The form of the output.
    #[arg(long, default_value = "text")]
    pub format: Readable,
    /// The database that `receiver serve` stores in. It is only read.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", value_parser = ReadDatabase, hide_default_value = true, default_value = DATABASE.as_os_str())]
    pub database: DatabaseAddress,
}

/// What `receiver verify` is told.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The database that `receiver serve` stores in, or a copy of it. It is only read.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", value_parser = ReadDatabase, hide_default_value = true, default_value = DATABASE.as_os_str())]
    pub database: DatabaseAddress,
    /// The number of the last row to look at [default: the last there is].
    #[arg(long, value_name = "NUMBER")]
    pub up_to: Option<i64>,
}

/// The form of what is shown in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Readable {
    /// Lines for a person.
    Text,
    /// JSON for a program.
    Json,
}

/// References are read aloud, so small letters mean the same.
fn reference(text: &str) -> Result<String, Infallible> {
    Ok(text.trim().to_ascii_uppercase())
}

fn day(text: &str) -> Result<Day, NotADay> {
    text.to_owned().try_into()
}

impl PurgeArgs {
    /// Which submissions are to go.
    pub fn doomed(&self) -> Doomed {
        self.before.map_or(Doomed::Reference(self.reference.clone().unwrap_or_default()), Doomed::Before)
    }
}

/// Who reads a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// A person, in Excel or another spreadsheet.
    Excel,
    /// A program, such as pandas or R.
    Tools,
}
