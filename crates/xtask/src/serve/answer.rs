//! Asking a server on this machine whether it is there. Reads no more than the status.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing listens, or it does not speak HTTP yet.
    Nothing,
    /// An answer that says 200.
    Good,
    /// Another answer.
    Bad,
}

/// Asks for a path on a port of this machine, and waits two seconds at most.
pub fn ask(port: u16, path: &str) -> Answer {
    match status_line(port, path) {
        Ok(line) if line.starts_with("HTTP/1.") && line.ends_with(" 200") => Answer::Good,
        Ok(line) if line.starts_with("HTTP/1.") => Answer::Bad,
        Ok(_) | Err(_) => Answer::Nothing,
    }
}

/// The first twelve bytes: “HTTP/1.1 200”.
fn status_line(port: u16, path: &str) -> std::io::Result<String> {
    let patience = Duration::from_secs(2);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, patience)?;
    stream.set_read_timeout(Some(patience))?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut start = [0; 12];
    stream.read_exact(&mut start)?;
    Ok(String::from_utf8_lossy(&start).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    fn answers_with(text: &'static str) -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("the system has a free port");
        let port = listener.local_addr().expect("it listens").port();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("the test asks");
            let mut request = [0; 512];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(text.as_bytes());
        });
        port
    }

    #[test]
    fn only_a_status_of_200_is_good() {
        for (text, answer) in [
            ("HTTP/1.1 200 OK\r\n\r\n", Answer::Good),
            ("HTTP/1.1 404 Not Found\r\n\r\n", Answer::Bad),
            ("HTTP/1.1 500 \r\n\r\n", Answer::Bad),
            ("SSH-2.0-OpenSSH", Answer::Nothing),
            ("", Answer::Nothing),
        ] {
            assert_eq!(ask(answers_with(text), "/"), answer, "{text}");
        }
    }

    #[test]
    fn a_port_that_nobody_listens_on_does_not_answer() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("the system has a free port");
        let port = listener.local_addr().expect("it listens").port();
        drop(listener);
        assert_eq!(ask(port, "/"), Answer::Nothing);
    }
}
