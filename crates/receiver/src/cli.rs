//! The command line: what can be said, and the help that explains it.

mod database;

use std::convert::Infallible;
use std::ffi::OsString;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use consultation::time::instant::Instant;
use lettre::message::Mailbox;

use self::database::ReadDatabase;
use crate::http::client::TrustedProxy;
use crate::http::origin::Origin;
use crate::http::page_address::PageAddress;
use crate::store::address::DatabaseAddress;
use crate::store::purge::Doomed;
use consultation::purpose::Purpose;
use consultation::time::day::{Day, NotADay};

/// Where to store, unless the receiver is told otherwise: what servers of applications call `DATABASE_URL`, or else a file.
static DATABASE: LazyLock<OsString> =
    LazyLock::new(|| std::env::var_os("DATABASE_URL").unwrap_or_else(|| "sqlite://submissions.db".into()));

const SERVE_EXAMPLES: &str = "\
Examples:
  The endpoint alone, for a page that is served from somewhere else:
    receiver serve --listen 127.0.0.1:8081 --allow-origin https://page.example

  A whole small deployment in one process, page and endpoint on one address:
    receiver serve --listen 0.0.0.0:8080 --site dist --database sqlite:///srv/submissions.db

  Several of them behind one address, on one PostgreSQL:
    DATABASE_URL='postgres://receiver@db.example/submissions?sslmode=verify-full' receiver serve --listen 0.0.0.0:8081

  Rehearse a day, the same one as `as_of` in the page's config.json:
    receiver serve --site dist --as-of 2022-08-01T09:00:00+12:00

  Behind a proxy that counts nothing, on this machine:
    receiver serve --limit-posts --trusted-proxy 127.0.0.1

It answers POST /api/submissions, POST /api/feedback, GET /api/submissions/{id}/receipt,
GET /api/feedback/{id}/receipt and GET /health. It speaks plain HTTP: put a server that speaks HTTPS
in front of it. New words are taken without a restart; after a new build of the site, start it again.
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

const PURGE_EXAMPLES: &str = "\
Examples:
  How many submissions and feedback were received before a day, in the content’s time zone:
    receiver purge --before 2024-01-01 --database sqlite:///srv/submissions.db

  Take them out for good:
    receiver purge --before 2024-01-01 --database sqlite:///srv/submissions.db --really

  Take out one that somebody sent by mistake, with all that amend it or that it amends:
    receiver purge --ref CFHK-7394 --really

What amends one another goes together, once the last of it was received before the day. Afterwards the words are in no
byte of the database’s files. They are still in exports and in copies that were made before: delete those as well.

The receiver may run; it logs once that its files were changed. Let its own account do this, at a quiet hour: the file
is written anew, and whoever sends meanwhile may have to send again.";

const KEYGEN_EXAMPLES: &str = "\
Examples:
  receiver keygen --to agency.private.json
  receiver keygen --to recovery.private.json

The file has the private key, and is its owner’s alone. What is printed is the public key, for config.json. Make the two
on a machine that is on no network, keep them in two places, and never on the machine that receives submissions:
docs/sealed-submissions.md has the whole ceremony.";

const OPEN_EXAMPLES: &str = "\
Examples:
  receiver export --format json > sealed.json
  receiver open --key agency.private.json sealed.json --to submissions.json

It needs neither database nor network: take the export to the machine that has the key. The words of what it opens stand
under answers, as in any export. What it cannot open stays as it is, and is named; then the command fails at its end.";

const SHOW_EXAMPLES: &str = "\
Examples:
  receiver show CFHK-7394
  receiver show CFHK-7394 --format json --database sqlite:///srv/submissions.db

It shows everything but the secret id that opens the receipt. Characters that would steer a terminal, or turn the
direction of the text, are shown as their number: \u{1b}.";

const STATS_EXAMPLES: &str = "\
Examples:
  receiver stats
  receiver stats --format json --database sqlite:///srv/submissions.db

It counts what was received, by form and by day in the content’s time zone, and reads nobody’s words out.
`counts` is what is left once changes and withdrawals are taken into account.";

const VERIFY_EXAMPLES: &str = "\
Examples:
  Is every row as it was stored?
    receiver verify --database sqlite:///srv/submissions.db

  Has a copy the same rows as its original? The last line of both is the same.
    receiver verify --database sqlite:///mnt/backups/submissions.db
    receiver verify --database sqlite:///srv/submissions.db --up-to 1204

