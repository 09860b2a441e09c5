//! The command line: what can be said, and the help that explains it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use consultation::time::instant::Instant;

use crate::http::origin::Origin;
use crate::http::page_address::PageAddress;
use crate::store::sqlite::DatabaseAddress;
use consultation::purpose::Purpose;

const DATABASE: &str = "sqlite://submissions.db";

const SERVE_EXAMPLES: &str = "\
Examples:
  The endpoint alone, for a page that is served from somewhere else:
    receiver serve --listen 127.0.0.1:8081 --allow-origin https://page.example

  A whole small deployment in one process, page and endpoint on one address:
    receiver serve --listen 0.0.0.0:8080 --site dist --database sqlite:///srv/submissions.db

  Rehearse a day, the same one as `as_of` in the page's config.json:
    receiver serve --site dist --as-of 2022-08-01T09:00:00+12:00

It answers POST /api/submissions, POST /api/feedback, GET /api/submissions/{id}/receipt,
GET /api/feedback/{id}/receipt and GET /health. It speaks plain HTTP: put a server that speaks HTTPS
in front of it. Words are read once at the start: start it again after publishing new content.
Ctrl-C ends it once the requests that are under way are answered.";

const EXPORT_EXAMPLES: &str = "\
Examples:
  receiver export --format csv --to submissions.csv
  receiver export --format csv --for tools --what feedback --database sqlite:///srv/submissions.db > feedback.csv
  receiver export --format json > submissions.json

JSON is the exact record: every word as it was typed. No export has the secret ids that open receipts.

In CSV, each question has one column, headed by its words and its id: “Email address (email)”. What was chosen is
named by its value, and lists are joined with “; ”. Two things are done for Excel alone: a byte order mark and CRLF
after each row, and date and time as Excel knows them (2022-08-01 09:00:00, in UTC and in the content’s time zone); tools get
neither a mark nor CR, and moments with their offset. In both, line ends inside a cell are LF.

A cell gets an apostrophe in front where a reader could run it as a formula or rewrite it as a number or a date: when
one of = + - @, wide ones too, comes before its first letter or digit; when it has digits, and no words but those of
numbers, times and months; when it begins with a tab, a line end or an apostrophe. The way back to the exact text:
take one apostrophe from the front of each cell that has one.

A cell of Excel holds 32,767 UTF-16 units. A longer answer is written exactly, into a file of its own in a folder
beside the table (submissions-long-answers for submissions.csv), and its cell names the file.

Files are their owner’s alone, appear once they are whole, and never replace others.
It is safe to export while the receiver is running.";

const BACKUP_EXAMPLES: &str = "\
Examples:
  receiver backup --to submissions-2022-08-01.db
  receiver backup --database sqlite:///srv/submissions.db --to /mnt/backups/submissions.db

The copy is one file with everything that was stored when it began, and is checked before it gets its name.
It is its owner’s alone, and never replaces another file. The receiver may run, and people may send, meanwhile.

Do not copy the database’s file by itself while people send: what came last is in the file beside it that ends in
-wal, and belongs to it, as the one that ends in -shm does. The receiver empties that log within 4 seconds of the last
submission: only the file of a quiet receiver, or of one that has ended in order, is whole by itself.

To restore: stop the receiver; move its database away, with the files beside it that end in -wal and -shm;
put the copy in its place, under its name; start the receiver.";

/// Takes the submissions of a consultation page, and gives them out again.
///
/// Each submission is checked with the same rules as in the page, and stored in one SQLite file.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take submissions over HTTP, and serve the built page too if wanted.
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArgs),
    /// Write down what was received, in the order of arrival.
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Copy the database into one file, also while the receiver is running.
    #[command(after_help = BACKUP_EXAMPLES)]
    Backup(BackupArgs),
}

/// What `receiver serve` is told.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The address to listen on. With port 0 the system chooses one; the first line of output names it.
    #[arg(long, env = "RECEIVER_LISTEN", value_name = "HOST:PORT", default_value = "127.0.0.1:8081")]
    pub listen: String,
    /// The SQLite file to store in. It is made if it is missing.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", default_value = DATABASE)]
    pub database: DatabaseAddress,
    /// Serve this folder too: the page as `cargo xtask build` writes it.
    #[arg(long, env = "RECEIVER_SITE", value_name = "FOLDER")]
    pub site: Option<PathBuf>,
    /// Rehearse: let the clock start at this moment. It decides which submissions are late.
    #[arg(long, env = "RECEIVER_AS_OF", value_name = "MOMENT")]
    pub as_of: Option<Instant>,
    /// The content whose forms are taken [default: that of the site's first language, else the one compiled in].
    #[arg(long, env = "RECEIVER_CONTENT", value_name = "FILE")]
    pub content: Option<PathBuf>,
    /// The fixed phrases [default: those of the site's first language, else the ones compiled in].
    #[arg(long, env = "RECEIVER_WORDING", value_name = "FILE")]
    pub wording: Option<PathBuf>,
    /// Let the page of this origin post here. Say it once for each origin; in the variable, separate them by commas.
    #[arg(long, env = "RECEIVER_ALLOW_ORIGIN", value_name = "ORIGIN", value_delimiter = ',')]
    pub allow_origin: Vec<Origin>,
    /// Where “Back to the page” leads from the receiver's own pages
    /// [default: the first allowed origin where no site is served, else /].
    #[arg(long, env = "RECEIVER_PAGE", value_name = "ADDRESS")]
    pub page: Option<PageAddress>,
    /// How much to log, on the error stream. The log never has words, ids or addresses of people.
    #[arg(long, env = "RECEIVER_LOG", value_name = "LEVEL", default_value = "info")]
    pub log: LogLevel,
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
    /// The SQLite file that `receiver serve` stores in. It is only read.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", default_value = DATABASE)]
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
    /// The SQLite file that `receiver serve` stores in. It is only read.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", default_value = DATABASE)]
    pub database: DatabaseAddress,
    /// The file to write the copy into.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

/// Who reads a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// A person, in Excel or another spreadsheet.
    Excel,
    /// A program, such as pandas or R.
    Tools,
}

/// How much to log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// Only what needs the deployer.
    Error,
    /// That, and one line for each request.
    Info,
}
