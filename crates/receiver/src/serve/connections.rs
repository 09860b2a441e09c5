//! Accepts connections, no more at once than the limits say, and waits for their ends. It reads no requests.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use super::connection::Shared;
use super::limits::Limits;
use super::room::Room;
use super::shutdown;
use super::waiting::{Seat, Waiting};

/// How long to wait when the system gives no connection, or when none can make room.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves a router until `stop` comes; requests that are under way then still get their answers,
/// within [`Limits::last_answers`].
pub async fn run(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let (end, ending) = shutdown::ending();
    let shared = Shared { router, limits, room: Room::new(limits.bytes_in_flight), ending };
    let places = Arc::new(Semaphore::new(limits.connections as usize));
    tokio::select! {
        () = accept(&listener, &shared, &places) => {}
        () = stop => {}
    }
    drop(listener);
    end.ask();
    // All places are free once all connections have ended, and each ends in time.
    drop(places.acquire_many(limits.connections).await);
}

async fn accept(listener: &TcpListener, shared: &Shared, places: &Arc<Semaphore>) {
    let waiting = Arc::<Waiting>::default();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let place = place(places, &waiting).await;
                let seat = waiting.seat();
                seat.wait();
                tokio::spawn(answer(shared.clone(), stream, peer, seat, place));
            }
            Err(error) => {
                tracing::error!("cannot accept a connection: {error}");
                sleep(PAUSE).await;
            }
        }
    }
}

/// A place, for which the client who has been silent for longest goes where all are taken.
async fn place(places: &Arc<Semaphore>, waiting: &Waiting) -> OwnedSemaphorePermit {
    if let Ok(place) = Arc::clone(places).try_acquire_owned() {
        return place;
    }
    loop {
        waiting.call_longest();
        if let Ok(place) = timeout(PAUSE, Arc::clone(places).acquire_owned()).await {
            return place.expect("the semaphore is never closed");
        }
    }
}

async fn answer(shared: Shared, stream: TcpStream, peer: SocketAddr, seat: Seat, _place: OwnedSemaphorePermit) {
    // An answer's last piece need not wait until the client has confirmed those before.
    let _ = stream.set_nodelay(true);
    shared.answer(stream, peer, Arc::new(seat)).await;
}