It makes the digest of the words of each row again, and compares it with the one that was stored with them. The last line
has a digest of all rows, with their moments, marks and references, up to the number of the last: the copy’s names that
number, and the original is asked up to the same one, by a receiver of the same version. It ends with 1 where a row
differs, and names it. It finds what a disk, a hand or another program has changed; whoever changes digests too is not found.";

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
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(Box<ServeArgs>),
    /// Write down what was received, in the order of arrival.
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Copy the database into one file, also while the receiver is running.
    #[command(after_help = BACKUP_EXAMPLES)]
    Backup(BackupArgs),
    /// Take submissions out of the database for good: those before a day, or one.
    #[command(after_help = PURGE_EXAMPLES)]
    Purge(PurgeArgs),
    /// Show one submission, by its reference.
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Count what was received.
    #[command(after_help = STATS_EXAMPLES)]
    Stats(StatsArgs),
    /// Check that every row is as it was stored.
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(VerifyArgs),
    /// Make a key that submissions are sealed to.
    #[command(after_help = KEYGEN_EXAMPLES)]
    Keygen(KeygenArgs),
    /// Open what was sealed, in an export.
    #[command(after_help = OPEN_EXAMPLES)]
    Open(OpenArgs),
}

/// What `receiver serve` is told.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The address to listen on. With port 0 the system chooses one; the first line of output names it.
    #[arg(long, env = "RECEIVER_LISTEN", value_name = "HOST:PORT", default_value = "127.0.0.1:8081")]
    pub listen: String,
    /// Where to store: sqlite://FILE, which is made if it is missing, or postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full
    /// [default: DATABASE_URL of the environment, or else sqlite://submissions.db].
    #[arg(long, env = "RECEIVER_DATABASE", value_name = "ADDRESS", value_parser = ReadDatabase, hide_default_value = true, default_value = DATABASE.as_os_str())]
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
    /// Take only what was sealed in the sender’s browser, and refuse words that come in the clear. To be set where the page’s
    /// config.json has keys.
    #[arg(long, env = "RECEIVER_SEALED_ONLY")]
    pub sealed_only: bool,
    /// Take submissions and feedback out for good once they were kept for so many whole days: at the start, and each night at
    /// three, by the machine's clock and in the content's time zone. The log says how many. Copies are not touched
    /// [default: nothing goes by itself].
    #[arg(long, env = "RECEIVER_KEEP_DAYS", value_name = "DAYS")]
    pub keep_days: Option<NonZeroU32>,
    /// Who else is told.
    #[command(flatten)]
    pub told: ToldArgs,
    /// Let one address post 400 times at once, and twice a second after that; who posts more often gets 429. It is off unless
    /// asked for: the shipped nginx counts by itself, and a receiver that was not told of its proxy would take everybody for
    /// one.
    #[arg(long, env = "RECEIVER_LIMIT_POSTS")]
    pub limit_posts: bool,
    /// Believe this proxy, or network of proxies, when it names its client in X-Forwarded-For. Say it once for each; in the
    /// variable, separate them by commas.
    #[arg(
        long,
        env = "RECEIVER_TRUSTED_PROXY",
        value_name = "ADDRESS",
        value_delimiter = ',',
        requires = "limit_posts"
    )]
    pub trusted_proxy: Vec<TrustedProxy>,
    /// How much to log, on the error stream. The log never has words, ids or addresses of people.
    #[arg(long, env = "RECEIVER_LOG", value_name = "LEVEL", default_value = "info")]
    pub log: LogLevel,
}

/// Whom `receiver serve` tells of what it has stored, afterwards.
#[derive(Debug, Args)]
pub struct ToldArgs {
    /// Write an acknowledgement to the address that a person gave, by this mail server, such as
    /// smtp://mail.agency.example:587?tls=required (STARTTLS) or smtps://mail.agency.example
    #[arg(long, env = "RECEIVER_SMTP", value_name = "ADDRESS", requires = "mail_from")]
    pub smtp: Option<String>,
    /// The sender of acknowledgements, such as “Consultations <no-reply@agency.example>”.
    #[arg(long, env = "RECEIVER_MAIL_FROM", value_name = "SENDER")]
    pub mail_from: Option<Mailbox>,
    /// The account at the mail server, where it wants one.
    #[arg(long, env = "RECEIVER_SMTP_USER", value_name = "NAME", requires = "smtp_password_file")]
    pub smtp_user: Option<String>,
    /// The file with its password.
    #[arg(long, env = "RECEIVER_SMTP_PASSWORD_FILE", value_name = "FILE", requires = "smtp_user")]
    pub smtp_password_file: Option<PathBuf>,
    /// Post reference, moment and marks of each submission to this address, and nobody's words.
    #[arg(long, env = "RECEIVER_WEBHOOK", value_name = "ADDRESS", requires = "webhook_secret_file")]
    pub webhook: Option<String>,
    /// The file with the secret that signs those posts.
    #[arg(long, env = "RECEIVER_WEBHOOK_SECRET_FILE", value_name = "FILE")]
    pub webhook_secret_file: Option<PathBuf>,
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
