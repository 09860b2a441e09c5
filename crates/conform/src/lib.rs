//! Judges an endpoint from outside, as its only reader would: by what it answers. Knows nothing of how it is made, and
//! shares no code with the page or the receiver, so that a fault of theirs is not one here.

mod endpoint;
pub mod error;
mod rules;
mod sample;
mod verdict;

pub use self::endpoint::Endpoint;
pub use self::rules::{RULES, judge};
pub use self::sample::Sample;
pub use self::verdict::{Found, Level, Rule, Tally, Verdict};
