//! The reference endpoint as a library, so that tests can start it. It knows HTTP and SQL; the rules are not here.
//!
#![doc = include_str!("../README.md")]
//!
//! | to find | look in |
//! |---|---|
//! | what the program is told, and why it cannot start | [`cli`], [`deployer_error`] |
//! | how a server starts, bounds its clients and ends | [`serve`] |
//! | the paths of HTTP, and the pages for people with scripts off | [`http`] |
//! | how a submission is checked and taken | [`intake`] |
//! | what keeps submissions, and how SQLite and PostgreSQL do | [`store`] |
//! | where tests let it die | [`failpoint`] |
//! | who else is told once something is stored | [`outbox`] |
//! | exports, backups, and taking out for good | [`operate`] |
//! | what was sealed in a browser, and what opens it | [`sealed`], [`operate::open`] |
//! | what requests work with | [`app`]: [`publication`], [`clock`], a store |
//!
//! One word for each state of a submission:
//!
//! | word | what it is |
//! |---|---|
//! | [`PostedSubmission`](intake::posted::PostedSubmission) | read from a body, not checked; an [`Envelope`](intake::posted::Envelope) says how it came |
//! | [`NewSubmission`](store::submission::NewSubmission) | checked, with [`Marks`](store::submission::Marks) and a digest; to be stored |
//! | [`StoredSubmission`](store::submission::StoredSubmission) | read back from the store, for an export |
//! | [`Receipt`](consultation::delivery::receipt::Receipt) | the receiver's word to the sender that it is stored |
//! | [`Accepted`](intake::outcome::Accepted), [`Rejected`](intake::outcome::Rejected) | what becomes of it in the intake |
//! | [`Failure`](http::failure::Failure) | why a request has no receipt, in HTTP |

pub mod app;
pub mod cli;
pub mod clock;
pub mod deployer_error;
pub mod digest;
pub mod failpoint;
pub mod http;
pub mod intake;
pub mod operate;
pub mod outbox;
pub mod private_key;
pub mod publication;
pub mod published;
pub mod random;
pub mod sealed;
pub mod serve;
pub mod store;
mod this_machine;
