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
mod room;
mod shutdown;
mod waiting;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use consultation::content::config::Config;
use consultation::time::instant::Instant;
use tokio::net::TcpListener;

use crate::app::App;
use crate::cli::ServeArgs;
use crate::clock::Clock;
use crate::deployer_error::DeployerError;
use crate::http::page_address::PageAddress;
use crate::http::router;
use crate::http::site::Site;
use crate::publication::{Publication, Sources};
use crate::store::sqlite::{DatabaseAddress, Sqlite};

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
    announce(address, &args.database).map_err(DeployerError::Stopped)?;
    run(listener, router(Arc::clone(&app)), Limits::default(), shutdown::asked()).await;
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
    let publication = Publication::load(&sources)?;
    let unusable = |reason| DeployerError::DatabaseUnusable { database: args.database.to_string(), reason };
    let store = Box::new(Sqlite::open(&args.database).await.map_err(unusable)?);
    let (clock, allowed_origins) = (Clock::new(publication.time_zone.clone(), args.as_of), args.allow_origin.clone());
    let page = args.page.clone().unwrap_or_else(|| PageAddress::usual(site.is_some(), &allowed_origins));
    Ok(App { publication, store, clock, site, allowed_origins, page })
}

/// `receiver serve --site .` must not publish what people sent.
fn refuse_database_in(site: &Path, database: &DatabaseAddress) -> Result<(), DeployerError> {
    let file = std::path::absolute(database.path()).ok();
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
