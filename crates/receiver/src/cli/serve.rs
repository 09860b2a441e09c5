//! What `receiver serve` can be told.

use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use consultation::time::instant::Instant;
use lettre::message::Mailbox;

use super::database::{DATABASE, ReadDatabase};
use crate::http::client::TrustedProxy;
use crate::http::origin::Origin;
use crate::http::page_address::PageAddress;
use crate::store::address::DatabaseAddress;

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
    #[arg(long, env = "RECEIVER_MAIL_FROM", value_name = "SENDER", requires = "smtp")]
    pub mail_from: Option<Mailbox>,
    /// The account at the mail server, where it wants one.
    #[arg(long, env = "RECEIVER_SMTP_USER", value_name = "NAME", requires_all = ["smtp", "smtp_password_file"])]
    pub smtp_user: Option<String>,
    /// The file with its password.
    #[arg(long, env = "RECEIVER_SMTP_PASSWORD_FILE", value_name = "FILE", requires = "smtp_user")]
    pub smtp_password_file: Option<PathBuf>,
    /// Post reference, moment and marks of each submission to this address, and nobody's words.
    #[arg(long, env = "RECEIVER_WEBHOOK", value_name = "ADDRESS", requires = "webhook_secret_file")]
    pub webhook: Option<String>,
    /// The file with the secret that signs those posts.
    #[arg(long, env = "RECEIVER_WEBHOOK_SECRET_FILE", value_name = "FILE", requires = "webhook")]
    pub webhook_secret_file: Option<PathBuf>,
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
