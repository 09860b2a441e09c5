//! The reference endpoint as a library, so that tests can start it. It knows HTTP and SQL; the rules are not here.
//!
#![doc = include_str!("../README.md")]
//!
//! | to find | look in |
//! |---|---|
//! | the commands | [`cli`], [`serve`], [`export`], [`deployer_error`] |
//! | the paths of HTTP | [`app`], [`endpoint`], [`site`], [`access_log`], [`problem_response`] |
//! | how a submission is taken | [`incoming`], [`intake`], [`store`], [`digest`], [`reference`](mod@reference), [`clock`] |
//! | browsers with scripts off | [`form_post`], [`pages`], [`for_people`], [`page_address`] |
//! | who may post | [`posted_from`], [`origin`] |

pub mod access_log;
pub mod app;
pub mod body;
pub mod cli;
pub mod clock;
pub mod deployer_error;
pub mod digest;
pub mod endpoint;
pub mod export;
pub mod for_people;
pub mod form_post;
pub mod incoming;
pub mod intake;
pub mod log;
pub mod origin;
pub mod page_address;
pub mod pages;
pub mod posted_from;
pub mod problem_response;
pub mod purpose;
pub mod random;
pub mod reference;
pub mod serve;
pub mod site;
pub mod stop;
pub mod store;
pub mod words;
