//! The two ports of `serve`, tried before anything is built: a port in use costs a second, not minutes.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use crate::error::Error;

/// Where the page and the receiver listen on this machine.
#[derive(clap::Args)]
pub struct Ports {
    /// The port of the page
    #[arg(long = "port", value_name = "PORT", default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    pub page: u16,
    /// The port of the receiver, which the page reaches through its own address
    #[arg(long = "receiver-port", value_name = "PORT", default_value_t = 8081, value_parser = clap::value_parser!(u16).range(1..))]
    pub receiver: u16,
}

impl Ports {
    /// Makes sure that nobody else listens there.
    ///
    /// # Errors
    /// [`Error::PortTaken`], [`Error::PortForbidden`] or [`Error::SamePort`].
    pub fn are_free(&self) -> Result<(), Error> {
        if self.page == self.receiver {
            return Err(Error::SamePort(self.page));
        }
        is_free(self.page, "the page", "--port")?;
        is_free(self.receiver, "the receiver", "--receiver-port")
    }
}

/// Tries both addresses that `localhost` may mean: with one of them taken, a browser could reach the wrong program.
///
/// # Errors
/// [`Error::PortTaken`] or [`Error::PortForbidden`].
pub fn is_free(port: u16, user: &'static str, flag: &'static str) -> Result<(), Error> {
    let addresses: [SocketAddr; 2] = [(Ipv4Addr::LOCALHOST, port).into(), (Ipv6Addr::LOCALHOST, port).into()];
    for address in addresses {
        match TcpListener::bind(address).map_err(|error| error.kind()) {
            Err(ErrorKind::AddrInUse) => return Err(Error::PortTaken { port, user, flag }),
            Err(ErrorKind::PermissionDenied) => return Err(Error::PortForbidden { port, user, flag }),
            // A machine without IPv6 refuses its address, which takes nothing from anybody.
            Ok(_) | Err(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(address: impl Into<std::net::IpAddr>) -> (TcpListener, u16) {
        let listener = TcpListener::bind((address.into(), 0)).expect("the system has a free port");
        let port = listener.local_addr().expect("it listens").port();
        (listener, port)
    }

    #[test]
    fn a_taken_port_is_found() {
        let (_listener, port) = taken(Ipv4Addr::LOCALHOST);
        let error = is_free(port, "the page", "--port").expect_err("it is taken");
        assert!(matches!(error, Error::PortTaken { flag: "--port", .. }), "{error}");
    }

    #[test]
    fn a_port_that_is_taken_on_every_address_is_found() {
        let (_listener, port) = taken(Ipv4Addr::UNSPECIFIED);
        assert!(is_free(port, "the page", "--port").is_err());
    }

    #[test]
    fn a_port_that_was_given_back_is_free() {
        let (listener, port) = taken(Ipv4Addr::LOCALHOST);
        drop(listener);
        assert!(is_free(port, "the page", "--port").is_ok());
    }

    #[test]
    fn page_and_receiver_need_a_port_each() {
        let error = Ports { page: 8080, receiver: 8080 }.are_free().expect_err("they are the same");
        assert_eq!(
            error.to_string(),
            "The page and the receiver cannot share port 8080. Give them different ones: --port, --receiver-port"
        );
    }
}
