//! The reference endpoint as a library, so that tests can start it. It knows HTTP and SQL; the rules are not here.
//!
#![doc = include_str!("../README.md")]
//!
//! | to find | look in |
//! |---|---|
//! | the commands | [`cli`], [`serve`], [`export`], [`deployer_error`] |
//! | the paths of HTTP | [`app`], [`endpoint`], [`site`], [`target`], [`access_log`], [`problem_response`] |
//! | how a submission is taken | [`incoming`], [`intake`], [`store`], [`digest`], [`reference`](mod@reference), [`clock`] |
//! | browsers with scripts off | [`form_post`], [`double_click`], [`pages`], [`back_link`] |

pub mod access_log;
pub mod app;
pub mod back_link;
pub mod body;
pub mod cli;
pub mod clock;
pub mod deployer_error;
pub mod digest;
pub mod double_click;
pub mod endpoint;
pub mod export;
pub mod form_post;
pub mod incoming;
pub mod intake;
pub mod log;
pub mod origin;
pub mod pages;
pub mod problem_response;
pub mod purpose;
pub mod random;
pub mod reference;
pub mod serve;
pub mod site;
pub mod stop;
pub mod store;
pub mod target;
pub mod words;
