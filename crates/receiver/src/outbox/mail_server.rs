//! The address of a mail server, as a deployer writes it. It is read once, so that what was judged is what is spoken to;
//! nothing that could end in clear text is understood, but to this machine.

use lettre::transport::smtp::{SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use url::Url;

use super::error::NotAMailServer;
use crate::this_machine::is_this_machine;

/// A mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// Its name or number.
    pub host: String,
    /// Where it listens.
    pub port: u16,
    /// How it is spoken to.
    pub spoken: Spoken,
}

/// How it is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// TLS from the first byte.
    Tls,
    /// TLS, or nothing, once the server was greeted.
    StartTls,
    /// Clear text, to this machine.
    Clear,
}

impl MailServer {
    /// Reads an address.
    ///
    /// # Errors
    /// [`NotAMailServer`].
    pub fn read(address: &str) -> Result<Self, NotAMailServer> {
        let url = Url::parse(address).map_err(|_| NotAMailServer::NotAnAddress)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(NotAMailServer::SecretInAddress);
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(NotAMailServer::NotAnAddress)?;
        let (spoken, usual) = match (url.scheme(), url.query()) {
            ("smtps", None) => (Spoken::Tls, SUBMISSIONS_PORT),
            ("smtp", Some("tls=required")) => (Spoken::StartTls, SUBMISSION_PORT),
            ("smtp", None) if is_this_machine(host) => (Spoken::Clear, SMTP_PORT),
            ("smtp", None | Some("tls=opportunistic")) => return Err(NotAMailServer::ClearText),
            _ => return Err(NotAMailServer::NotAnAddress),
        };
        let is_more = !matches!(url.path(), "" | "/") || url.fragment().is_some();
        let (host, port) = (host.trim_matches(['[', ']']).to_owned(), url.port().unwrap_or(usual));
        if is_more { Err(NotAMailServer::NotAnAddress) } else { Ok(Self { host, port, spoken }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_tls_or_stays_on_this_machine_is_taken() {
        for (address, host, port, spoken) in [
            ("smtps://mail.agency.example", "mail.agency.example", 465, Spoken::Tls),
            ("smtps://[2001:db8::1]:4650/", "2001:db8::1", 4650, Spoken::Tls),
            ("smtp://mail.agency.example:587?tls=required", "mail.agency.example", 587, Spoken::StartTls),
            ("smtp://localhost?tls=required", "localhost", 587, Spoken::StartTls),
            ("smtp://localhost", "localhost", 25, Spoken::Clear),
            ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Spoken::Clear),
            ("smtp://[::1]:2525", "::1", 2525, Spoken::Clear),
        ] {
            let expected = MailServer { host: host.to_owned(), port, spoken };
            assert_eq!(MailServer::read(address).expect(address), expected, "{address}");
        }
    }

    #[test]
    fn what_would_or_could_end_in_clear_text_on_the_way_to_another_machine_is_refused() {
        for address in [
            "smtp://mail.agency.example",
            "smtp://mail.agency.example:587?tls=opportunistic",
            "smtp://mail.agency.example?starttls=required",
            "smtp://mail.agency.example?x=tls=required",
            "smtp://mail.agency.example?tls=required&tls=opportunistic",
            "smtp://mail.agency.example?tls=Required",
            "smtp://mail.agency.example?tls=none",
            "smtp://mail.agency.example/?x#tls=required",
            "smtp://mail.agency.example#tls=required",
            "smtp://mail.agency.example/tls=required",
            "smtp://mail.agency.example#smtps://",
            "smtp://localhost.agency.example",
            "smtp://127.0.0.1.agency.example",
            "smtp://localhost#@mail.agency.example?x",
        ] {
            assert!(MailServer::read(address).is_err(), "{address}");
        }
    }

    #[test]
    fn an_account_in_the_address_is_refused_whatever_it_looks_like() {
        for address in [
            "smtp://localhost:hunter2@mail.agency.example",
            "smtp://localhost@mail.agency.example",
            "smtps://:hunter2@mail.agency.example",
            "smtps://me:hunter2@mail.agency.example?tls=required",
        ] {
            let refused = MailServer::read(address).expect_err(address);
            assert!(matches!(refused, NotAMailServer::SecretInAddress), "{address}: {refused}");
        }
    }
}
