//! The wish that the receiver ends: Ctrl-C, or SIGTERM from a service manager; and how it reaches what is under way.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// Comes when the end is asked for.
#[cfg(unix)]
pub async fn asked() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                () = interrupted() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => interrupted().await,
    }
}

/// Comes when the end is asked for.
#[cfg(not(unix))]
pub async fn asked() {
    interrupted().await;
}

/// Where the system gives no signals, it ends the program by itself.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Tells everything that is under way of the end.
#[derive(Debug)]
pub struct End(watch::Sender<Option<Instant>>);

/// Knows when the end was asked for.
#[derive(Clone, Debug)]
pub struct Ending(watch::Receiver<Option<Instant>>);

/// An end that was not asked for yet, and what knows of it.
pub fn ending() -> (End, Ending) {
    let (sender, receiver) = watch::channel(None);
    (End(sender), Ending(receiver))
}

impl End {
    /// Asks for it.
    pub fn ask(&self) {
        self.0.send_replace(Some(Instant::now()));
    }
}

impl Ending {
    /// Comes so long after the end was asked for.
    pub async fn after(&mut self, grace: Duration) {
        let asked = self.0.wait_for(Option::is_some).await.map_or(None, |asked| *asked);
        match asked {
            Some(asked) => sleep_until(asked + grace).await,
            // Nobody can ask any more.
            None => std::future::pending().await,
        }
    }
}
