//! The domain of a consultation page: what it says, what it asks, and what a person answers.
//!
//! Pure: no browser, no async, no I/O, no clock. What it needs to know is passed in,
//! so that the page and the receiver run the same rules, and a test can hold all of it.
//!
//! | to find | look in |
//! |---|---|
//! | what the page says, and where things go | [`content`] |
//! | how words are written | [`text`] |
//! | what is asked, what was answered, and what is wrong with it | [`form`] |
//! | what a person has written so far | [`draft`] |
//! | what is sent and what comes back | [`delivery`] |
//! | what a form is for | [`purpose`] |
//! | what the form is doing now | [`session`] |
//! | a copy in words | [`transcript`] |
//! | moments and days | [`time`] |
//! | how files are read, and described for other tools | [`file`], [`json`], `schema` |

pub mod content;
pub mod delivery;
pub mod draft;
pub mod file;
pub mod form;
pub mod id;
pub mod json;
pub mod purpose;
#[cfg(feature = "schema")]
pub mod schema;
pub mod session;
pub mod text;
pub mod time;
pub mod transcript;
