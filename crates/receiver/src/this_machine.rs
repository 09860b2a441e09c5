//! Whether a host is this machine itself, where nobody is on the way who could read what goes there in clear text. It reads
//! no address: whoever asks has the host from the library that read it.

use std::net::IpAddr;

/// Whether it is: by name or number.
pub fn is_this_machine(host: &str) -> bool {
    let number = host.strip_prefix('[').and_then(|number| number.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || number.parse().is_ok_and(|number: IpAddr| number.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_leave_it_counts() {
        for (host, is_here) in [
            ("127.0.0.1", true),
            ("localhost", true),
            ("[::1]", true),
            ("::1", true),
            ("127.0.0.1.example", false),
            ("localhost.example", false),
            ("192.168.0.1", false),
            ("[", false),
            ("", false),
        ] {
            assert_eq!(is_this_machine(host), is_here, "{host}");
        }
    }
}
