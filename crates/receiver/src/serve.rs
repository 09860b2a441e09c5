//! `receiver serve`: from arguments to a running server, and to its orderly end.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use consultation::config::Config;
use consultation::instant::Instant;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::app::{App, router};
use crate::cli::ServeArgs;
use crate::clock::Clock;
use crate::deployer_error::DeployerError;
use crate::page_address::PageAddress;
use crate::site::Site;
use crate::store::{DatabaseAddress, Store};
use crate::words::{WordSources, Words};
use crate::{log, stop};

/// How long requests that are under way may take after the end was asked for.
const GRACE: Duration = Duration::from_secs(30);

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
    let served = run(listener, router(Arc::clone(&app)), stop::asked()).await;
    app.store.close().await;
    served.map_err(DeployerError::Stopped)
}

/// Serves a router until `stop` comes; requests that are under way then still get their answers.
///
/// # Errors
/// The system's, when the socket breaks.
pub async fn run(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stopping, stopped) = oneshot::channel();
    let stop = async move {
        stop.await;
        // Nobody waits for it when the server has broken down by itself.
        let _ = stopping.send(());
    };
    let service = router.into_make_service();
    let server = axum::serve(listener, service).with_graceful_shutdown(stop);
    let patience = async {
        if stopped.await.is_ok() {
            tokio::time::sleep(GRACE).await;
        }
    };
    tokio::select! {
        served = server => served,
        () = patience => Ok(()),
    }
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
    let sources = WordSources { site: args.site.clone(), content: args.content.clone(), wording: args.wording.clone() };
    let words = Words::load(&sources)?;
    let unusable = |reason| DeployerError::DatabaseUnusable { database: args.database.to_string(), reason };
    let store = Store::open(&args.database).await.map_err(unusable)?;
    let (clock, allowed_origins) = (Clock::new(args.as_of), args.allow_origin.clone());
    let page = args.page.clone().unwrap_or_else(|| PageAddress::usual(site.is_some(), &allowed_origins));
    Ok(App { words, store, clock, site, allowed_origins, page })
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
