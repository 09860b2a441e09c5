//! `receiver serve`: from arguments to a running server, and to its orderly end.
//!
//! Clients are trusted with nothing: how long they take, and how much they hold, is limited in here.

mod connection;
mod connections;
mod limits;
mod log;
mod pace;
mod paced_stream;
mod request_body;
mod response_body;
mod retention;
mod room;
mod shutdown;
mod waiting;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use consultation::content::config::Config;
use consultation::time::instant::Instant;
use tokio::net::TcpListener;

use crate::app::App;
use crate::cli::{ServeArgs, ToldArgs};
use crate::clock::Clock;
use crate::deployer_error::DeployerError;
use crate::http::page_address::PageAddress;
use crate::http::posting_limit::PostingLimit;
use crate::http::router;
use crate::http::site::Site;
use crate::outbox::mail::Mail;
use crate::outbox::webhook::Webhook;
use crate::outbox::{Outbox, work};
use crate::publication::Sources;
use crate::published::Published;
use crate::store::address::DatabaseAddress;

use retention::Retention;

pub use connections::run;
pub use limits::{Limits, Slowest};

/// Serves until Ctrl-C or SIGTERM.
///
/// # Errors
/// [`DeployerError`].
pub async fn serve(args: ServeArgs) -> Result<(), DeployerError> {
    log::start(args.log);
    let listener = listen(&args.listen).await?;
    let address = listener.local_addr().map_err(DeployerError::Stopped)?;
    let app = Arc::new(open(&args).await?);
    if let Some(warning) = args.site.as_deref().and_then(|site| rehearsal_warning(site, args.as_of)) {
        eprintln!("receiver: {warning}");
    }
    if let Some(retention) = retention(&args, &app.clock) {
        tokio::spawn(retention.every_night());
    }
    announce(address, &args.database).map_err(DeployerError::Stopped)?;
    let telling = tokio::spawn(work::work(Arc::clone(&app)));
    run(listener, router(Arc::clone(&app)), Limits::default(), shutdown::asked()).await;
    telling.abort();
    app.store.close().await;
    Ok(())
}

async fn listen(address: &str) -> Result<TcpListener, DeployerError> {
    TcpListener::bind(address).await.map_err(|reason| match reason.kind() {
        io::ErrorKind::AddrInUse => DeployerError::AddressInUse { address: address.to_owned() },
        _ => DeployerError::CannotListen { address: address.to_owned(), reason },
    })
}

async fn open(args: &ServeArgs) -> Result<App, DeployerError> {
    let site = args.site.as_deref().map(Site::open).transpose()?;
    if let Some(folder) = &args.site {
        refuse_database_in(folder, &args.database)?;
    }
    let sources = Sources { site: args.site.clone(), content: args.content.clone(), wording: args.wording.clone() };
    let published = Published::load(sources)?;
    let unusable = |reason| DeployerError::DatabaseUnusable { database: args.database.to_string(), reason };
    let clock = Clock::new(published.now().time_zone.clone(), args.as_of);
    if let Some(retention) = retention(args, &clock) {
        retention.before_serving().await.map_err(unusable)?;
    }
    let (store, allowed_origins) = (args.database.open().await.map_err(unusable)?, args.allow_origin.clone());
    let page = args.page.clone().unwrap_or_else(|| PageAddress::usual(site.is_some(), &allowed_origins));
    let outbox = told(&args.told)?;
    let posting_limit = args.limit_posts.then(|| PostingLimit::new(args.trusted_proxy.clone()));
    let is_sealed_only = args.sealed_only;
    Ok(App { published, store, outbox, clock, site, allowed_origins, is_sealed_only, page, posting_limit })
}

/// Who else is told, as the deployer has said.
fn told(args: &ToldArgs) -> Result<Outbox, DeployerError> {
    let read = |path: &PathBuf| {
        let unreadable = |reason| DeployerError::FileUnreadable { path: path.clone(), reason };
        std::fs::read_to_string(path).map(|text| text.trim().to_owned()).map_err(unreadable)
    };
    let password = args.smtp_password_file.as_ref().map(read).transpose()?;
    let secret = args.webhook_secret_file.as_ref().map(read).transpose()?;
    let mail = args.smtp.as_deref().zip(args.mail_from.clone());
    let mail = mail.map(|(server, from)| Mail::new(server, from, args.smtp_user.clone().zip(password)));
    let webhook = args.webhook.as_deref().zip(secret).map(|(address, secret)| Webhook::new(address, &secret));
    Ok(Outbox { mail: mail.transpose()?, webhook: webhook.transpose()?, ..Outbox::default() })
}

fn retention(args: &ServeArgs, clock: &Clock) -> Option<Retention> {
    args.keep_days.map(|days| Retention { database: args.database.clone(), days: days.get(), clock: clock.clone() })
}

/// `receiver serve --site .` must not publish what people sent.
fn refuse_database_in(site: &Path, database: &DatabaseAddress) -> Result<(), DeployerError> {
    let DatabaseAddress::Sqlite(file) = database else { return Ok(()) };
    let file = std::path::absolute(file.path()).ok();
    let folder = file.and_then(|file| file.parent()?.canonicalize().ok());
    let is_inside = folder.zip(site.canonicalize().ok()).is_some_and(|(folder, site)| folder.starts_with(site));
    if is_inside { Err(DeployerError::DatabaseInSite { database: database.to_string() }) } else { Ok(()) }
}

/// Page and receiver should rehearse the same day, or neither.
fn rehearsal_warning(site: &Path, as_of: Option<Instant>) -> Option<String> {
    let json = std::fs::read_to_string(site.join("config.json")).ok()?;
    let config = match Config::parse(&json) {
        Ok(config) => config,
        Err(error) => return Some(format!("the page cannot use its config.json: {error}")),
    };
    let day = |moment: Option<Instant>| moment.map_or("the real time".to_owned(), |moment| moment.to_string());
    (config.as_of != as_of).then(|| {
        let (page, receiver) = (day(config.as_of), day(as_of));
        format!("the page follows {page}, this receiver {receiver}: submissions may be marked late unexpectedly")
    })
}

/// Programs that start the receiver read this line to learn the port.
fn announce(address: SocketAddr, database: &DatabaseAddress) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "receiver: http://{address}, storing in {database}")?;
    out.flush()
}
