//! How much time, memory and how many connections clients may take. Plain values; the rest of `serve` keeps to them.

use std::time::Duration;

/// Most systems let a program open 1,024 files at once; what is left are connections.
const MAX_CONNECTIONS: u32 = 1024 - OTHER_FILES;

/// Files that are no connections of clients: 13 of the program, its runtime and the database, one connection that waits
/// for a place, and [`crate::http::site::MAX_READS`]; the rest is room to spare.
const OTHER_FILES: u32 = 64;

/// What clients may take. The default is what the program ships with; tests state shorter times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long a request's head may take; also how long a connection may lie idle before the next one.
    pub head: Duration,
    /// How slowly a body may come, and an answer may be read.
    pub slowest: Slowest,
    /// How many connections are open at once.
    pub connections: u32,
    /// How many bytes of bodies are held at once, in all connections together.
    pub bytes_in_flight: u32,
    /// How long bodies may still come after the end was asked for.
    pub last_bodies: Duration,
    /// How long everything may still take after the end was asked for. The database is waited for during five seconds,
    /// so a body that comes last is still stored and answered.
    pub last_answers: Duration,
}

/// The slowest client that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slowest {
    /// The speed, in bytes a second.
    pub bytes_per_second: u32,
    /// How far behind that speed a client may be.
    pub behind: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(30),
            // A slow line is no attack: the worst mobile one has about 4 kB/s, and pauses.
            slowest: Slowest { bytes_per_second: 2000, behind: Duration::from_secs(60) },
            connections: connections_under(open_files()),
            // 32 of the largest bodies.
            bytes_in_flight: 64 * 1024 * 1024,
            last_bodies: Duration::from_secs(3),
            last_answers: Duration::from_secs(8),
        }
    }
}

/// So many connections that no file of the site and none of the database meets the system's limit.
fn connections_under(open_files: Option<u64>) -> u32 {
    let open_files = open_files.and_then(|files| u32::try_from(files).ok()).unwrap_or(u32::MAX);
    open_files.saturating_sub(OTHER_FILES).clamp(1, MAX_CONNECTIONS)
}

/// How many files this process may have open; none where there is no limit.
#[cfg(unix)]
fn open_files() -> Option<u64> {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::Nofile).current
}

/// How many files this process may have open; none where there is no limit.
#[cfg(not(unix))]
fn open_files() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_everything_else() {
        for (open_files, connections) in [(Some(1024), 960), (Some(256), 192), (Some(1 << 40), 960), (None, 960)] {
            assert_eq!(connections_under(open_files), connections, "{open_files:?}");
        }
    }

    #[test]
    fn there_is_always_one() {
        assert_eq!(connections_under(Some(10)), 1);
    }
}
