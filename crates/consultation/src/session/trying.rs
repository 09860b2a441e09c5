//! Tries that go by themselves: where an endpoint tells doubles apart, what has not arrived is sent again until it has, or the
//! person stops it. Nothing here moves the focus, or takes anything away from a person who writes on.

use std::sync::Arc;

use super::{Change, Effect, Seen, Session};
use crate::delivery::attempt::Attempt;
use crate::delivery::pause::pause;
use crate::delivery::{Delivery, Doubt, Reason};
use crate::time::instant::Instant;

/// The next try.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextTry {
    /// The person decides about it.
    #[default]
    Theirs,
    /// It goes by itself, in so many seconds.
    In(u32),
    /// It goes by itself, and is on its way.
    UnderWay,
}

/// What the person wants of tries by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wish {
    /// That they go on.
    #[default]
    GoOn,
    /// That none begins any more.
    Stop,
    /// That none begins any more, and nothing stays of what has never left the device.
    Forget,
}

/// What is known about trying again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trying {
    next: NextTry,
    wish: Wish,
    /// How many tries of this attempt have failed.
    failed: u32,
    /// How many percent of what is on its way have left the device, where the browser tells.
    uploaded: Option<u32>,
    /// Whether the endpoint asks the person about every try: it does not tell doubles apart.
    is_theirs: bool,
}

impl Trying {
    /// A press sends something: the same as before, or something else.
    pub(super) fn begin(&mut self, is_same: bool) {
        *self = Self { failed: if is_same { self.failed } else { 0 }, is_theirs: self.is_theirs, ..Self::default() };
    }

    /// The person has stopped it, in this visit or before.
    pub(super) fn is_stopped(&self) -> bool {
        self.wish != Wish::GoOn
    }

    /// What was stopped before a reload stays stopped.
    pub(super) fn stay_stopped(&mut self) {
        self.wish = Wish::Stop;
    }

    /// The moment of the next try, in seconds after 1970; 0 where none waits to go by itself.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "they fit until 2106")]
    pub(super) fn next_at(&self, now: Instant) -> u32 {
        match self.next {
            NextTry::In(seconds) => (now.unix_seconds() as u32).wrapping_add(seconds),
            NextTry::Theirs | NextTry::UnderWay => 0,
        }
    }

    /// Whether the words are to go, whatever becomes of the try.
    pub(super) fn is_to_forget(&self) -> bool {
        self.wish == Wish::Forget
    }

    /// Something has ended. Whether it had begun by itself.
    pub(super) fn end(&mut self) -> bool {
        self.uploaded = None;
        std::mem::take(&mut self.next) == NextTry::UnderWay
    }
}

impl Session {
    /// Says whether the endpoint tells doubles apart.
    pub fn set_tells_doubles_apart(&mut self, it_does: bool) {
        self.trying.is_theirs = !it_does;
    }

    /// Whether it does.
    pub fn tells_doubles_apart(&self) -> bool {
        !self.trying.is_theirs
    }

    /// The next try.
    pub fn next_try(&self) -> NextTry {
        self.trying.next
    }

    /// How many tries have failed of what is to be sent.
    pub fn failed_tries(&self) -> u32 {
        self.trying.failed
    }

    /// How many percent of what is on its way have left the device, where that takes a while.
    pub fn uploaded(&self) -> Option<u32> {
        self.trying.uploaded
    }

    /// What is on its way.
    pub fn under_way(&self) -> Option<&Arc<Attempt>> {
        match (&self.delivery, self.trying.next) {
            (Delivery::InFlight { attempt, .. }, _) => Some(attempt),
            (_, NextTry::UnderWay) => self.delivery.unsent(),
            _ => None,
        }
    }

    /// What has not arrived, and may with time, is tried again.
    pub(super) fn plan(&mut self, asked: u32) -> Option<Effect> {
        let attempt = self.delivery.unsent()?;
        let id = attempt.id().clone();
        let failed = self.trying.failed;
        self.trying.failed += 1;
        let passes = !matches!(&self.delivery, Delivery::Unknown { because, .. } if !because.passes());
        if self.trying.is_theirs || self.trying.is_stopped() || !passes {
            return None;
        }
        let seconds = pause(failed, asked, &id);
        self.trying.next = NextTry::In(seconds);
        Some(Effect::TryIn(seconds))
    }

    pub(super) fn come_nearer(&mut self, seconds: u32) -> Change {
        match self.trying.next {
            NextTry::In(_) if seconds == 0 => self.try_by_itself(),
            NextTry::In(_) => self.note_next(NextTry::In(seconds)),
            NextTry::Theirs | NextTry::UnderWay => Change::default(),
        }
    }

    /// Sends what waits.
    pub(super) fn try_by_itself(&mut self) -> Change {
        match (self.trying.next, self.delivery.unsent().cloned()) {
            (NextTry::In(_), Some(attempt)) => {
                let mut change = self.note_next(NextTry::UnderWay);
                change.effects.push(Effect::Send(attempt));
                change
            }
            _ => Change::default(),
        }
    }

    /// A device that has a connection again is no reason to come back sooner than the endpoint has asked.
    pub(super) fn return_to_site(&mut self) -> Change {
        match self.delivery {
            Delivery::Refused { because: Reason::Offline, .. } | Delivery::Unknown { because: Doubt::NoAnswer, .. } => {
                self.try_by_itself()
            }
            _ => Change::default(),
        }
    }

    /// What is on its way stays on its way, and is the last. The button that was pressed is gone then.
    pub(super) fn stop_by_press(&mut self) -> Change {
        let mut change = self.stop(Wish::Stop);
        change.effects.extend(Change::effects(&mut [Some(Effect::FocusOutcome), self.keep()]));
        change
    }

    /// The words are deleted, or their computer was left.
    pub(super) fn forget_tries(&mut self) {
        self.stop(Wish::Forget);
    }

    fn stop(&mut self, wish: Wish) -> Change {
        self.trying.wish = wish;
        match self.trying.next {
            NextTry::UnderWay => Change::default(),
            NextTry::In(_) | NextTry::Theirs => self.note_next(NextTry::Theirs),
        }
    }

    pub(super) fn note_uploaded(&mut self, percent: u32) -> Change {
        self.trying.uploaded = self.under_way().map(|_| percent);
        Change { effects: Vec::new(), seen: Seen { sending: true, ..Seen::default() } }
    }

    fn note_next(&mut self, next: NextTry) -> Change {
        self.trying.next = next;
        Change { effects: Vec::new(), seen: Seen { sending: true, ..Seen::default() } }
    }
}
