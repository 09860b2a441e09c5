//! Hands acknowledgements to the agency's mail server. Everywhere but on the machine itself it speaks TLS: a mail has
//! somebody's address.

use std::sync::Arc;

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::{Address, Message};

use super::acknowledgement::Acknowledgement;
use super::error::NotAMailServer;
use super::failed::Failed;
use super::mail_server::MailServer;
use super::shares::Shares;
use super::smtp::Smtp;
use crate::clock::unix_milliseconds;

/// What sends mail.
#[derive(Clone, Debug)]
pub struct Mail {
    server: Smtp,
    from: Mailbox,
    shares: Arc<Shares>,
}

/// Lets no program answer it: RFC 3834.
#[derive(Clone, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Mail {
    /// What sends mail by the server of that address, from that sender.
    ///
    /// # Errors
    /// [`NotAMailServer`].
    pub fn new(address: &str, from: Mailbox, account: Option<(String, String)>) -> Result<Self, NotAMailServer> {
        Ok(Self { server: Smtp::new(MailServer::read(address)?, account)?, from, shares: Arc::default() })
    }

    /// Hands it over, unless its mailbox has had its share. The server has taken it once this comes back.
    ///
    /// # Errors
    /// [`Failed`].
    pub async fn send(&self, acknowledgement: &Acknowledgement) -> Result<(), Failed> {
        if self.shares.are_used_up(&acknowledgement.to, unix_milliseconds()) {
            return Err(Failed::TooMany);
        }
        let to: Address = acknowledgement.to.parse().map_err(|_| Failed::NoAddress)?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(acknowledgement.subject.clone())
            // The same for the same submission: what comes twice is known.
            .message_id(Some(format!("<{}@{}>", acknowledgement.reference, self.from.email.domain())))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(acknowledgement.text.clone())
            .map_err(|_| Failed::NoAddress)?;
        self.server.hand_over(message.envelope(), &message.formatted()).await?;
        self.shares.note(&acknowledgement.to, unix_milliseconds());
        Ok(())
    }
}
