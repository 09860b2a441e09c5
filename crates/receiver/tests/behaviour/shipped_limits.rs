//! The shipped program closes what the shipped times say. It takes as long as they do: half a minute.

use std::time::{Duration, Instant};

use crate::harness::{id, submission};
use crate::program::{Serving, folder};
use crate::wire::{Wire, get, post, status};

const SECOND: Duration = Duration::from_secs(1);

/// How long a connection stayed open that begins so, and what was heard.
async fn kept(address: &str, beginning: &str) -> (Duration, String) {
    let (mut wire, begun) = (Wire::to(address).await, Instant::now());
    wire.say(beginning).await;
    let heard = wire.hear_all().await;
    (begun.elapsed(), heard)
}

/// Headers without end, one each second.
async fn endless_head(address: &str) -> (Duration, String) {
    let (mut wire, begun) = (Wire::to(address).await, Instant::now());
    wire.say("GET / HTTP/1.1\r\n").await;
    wire.say_slowly("X: y\r\n".repeat(60).as_bytes(), "X: y\r\n".len(), SECOND).await;
    (begun.elapsed(), wire.hear_all().await)
}

/// A submission at 1 kB/s for longer than anybody may be silent.
async fn phone(address: &str) -> String {
    let mut wire = Wire::to(address).await;
    wire.say_slowly(post(&submission(1, &"x".repeat(19_900))).as_bytes(), 500, SECOND / 2).await;
    wire.hear_all().await
}

#[cfg(unix)]
#[tokio::test]
async fn after_half_a_minute_silence_endless_heads_and_idle_connections_end_and_a_slow_phone_is_served() {
    let folder = folder();
    let serving = Serving::start(folder.path(), &["--as-of", "2022-08-01T09:00:00+12:00"]);
    let address = serving.address();
    let idle = get("/health").replace("Connection: close\r\n", "");
    let (silent, headless, idle, endless, phone) = tokio::join!(
        kept(address, ""),
        kept(address, "GET / HTTP/1.1\r\nHost: h"),
        kept(address, &idle),
        endless_head(address),
        phone(address)
    );
    for (name, (open, heard)) in [("silent", silent), ("half a head", headless), ("idle", idle), ("endless", endless)] {
        assert!((29 * SECOND..45 * SECOND).contains(&open), "{name}: {open:?}");
        assert_eq!(status(&heard), if name == "idle" { 200 } else { 0 }, "{name}: {heard}");
    }
    assert_eq!(status(&phone), 201, "{phone}");
    assert!(phone.contains(&id(1)), "{phone}");
    serving.end();
}
