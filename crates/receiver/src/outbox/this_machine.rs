//! Whether an address leads to this machine itself, where nobody is on the way who could read what goes there in clear text.

/// Whether it does: by name or number, whatever the port.
pub fn is_this_machine(address: &str) -> bool {
    let (_, rest) = address.split_once("://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.rsplit_once(':').filter(|_| !host.ends_with(']')).map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_leave_it_counts() {
        for (address, is_here) in [
            ("http://127.0.0.1:8080/hook", true),
            ("http://localhost/hook", true),
            ("smtp://[::1]:25", true),
            ("http://127.0.0.1.example/hook", false),
            ("http://localhost.example:80", false),
            ("http://localhost@agency.example/", false),
            ("localhost", false),
        ] {
            assert_eq!(is_this_machine(address), is_here, "{address}");
        }
    }
}
