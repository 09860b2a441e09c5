//! The page: Leptos and the browser. It decides nothing about content or answers; that is `consultation`.
//!
//! | to find | look in |
//! |---|---|
//! | the page as a whole | [`app`] |
//! | one kind of section | [`sections`] |
//! | one kind of question | [`fields`] |
//! | a form from the first word to the receipt | [`form`] |
//! | pieces that know no domain | [`parts`] |
//! | what changes while the page is open | [`live`] |
//! | everything that touches the outside: fetch, clock, focus | [`browser`] |

pub mod app;
pub mod browser;
pub mod fields;
pub mod form;
pub mod live;
pub mod parts;
pub mod sections;
