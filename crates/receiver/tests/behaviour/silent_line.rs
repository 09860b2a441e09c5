//! A line to a PostgreSQL server over TCP that falls silent in the middle, as when a firewall forgets it: it stays open, and
//! nothing goes through it any more. Lines that are made later are well. It asserts nothing.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use tokio::sync::Notify;

use crate::postgres_server::PostgresServer;

/// What a line falls silent at.
#[derive(Clone, Copy)]
pub enum Lost {
    /// The server hears these words, and its answer never comes.
    After(&'static str),
    /// The server never hears these words.
    Before(&'static str),
}

/// Where lines begin.
pub struct Lines {
    address: SocketAddr,
    next: Arc<Next>,
}

#[derive(Default)]
struct Next {
    lost: Mutex<Option<Lost>>,
    is_silent: Notify,
}

impl Lines {
    pub fn to(server: &PostgresServer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let (address, next) = (listener.local_addr().expect("it is bound"), Arc::<Next>::default());
        let (socket, of_lines) = (server.socket().join(".s.PGSQL.5432"), Arc::clone(&next));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let Ok(server) = UnixStream::connect(&socket) {
                    carry(client, server, &of_lines);
                }
            }
        });
        Self { address, next }
    }

    /// The address of a database of the server, by these lines.
    pub fn by(&self, database: &str) -> String {
        let name = database.split(['/', '?']).nth(3).expect("it has a name");
        format!("postgres://receiver@{}/{name}", self.address)
    }

    /// The line falls silent that is the first to carry the words.
    pub fn fall_silent(&self, lost: Lost) {
        *self.next.lost.lock().expect("nobody panics with it") = Some(lost);
    }

    /// Comes once that has happened.
    pub async fn silence(&self) {
        self.next.is_silent.notified().await;
    }
}

fn carry(client: TcpStream, server: UnixStream, next: &Arc<Next>) {
    let is_silent = Arc::<AtomicBool>::default();
    let (mut from_client, mut to_client) = (client.try_clone().expect("it is open"), client);
    let (mut to_server, mut from_server) = (server.try_clone().expect("it is open"), server);
    let (next, is_told) = (Arc::clone(next), Arc::clone(&is_silent));
    thread::spawn(move || {
        pass(&mut from_client, &mut to_server, &mut |bytes| next.goes_through(bytes, &is_told));
        let _ = to_server.shutdown(std::net::Shutdown::Write);
    });
    thread::spawn(move || {
        pass(&mut from_server, &mut to_client, &mut |_| !is_silent.load(Ordering::SeqCst));
        let _ = to_client.shutdown(std::net::Shutdown::Write);
    });
}

/// Passes on until the end; what does not go through is the last that anybody hears.
fn pass(from: &mut impl Read, to: &mut impl Write, goes_through: &mut dyn FnMut(&[u8]) -> bool) {
    let mut bytes = [0; 65536];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        if !goes_through(&bytes[..length]) {
            loop {
                thread::park();
            }
        }
        if to.write_all(&bytes[..length]).is_err() {
            return;
        }
    }
}

impl Next {
    fn goes_through(&self, bytes: &[u8], is_silent: &AtomicBool) -> bool {
        let mut next = self.lost.lock().expect("nobody panics with it");
        let has = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
        match *next {
            Some(lost @ (Lost::After(words) | Lost::Before(words))) if has(words) => {
                *next = None;
                is_silent.store(true, Ordering::SeqCst);
                self.is_silent.notify_one();
                matches!(lost, Lost::After(_))
            }
            _ => !is_silent.load(Ordering::SeqCst),
        }
    }
}
