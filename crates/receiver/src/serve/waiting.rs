//! Who waits for a client, and since when: where connections or bytes run out, the longest silence makes room.
//! It ends nothing by itself.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Those whose client is awaited, the longest silence first.
#[derive(Debug, Default)]
pub struct Waiting(Mutex<Turns>);

#[derive(Debug, Default)]
struct Turns {
    next: u64,
    by_turn: BTreeMap<u64, Arc<Notify>>,
}

/// A place among them, for one connection or one body.
#[derive(Debug)]
pub struct Seat {
    waiting: Arc<Waiting>,
    turn: Mutex<Option<u64>>,
    wanted: Arc<Notify>,
}

impl Waiting {
    /// A seat of which nobody is awaited yet.
    pub fn seat(self: &Arc<Self>) -> Seat {
        Seat { waiting: Arc::clone(self), turn: Mutex::default(), wanted: Arc::default() }
    }

    /// Asks the one that waits longest to make room; false where none waits.
    pub fn call_longest(&self) -> bool {
        let longest = self.turns().by_turn.pop_first();
        longest.map(|(_, wanted)| wanted.notify_one()).is_some()
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        // A panic elsewhere cannot leave the map half changed, so a poisoned lock is used like any other.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// From now on the client is awaited, with a silence that begins anew.
    pub fn wait(&self) {
        let (mut turn, mut turns) = (self.turn(), self.waiting.turns());
        turn.take().map(|turn| turns.by_turn.remove(&turn));
        let next = turns.next;
        turns.next += 1;
        turns.by_turn.insert(next, Arc::clone(&self.wanted));
        *turn = Some(next);
    }

    /// From now on it is the server's turn, which nobody takes away.
    pub fn act(&self) {
        if let Some(turn) = self.turn().take() {
            self.waiting.turns().by_turn.remove(&turn);
        }
    }

    /// Comes when the seat is wanted for another.
    pub async fn wanted(&self) {
        self.wanted.notified().await;
    }

    fn turn(&self) -> MutexGuard<'_, Option<u64>> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.act();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_wanted(seat: &Seat) -> bool {
        use std::future::Future;
        use std::pin::pin;
        use std::task::{Context, Waker};
        pin!(seat.wanted()).poll(&mut Context::from_waker(Waker::noop())).is_ready()
    }

    #[test]
    fn the_longest_silence_makes_room_and_who_acts_or_has_gone_does_not() {
        let waiting = Arc::new(Waiting::default());
        let [spoke, acts, gone, silent, _new] = [(); 5].map(|()| waiting.seat());
        [&spoke, &acts, &gone, &silent].into_iter().for_each(Seat::wait);
        acts.act();
        drop(gone);
        spoke.wait();
        assert!(waiting.call_longest());
        assert!(is_wanted(&silent) && !is_wanted(&spoke) && !is_wanted(&acts));
        assert!(waiting.call_longest() && !waiting.call_longest());
        assert!(is_wanted(&spoke));
    }
}
