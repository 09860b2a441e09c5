//! The memory that all bodies together may take. It counts bytes and holds none.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::waiting::{Seat, Waiting};

/// How long to wait until a body has made room that was asked to.
const PAUSE: Duration = Duration::from_millis(50);

/// So many bytes of bodies may be held at once.
#[derive(Clone, Debug)]
pub struct Room {
    bytes: Arc<Semaphore>,
    waiting: Arc<Waiting>,
}

/// What one request has of the room. It gives everything back when it is dropped: after the answer, which may be
/// as long as the body.
#[derive(Debug)]
pub struct Held {
    room: Room,
    bytes: Mutex<Option<OwnedSemaphorePermit>>,
    seat: Seat,
}

impl Room {
    /// Room for so many bytes.
    pub fn new(bytes: u32) -> Self {
        Self { bytes: Arc::new(Semaphore::new(bytes as usize)), waiting: Arc::default() }
    }

    /// Nothing of the room, for now.
    pub fn hold(&self) -> Held {
        Held { room: self.clone(), bytes: Mutex::default(), seat: self.waiting.seat() }
    }
}

impl Held {
    /// Takes room for more bytes, if need be that of the bodies whose clients are silent for longest;
    /// false where none of them is left.
    pub async fn grow(&self, bytes: usize) -> bool {
        let Ok(more) = u32::try_from(bytes) else {
            return false;
        };
        let mut taken = Arc::clone(&self.room.bytes).try_acquire_many_owned(more).ok();
        while taken.is_none() {
            if !self.room.waiting.call_longest() {
                return false;
            }
            let room = timeout(PAUSE, Arc::clone(&self.room.bytes).acquire_many_owned(more)).await;
            taken = room.ok().map(|room| room.expect("the semaphore is never closed"));
        }
        self.add(taken);
        true
    }

    /// From now on the client is awaited; who holds nothing keeps nobody out.
    pub fn wait(&self) {
        if self.bytes().is_some() {
            self.seat.wait();
        }
    }

    /// From now on it is the server's turn.
    pub fn act(&self) {
        self.seat.act();
    }

    /// Comes when the room is wanted for another body.
    pub async fn wanted(&self) {
        self.seat.wanted().await;
    }

    fn add(&self, more: Option<OwnedSemaphorePermit>) {
        let mut bytes = self.bytes();
        match (bytes.as_mut(), more) {
            (Some(bytes), Some(more)) => bytes.merge(more),
            (_, more) => *bytes = more,
        }
    }

    fn bytes(&self) -> MutexGuard<'_, Option<OwnedSemaphorePermit>> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn room_is_for_all_together_and_comes_back() {
        let room = Room::new(10);
        let (first, second) = (room.hold(), room.hold());
        assert!(first.grow(3).await && first.grow(3).await && second.grow(4).await);
        assert!(!second.grow(1).await);
        drop(first);
        assert!(second.grow(6).await && !second.grow(1).await);
    }

    #[tokio::test]
    async fn the_longest_silence_makes_room_and_who_holds_nothing_is_left_alone() {
        let room = Room::new(10);
        let (silent, empty, other) = (room.hold(), room.hold(), room.hold());
        assert!(silent.grow(8).await);
        empty.wait();
        silent.wait();
        let gives_way = async {
            silent.wanted().await;
            drop(silent);
        };
        assert!(tokio::join!(other.grow(9), gives_way).0);
        assert!(!empty.grow(2).await);
    }
}
