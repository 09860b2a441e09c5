//! The only code that touches the outside: the document, the clock, the network, the clipboard.
//!
//! Nothing here decides; it performs effects and reports events.
#![expect(clippy::disallowed_methods, reason = "this is the one place that touches the outside")]

pub mod announce;
pub mod clock;
pub mod controls;
pub mod copy;
pub mod focus;
mod json;
mod leaving;
#[cfg(feature = "hydrate")]
mod mount;
pub mod reading;
pub mod refresh;
pub mod send;
#[cfg(feature = "hydrate")]
mod start;
mod title;
#[cfg(feature = "hydrate")]
mod turn;

use consultation::session::Effect;

use crate::live::{FormHandle, State};

#[cfg(feature = "hydrate")]
pub use start::start;

/// Brings what lies outside the view in step with the state. An `Effect` for each would be 1 kB of the WASM.
pub fn follow(state: &State) {
    title::show(state);
    leaving::guard(state);
}

/// Does what a session asked for.
pub fn perform(handle: FormHandle, effect: Effect) {
    match effect {
        Effect::Send(submission) => send::send(handle, submission),
        Effect::EmptyForm => controls::empty(handle),
        Effect::FocusOutcome => focus::after_drawing(handle.element_id("outcome")),
    }
}
