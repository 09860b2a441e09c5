//! Whether the user has asked to stop. Ends nothing itself: whoever waits for something looks here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::error::Error;

/// Set by Ctrl-C, by a request to terminate, and when the terminal closes.
#[derive(Clone)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Starts to listen, in place of ending at once.
    ///
    /// # Errors
    /// [`Error::Signals`] when the system refuses.
    pub fn listen() -> Result<Self, Error> {
        let asked = Self::never();
        let heard = asked.clone();
        ctrlc::set_handler(move || heard.ask())?;
        Ok(asked)
    }

    /// One that nobody has set yet.
    pub fn never() -> Self {
        Self(Arc::new(AtomicBool::new(false)))
    }

    /// Asks everything to stop.
    pub fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Waits for a while.
    ///
    /// # Errors
    /// [`Error::Interrupted`] as soon as the user has asked to stop.
    pub fn pause(&self, duration: Duration) -> Result<(), Error> {
        let end = Instant::now() + duration;
        loop {
            if self.0.load(Ordering::SeqCst) {
                return Err(Error::Interrupted);
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            std::thread::sleep(left.min(Duration::from_millis(50)));
        }
    }
}
