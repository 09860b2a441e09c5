//! Why nobody can be told in the way that the deployer has asked for. Found at the start. An address may have a secret in it,
//! so it is not repeated.

use lettre::transport::smtp::Error as SmtpError;

/// Why no mail can be sent.
#[derive(Debug, thiserror::Error)]
pub enum NotAMailServer {
    /// It is not written like the address of one, or asks for what is not known here.
    #[error(
        "--smtp is not the address of a mail server: write it like smtp://mail.agency.example:587?tls=required \
        or smtps://mail.agency.example, and nothing behind that"
    )]
    NotAnAddress,
    /// A password there would be in the list of processes.
    #[error("--smtp has an account in it: name that with --smtp-user, and its password with --smtp-password-file")]
    SecretInAddress,
    /// Nobody could be trusted.
    #[error("TLS cannot be spoken here, for example because this machine has no certificates of authorities: {0}")]
    NoTls(SmtpError),
    /// Everybody on the way could read it.
    #[error("--smtp would send mail in clear text: add ?tls=required, or write smtps://")]
    ClearText,
}

/// Why no webhook can be told.
#[derive(Debug, thiserror::Error)]
pub enum NotAWebhook {
    /// It is not the address of a website.
    #[error("--webhook is not the address of a webhook: write it like https://intranet.agency.example/hook")]
    NotAnAddress,
    /// What stands before the host is never sent, so whoever wrote it expects something else.
    #[error(
        "--webhook has an account in it, which would not be sent: the secret in --webhook-secret-file is what signs"
    )]
    SecretInAddress,
    /// Everybody on the way could read it.
    #[error("--webhook would be told in clear text: write https://")]
    ClearText,
    /// It can be guessed, or is no Base64 after `whsec_`.
    #[error("the secret of the webhook is too short or not readable: make one with `openssl rand -base64 32`")]
    WeakSecret,
    /// Nobody could be trusted.
    #[error("this machine has no certificates of authorities (ca-certificates), or SSL_CERT_FILE names none: {0}")]
    NoRoots(std::io::Error),
}
