//! The only code that touches the outside: the document, the clock, the network, the clipboard.
//!
//! Nothing here decides; it performs effects and reports events.

pub mod announce;
pub mod clock;
pub mod copy;
pub mod focus;
mod json;
pub mod leaving;
pub mod reading;
pub mod refresh;
pub mod send;
#[cfg(feature = "hydrate")]
mod start;
pub mod title;
pub mod typed;

use consultation::session::Effect;

use crate::live::FormHandle;

#[cfg(feature = "hydrate")]
pub use start::start;

/// Does what a session asked for.
pub fn perform(handle: FormHandle, effect: Effect) {
    match effect {
        Effect::Send(submission) => send::send(handle, submission),
        Effect::FocusOutcome => focus::after_drawing(handle.element_id("outcome")),
    }
}
