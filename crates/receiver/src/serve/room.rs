//! The memory that all bodies together may take. It counts bytes and holds none.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many bytes of bodies may be held at once.
#[derive(Clone, Debug)]
pub struct Room(Arc<Semaphore>);

/// What one request has of the room. It gives everything back when it is dropped: after the answer, which may be
/// as long as the body.
#[derive(Debug)]
pub struct Held {
    room: Room,
    bytes: Mutex<Option<OwnedSemaphorePermit>>,
}

impl Room {
    /// Room for so many bytes.
    pub fn new(bytes: u32) -> Self {
        Self(Arc::new(Semaphore::new(bytes as usize)))
    }

    /// Nothing of the room, for now.
    pub fn hold(&self) -> Held {
        Held { room: self.clone(), bytes: Mutex::default() }
    }
}

impl Held {
    /// Takes room for more bytes; false where too little is left.
    pub fn grow(&self, bytes: usize) -> bool {
        let more = u32::try_from(bytes).ok();
        let Some(more) = more.and_then(|bytes| Arc::clone(&self.room.0).try_acquire_many_owned(bytes).ok()) else {
            return false;
        };
        let mut held = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        match held.as_mut() {
            Some(held) => held.merge(more),
            None => *held = Some(more),
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_for_all_together_and_comes_back() {
        let room = Room::new(10);
        let (first, second) = (room.hold(), room.hold());
        assert!(first.grow(3) && first.grow(3) && second.grow(4));
        assert!(!second.grow(1));
        drop(first);
        assert!(second.grow(6) && !second.grow(1));
    }
}
