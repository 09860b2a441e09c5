//! The wish that the receiver ends: Ctrl-C, or SIGTERM from a service manager.

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
