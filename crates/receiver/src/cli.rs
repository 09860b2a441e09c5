//! The command line: what can be said, and the help that explains it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use consultation::instant::Instant;

use crate::origin::Origin;
use crate::page_address::PageAddress;
use crate::purpose::Purpose;
use crate::store::DatabaseAddress;

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
  receiver export --format json > submissions.json
  receiver export --format csv --what feedback --database sqlite:///srv/submissions.db > feedback.csv

JSON is the exact record: every word as it was typed. In CSV, lists are joined with “; ”, and a cell that begins
with = + - @, a tab or a carriage return gets an apostrophe in front, because spreadsheets would run it
as a formula. It is safe to export while the receiver is running.";

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
    /// Print what was received, in the order of arrival.
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
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
    /// The content whose forms are taken [default: the site's content/en-NZ.json, else the one compiled in].
    #[arg(long, env = "RECEIVER_CONTENT", value_name = "FILE")]
    pub content: Option<PathBuf>,
    /// The fixed phrases [default: the site's content/en-NZ.wording.json, else the ones compiled in].
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
    /// Which form's answers.
    #[arg(long, default_value = "submissions")]
    pub what: Purpose,
    /// The SQLite file that `receiver serve` stores in. It is only read.
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", default_value = DATABASE)]
    pub database: DatabaseAddress,
    /// The content that gives the CSV columns their order [default: the one compiled in].
    #[arg(long, env = "RECEIVER_CONTENT", value_name = "FILE")]
    pub content: Option<PathBuf>,
}

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One array; the exact record.
    Json,
    /// A table for spreadsheets.
    Csv,
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
