//! A client that says exactly what a test wants, on a socket of its own. It asserts nothing about answers.

use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::harness::SUBMISSIONS;

/// No test waits longer for a client's turn; a test that meets it has failed.
const PATIENCE: Duration = Duration::from_secs(90);

/// A connection.
pub struct Wire(TcpStream);

impl Wire {
    pub async fn to(address: &str) -> Self {
        let connected = timeout(PATIENCE, TcpStream::connect(address)).await;
        Self(connected.expect("it is accepted").expect("it listens"))
    }

    /// Says something, and whether the other side took it.
    pub async fn say(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.0.write_all(bytes.as_ref()).await.is_ok()
    }

    /// Says something piece by piece, with a pause after each.
    pub async fn say_slowly(&mut self, bytes: &[u8], piece: usize, pause: Duration) -> bool {
        for piece in bytes.chunks(piece) {
            if !self.say(piece).await {
                return false;
            }
            sleep(pause).await;
        }
        true
    }

    /// Says that nothing more is said, and goes on listening.
    pub async fn end_speaking(&mut self) {
        self.0.shutdown().await.expect("the connection is there");
    }

    /// What comes until the other side closes the connection.
    pub async fn hear_all(&mut self) -> String {
        let mut bytes = Vec::new();
        // A reset ends it too; what came before it counts.
        let _ = timeout(PATIENCE, self.0.read_to_end(&mut bytes)).await.expect("it ends");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// What comes next; empty once the connection is closed.
    pub async fn hear(&mut self, most: usize) -> String {
        let mut bytes = vec![0; most];
        let count = timeout(PATIENCE, self.0.read(&mut bytes)).await.expect("it comes").unwrap_or(0);
        String::from_utf8_lossy(&bytes[..count]).into_owned()
    }

    /// One request in its own words, on a connection of its own: the whole answer.
    pub async fn asked(address: &str, request: impl AsRef<[u8]>) -> String {
        let mut wire = Self::to(address).await;
        wire.say(request).await;
        wire.hear_all().await
    }
}

/// A request without a body, after which the connection is closed.
pub fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
}

/// The head of a post in JSON, with a body of so many bytes.
pub fn post_head(length: usize, more: &str) -> String {
    format!(
        "POST {SUBMISSIONS} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n{more}\r\n"
    )
}

/// The same post, whole.
pub fn post(submission: &Value) -> String {
    let body = submission.to_string();
    post_head(body.len(), "") + &body
}

/// The status of an answer; 0 where none came.
pub fn status(answer: &str) -> u16 {
    answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok()).unwrap_or(0)
}
