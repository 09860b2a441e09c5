//! Why nobody can be told in the way that the deployer has asked for. Found at the start.

use lettre::transport::smtp::Error as SmtpError;

/// Why no mail can be sent.
#[derive(Debug, thiserror::Error)]
pub enum NotAMailServer {
    /// It is not written like the address of one.
    #[error("“{0}” is not the address of a mail server: write it like smtp://mail.agency.example:587?tls=required")]
    NotAnAddress(String),
    /// A password there would be in the list of processes.
    #[error("name the account of the mail server with --smtp-user, and its password with --smtp-password-file")]
    SecretInAddress,
    /// Nobody could be trusted.
    #[error("TLS cannot be spoken here, for example because this machine has no certificates of authorities: {0}")]
    NoTls(SmtpError),
    /// Everybody on the way could read it.
    #[error("“{0}” would send mail in clear text: add ?tls=required, or write smtps://")]
    ClearText(String),
}

/// Why no webhook can be told.
#[derive(Debug, thiserror::Error)]
pub enum NotAWebhook {
    /// It is not the address of a website.
    #[error("“{0}” is not the address of a webhook: write it like https://intranet.agency.example/hook")]
    NotAnAddress(String),
    /// Everybody on the way could read it.
    #[error("“{0}” would be told in clear text: write https://")]
    ClearText(String),
    /// It can be guessed, or is no Base64 after `whsec_`.
    #[error("the secret of the webhook is too short or not readable: make one with `openssl rand -base64 32`")]
    WeakSecret,
    /// Nobody could be trusted.
    #[error("this machine has no certificates of authorities (ca-certificates), or SSL_CERT_FILE names none: {0}")]
    NoRoots(std::io::Error),
}
