//! The domain of a consultation page: what it says, what it asks, and what a person answers.
//!
//! Pure: no browser, no async, no I/O, no clock. What it needs to know is passed in,
//! so that the page and the receiver run the same rules, and a test can hold all of it.
//!
//! | to find | look in |
//! |---|---|
//! | the words of the page | [`content`], [`section`], [`rich_text`], [`link`], [`wording`] |
//! | the questions | [`form`], [`question`] |
//! | what a person typed, and what is wrong with it | [`answers`], [`rules`], [`problem`] |
//! | what was published when | [`updates`] |
//! | what is sent and what comes back | [`submission`], [`delivery`], [`receipt`], [`refusal`], [`record`] |
//! | what the form is doing now | [`session`] |
//! | time | [`instant`], [`day`], [`stage`] |
//! | where things go | [`config`] |
//! | how files are read, and described for other tools | [`json`], [`page`], `schema` |

pub mod answers;
pub mod config;
pub mod content;
pub mod day;
pub mod delivery;
pub mod form;
pub mod id;
pub mod instant;
pub mod json;
pub mod link;
pub mod page;
pub mod problem;
pub mod question;
pub mod receipt;
pub mod record;
pub mod refusal;
pub mod rich_text;
pub mod rules;
#[cfg(feature = "schema")]
pub mod schema;
pub mod section;
pub mod session;
pub mod stage;
pub mod submission;
pub mod updates;
pub mod wording;
