//! The page: Leptos and the browser. It decides nothing about content or answers; that is `consultation`.
//!
//! | to find | look in |
//! |---|---|
//! | what is drawn: page, sections, forms, fields | [`view`] |
//! | what changes while the page is open | [`state`] |
//! | who owns that, takes in events and performs effects | [`runtime`] |
//! | how the prerendered page comes to life | `start` |
//! | how newer content is found | [`refresh`] |
//! | everything that touches the outside: fetch, clock, focus | [`browser`] |
//! | what is bound to Leptos' insides, and why | [`erased`] |

pub mod browser;
pub mod erased;
pub mod refresh;
pub mod runtime;
#[cfg(feature = "hydrate")]
pub mod start;
pub mod state;
pub mod view;
