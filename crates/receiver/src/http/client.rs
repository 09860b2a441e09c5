//! Whose request it is: an address, to count by and nothing else. It is kept in no database and no log.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use axum::http::HeaderMap;
use axum::http::header::HeaderName;
use ipnet::IpNet;

/// Anybody can say anything in it; only what a known proxy has added at its end is true.
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The part of an IPv6 address that is one household or office.
const IPV6_PREFIX: u32 = 64;

/// Proxies whose word on their clients counts: one address, or a network such as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustedProxy(IpNet);

/// The text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the address of a proxy: write it like 127.0.0.1, ::1 or 10.0.0.0/8")]
pub struct NotAProxy(pub String);

impl FromStr for TrustedProxy {
    type Err = NotAProxy;

    fn from_str(text: &str) -> Result<Self, NotAProxy> {
        let network = text.parse().or_else(|_| text.parse().map(|address: IpAddr| address.into()));
        network.map(Self).map_err(|_| NotAProxy(text.to_owned()))
    }
}

/// The client of a request that came from `peer`; none where a trusted proxy does not say.
pub fn address(peer: SocketAddr, headers: &HeaderMap, proxies: &[TrustedProxy]) -> Option<IpAddr> {
    let is_proxy = |address: &IpAddr| proxies.iter().any(|proxy| proxy.0.contains(address));
    let peer = peer.ip().to_canonical();
    if !is_proxy(&peer) {
        return Some(one_client(peer));
    }
    // Each proxy adds whom it has heard at the end. The last one that is no proxy of ours was heard by one of ours.
    let lines = headers.get_all(X_FORWARDED_FOR).iter().rev().map(|line| line.to_str().unwrap_or_default());
    let mut heard = lines.flat_map(|line| line.rsplit(',')).map(|stated| stated_address(stated.trim()));
    heard.find(|stated| !stated.as_ref().is_some_and(is_proxy)).flatten().map(one_client)
}

/// Some proxies add the port.
fn stated_address(text: &str) -> Option<IpAddr> {
    let address = text.parse().ok().or_else(|| text.parse().ok().map(|socket: SocketAddr| socket.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

fn one_client(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - IPV6_PREFIX))).into(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(peer: &str, forwarded: &[&'static str], proxies: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(X_FORWARDED_FOR, HeaderValue::from_static(line));
        }
        let proxies: Vec<_> = proxies.iter().map(|proxy| proxy.parse().expect("the test states proxies")).collect();
        let peer = SocketAddr::new(peer.parse().expect("the test states an address"), 4711);
        address(peer, &headers, &proxies).map(|address| address.to_string())
    }

    #[test]
    fn without_a_trusted_proxy_the_other_end_is_the_client_whatever_it_says() {
        for forwarded in [&[][..], &["192.0.2.1"], &["192.0.2.1, 127.0.0.1"]] {
            assert_eq!(client("203.0.113.7", forwarded, &[]).as_deref(), Some("203.0.113.7"));
            assert_eq!(client("203.0.113.7", forwarded, &["127.0.0.1"]).as_deref(), Some("203.0.113.7"));
        }
    }

    #[test]
    fn of_what_a_trusted_proxy_passes_on_only_what_it_added_itself_counts() {
        for (forwarded, expected) in [
            (&["203.0.113.7"][..], "203.0.113.7"),
            (&["192.0.2.1, 203.0.113.7"], "203.0.113.7"),
            (&["192.0.2.1", "203.0.113.7"], "203.0.113.7"),
            (&["192.0.2.1, 203.0.113.7, 10.1.2.3"], "203.0.113.7"),
            (&["203.0.113.7:4711"], "203.0.113.7"),
            (&["[2001:db8::1:2:3:4]:4711"], "2001:db8::"),
            (&["2001:db8:0:1:2:3:4:5"], "2001:db8:0:1::"),
            (&["::ffff:203.0.113.7"], "203.0.113.7"),
        ] {
            let proxies = ["127.0.0.1", "10.0.0.0/8"];
            assert_eq!(client("127.0.0.1", forwarded, &proxies).as_deref(), Some(expected), "{forwarded:?}");
            assert_eq!(client("::ffff:127.0.0.1", forwarded, &proxies).as_deref(), Some(expected), "{forwarded:?}");
        }
    }

    #[test]
    fn of_whom_a_trusted_proxy_says_nothing_nothing_is_known() {
        for forwarded in [&[][..], &[""], &["unknown"], &["192.0.2.1, unknown"], &["127.0.0.1"]] {
            assert_eq!(client("127.0.0.1", forwarded, &["127.0.0.1"]), None, "{forwarded:?}");
        }
    }

    #[test]
    fn an_address_or_a_network_is_a_proxy_and_a_name_is_none() {
        for text in ["127.0.0.1", "::1", "10.0.0.0/8", "fd00::/8"] {
            assert!(text.parse::<TrustedProxy>().is_ok(), "{text}");
        }
        for text in ["", "localhost", "10.0.0.0/33", "127.0.0.1:80", "*"] {
            assert_eq!(text.parse::<TrustedProxy>(), Err(NotAProxy(text.to_owned())));
        }
    }
}
