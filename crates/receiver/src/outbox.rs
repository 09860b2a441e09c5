//! Tells others that a submission is stored, after it is: an acknowledgement by mail, and a webhook. Nobody who sends waits
//! for it, and no failure of it is theirs. Each is told at least once: where the receiver ends between telling and noting
//! that, it tells again.

pub mod acknowledgement;
mod backoff;
pub mod error;
mod failed;
pub mod mail;
mod mail_server;
mod shares;
mod smtp;
pub mod webhook;
pub mod work;

pub use backoff::Backoff;
use mail::Mail;
use webhook::Webhook;

use crate::store::outbox::Channel;

/// Who is told, and how.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// What sends acknowledgements; none are sent without it.
    pub mail: Option<Mail>,
    /// What tells a system of the agency; none is told without it.
    pub webhook: Option<Webhook>,
    /// When to try again.
    pub backoff: Backoff,
}

impl Outbox {
    /// Whether a submission is told that way.
    pub fn has(&self, channel: Channel) -> bool {
        match channel {
            Channel::Mail => self.mail.is_some(),
            Channel::Webhook => self.webhook.is_some(),
        }
    }
}
