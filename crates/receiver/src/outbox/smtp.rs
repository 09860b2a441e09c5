//! Hands a letter to a mail server, command by command over the library's connection: only so is it known whether the server
//! refuses this one mailbox, or everything that comes from here.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, MailBodyParameter, MailParameter};

use super::error::NotAMailServer;
use super::failed::Failed;
use super::mail_server::{MailServer, Spoken};

/// How long one of the server's addresses may take to answer, so that there is time for the next one.
const PATIENCE: Duration = Duration::from_secs(10);

/// What speaks to a mail server.
#[derive(Clone)]
pub struct Smtp {
    server: MailServer,
    /// None where it is spoken to in clear text: this machine may have no certificates of authorities then.
    tls: Option<TlsParameters>,
    account: Option<Credentials>,
}

/// Without the account.
impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("server", &self.server).finish_non_exhaustive()
    }
}

impl Smtp {
    /// What speaks to that server, with that account where it wants one.
    ///
    /// # Errors
    /// [`NotAMailServer`].
    pub fn new(server: MailServer, account: Option<(String, String)>) -> Result<Self, NotAMailServer> {
        let tls = (server.spoken != Spoken::Clear).then(|| TlsParameters::new(server.host.clone()));
        let tls = tls.transpose().map_err(NotAMailServer::NoTls)?;
        let account = account.map(|(user, password)| Credentials::new(user, password));
        Ok(Self { server, tls, account })
    }

    /// Hands a letter over. The server has taken it once this comes back.
    ///
    /// # Errors
    /// [`Failed`].
    pub async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<(), Failed> {
        let mut connection = self.connect().await.map_err(|error| failed(&error))?;
        let handed_over = hand_over(&mut connection, envelope, letter).await;
        connection.abort().await;
        handed_over
    }

    /// Nothing is said of the account before TLS is spoken, where it is to be.
    async fn connect(&self) -> Result<AsyncSmtpConnection, SmtpError> {
        let MailServer { host, port, spoken } = &self.server;
        let (hello, to) = (ClientId::default(), (host.as_str(), *port));
        let (at_once, later) = match spoken {
            Spoken::Tls => (self.tls.clone(), None),
            Spoken::StartTls | Spoken::Clear => (None, self.tls.clone()),
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(to, Some(PATIENCE), &hello, at_once, None).await?;
        if let Some(tls) = later {
            connection.starttls(tls, &hello).await?;
        }
        if let Some(account) = &self.account {
            connection.auth(DEFAULT_MECHANISMS, account).await?;
        }
        Ok(connection)
    }
}

async fn hand_over(connection: &mut AsyncSmtpConnection, envelope: &Envelope, letter: &[u8]) -> Result<(), Failed> {
    let from = Mail::new(envelope.from().cloned(), parameters(envelope, letter));
    connection.command(from).await.map_err(|error| failed(&error))?;
    for to in envelope.to() {
        connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(|error| refused(&error))?;
    }
    connection.command(Data).await.map_err(|error| failed(&error))?;
    connection.message(letter).await.map(drop).map_err(|error| failed(&error))
}

/// What the server has to be told of characters that are no ASCII. One that knows nothing of that says no.
fn parameters(envelope: &Envelope, letter: &[u8]) -> Vec<MailParameter> {
    let is_ascii = envelope.from().into_iter().chain(envelope.to()).all(|address| str::is_ascii(address.as_ref()));
    let body = (!letter.is_ascii()).then_some(MailParameter::Body(MailBodyParameter::EightBitMime));
    (!is_ascii).then_some(MailParameter::SmtpUtfEight).into_iter().chain(body).collect()
}

/// What a server says to a mailbox is final with one of these codes, but where it says by its number (RFC 3463, 5.7) that this
/// is its policy: it relays nothing from here, for example, which may be mended.
fn refused(error: &SmtpError) -> Failed {
    let is_policy = error.source().is_some_and(|said| said.to_string().starts_with("5.7."));
    match failed(error) {
        Failed::Answered(code @ (501 | 550 | 551 | 553)) if !is_policy => Failed::Refused(code),
        other => other,
    }
}

fn failed(error: &SmtpError) -> Failed {
    match error.status() {
        Some(code) => Failed::Answered(code.into()),
        None if error.is_timeout() => Failed::Slow,
        None => Failed::NoConnection,
    }
}
