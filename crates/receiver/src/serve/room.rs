//! The memory that all bodies together may take. It counts bytes and holds none.

use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::{Mutex as Queue, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::waiting::{Seat, Waiting};

/// How long to wait until a body has made room that was asked to.
const PAUSE: Duration = Duration::from_millis(50);

/// How long a body waits for its room. Those before it are read, answered or silent meanwhile: behind 200 bodies of
/// 2 MiB that stall, with 14 other programs on two cores, it takes some seconds.
const PATIENCE: Duration = Duration::from_secs(15);

/// So many bytes of bodies may be held at once.
#[derive(Clone, Debug)]
pub struct Room {
    bytes: Arc<Semaphore>,
    queue: Arc<Queue<()>>,
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
        Self { bytes: Arc::new(Semaphore::new(bytes as usize)), queue: Arc::default(), waiting: Arc::default() }
    }

    /// Nothing of the room, for now.
    pub fn hold(&self) -> Held {
        Held { room: self.clone(), bytes: Mutex::default(), seat: self.waiting.seat() }
    }

    /// One asks at a time: each that waits asking by itself would send away more than there is need for.
    async fn of(&self, bytes: u32) -> OwnedSemaphorePermit {
        let _first = self.queue.lock().await;
        let mut free = pin!(Arc::clone(&self.bytes).acquire_many_owned(bytes));
        let mut taken = free.as_mut().now_or_never();
        while taken.is_none() {
            self.waiting.call_longest();
            taken = timeout(PAUSE, free.as_mut()).await.ok();
        }
        (taken.and_then(Result::ok)).expect("the semaphore is never closed")
    }
}

impl Held {
    /// Takes room for a whole body, in the order of asking, if need be that of the bodies whose clients are silent for
    /// longest; false where there was none for 15 seconds. A body that has some and waits for more would keep out those
    /// that it waits for.
    pub async fn take(&self, bytes: usize) -> bool {
        let Ok(bytes) = u32::try_from(bytes) else {
            return false;
        };
        let taken = timeout(PATIENCE, self.room.of(bytes)).await.ok();
        let is_there = taken.is_some();
        *self.bytes() = taken;
        is_there
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
        let (first, second, third) = (room.hold(), room.hold(), room.hold());
        assert!(first.take(6).await && second.take(4).await);
        assert!(timeout(PAUSE, third.take(1)).await.is_err());
        drop(first);
        assert!(third.take(6).await);
    }

    #[tokio::test]
    async fn the_longest_silence_makes_room_and_who_holds_nothing_is_left_alone() {
        let room = Room::new(10);
        let (silent, empty, other) = (room.hold(), room.hold(), room.hold());
        assert!(silent.take(8).await);
        empty.wait();
        silent.wait();
        let gives_way = async {
            silent.wanted().await;
            drop(silent);
        };
        assert!(tokio::join!(other.take(9), gives_way).0);
        assert!(timeout(PAUSE, empty.take(2)).await.is_err());
    }

    #[tokio::test]
    async fn who_asks_while_all_are_busy_waits_until_one_is_done() {
        let room = Room::new(10);
        let (busy, other) = (room.hold(), room.hold());
        assert!(busy.take(8).await);
        let done = async {
            tokio::time::sleep(PAUSE * 3).await;
            drop(busy);
        };
        assert!(tokio::join!(other.take(9), done).0);
    }
}
