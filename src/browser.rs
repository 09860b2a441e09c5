//! The only code that touches the outside: the document, the clock, the network, the clipboard. One file an effect.
//!
//! Nothing here decides, and nothing here knows the app: values come in, and what happened is reported to a function.
#![expect(clippy::disallowed_methods, reason = "this is the one place that touches the outside")]

pub mod address;
pub mod announce;
pub mod clock;
pub mod copy;
pub mod document;
pub mod fields;
pub mod files;
pub mod focus;
pub mod json;
pub mod pauses;
pub mod post;
pub mod records;
pub mod script;
pub mod sealing;
pub mod section_in_view;
pub mod title;
pub mod unload_guard;
