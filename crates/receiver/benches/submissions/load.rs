//! People who send one submission after the other, each on a connection. Bare sockets: on two cores, a client that
//! does more takes time from what is measured.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::CHARACTERS;

/// What the load came to.
pub struct Load {
    /// From each request to its receipt.
    latencies: Vec<Duration>,
    took: Duration,
}

impl Load {
    /// How many submissions a second were answered by receipts.
    pub fn a_second(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64()
    }

    /// Several as one, one after the other.
    pub fn of_all(loads: impl Iterator<Item = Self>) -> Self {
        let mut all = Self { latencies: Vec::new(), took: Duration::ZERO };
        for load in loads {
            all.latencies.extend(load.latencies);
            all.took += load.took;
        }
        all.latencies.sort_unstable();
        all
    }

    /// How long it takes to a receipt at most, for this share of a sorted whole.
    pub fn milliseconds(&self, share: f64) -> f64 {
        let last = self.latencies.len() - 1;
        self.latencies[(last as f64 * share) as usize].as_secs_f64() * 1000.0
    }
}

/// Sends on so many connections for so long.
pub fn make(address: &str, connections: usize, duration: Duration) -> Load {
    let start = Instant::now();
    let latencies = thread::scope(|scope| {
        let senders: Vec<_> = (0..connections).map(|_| scope.spawn(|| send(address, start + duration))).collect();
        senders.into_iter().flat_map(|sender| sender.join().expect("every post gets a receipt")).collect()
    });
    Load { latencies, took: start.elapsed() }
}

fn send(address: &str, end: Instant) -> Vec<Duration> {
    let (mut connection, mut latencies) = (Connection::open(address), Vec::new());
    while Instant::now() < end {
        let start = Instant::now();
        connection.post();
        latencies.push(start.elapsed());
    }
    latencies
}

/// Ids that were used.
static SENT: AtomicU64 = AtomicU64::new(0);

/// A connection that stays open.
pub struct Connection {
    requests: TcpStream,
    answers: BufReader<TcpStream>,
}

impl Connection {
    pub fn open(address: &str) -> Self {
        let requests = TcpStream::connect(address).expect("it listens");
        requests.set_nodelay(true).expect("it is a TCP socket");
        let answers = BufReader::new(requests.try_clone().expect("it is open"));
        Self { requests, answers }
    }

    /// Sends a new submission, and waits for its receipt.
    pub fn post(&mut self) {
        let id = format!("{:032x}", SENT.fetch_add(1, Ordering::Relaxed));
        self.requests.write_all(request(&id).as_bytes()).expect("it reads");
        assert_eq!(self.line(), "HTTP/1.1 201 Created");
        let mut length = 0;
        loop {
            let header = self.line();
            if header.is_empty() {
                break;
            }
            if let Some(stated) = header.strip_prefix("content-length: ") {
                length = stated.parse().expect("it is a number");
            }
        }
        let body = &mut (&mut self.answers).take(length);
        io::copy(body, &mut io::sink()).expect("the body comes");
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("the head is text");
        line.trim_end().to_owned()
    }
}

/// Publication that are different for each id.
fn request(id: &str) -> String {
    let body = json!({"id": id, "revision": 1, "answers": {
        "responding-as": "individual",
        "anything-else": format!("{id}{}", "x".repeat(CHARACTERS - id.len())),
        "publish": "do-not-publish",
        "withhold": "no",
        "official-information": true,
    }})
    .to_string();
    let length = body.len();
    let head = "POST /api/submissions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json";
    format!("{head}\r\ncontent-length: {length}\r\n\r\n{body}")
}
