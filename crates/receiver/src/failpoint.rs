//! Moments at which a test lets the program die, as by `kill -9`. A release build has none of this.

/// All rows of a group are written, and not yet committed.
pub const BEFORE_COMMIT: &str = "before-commit";
/// The database is committing.
pub const IN_COMMIT: &str = "in-commit";
/// What was stored is on disk, and nobody knows yet.
pub const AFTER_COMMIT: &str = "after-commit";
/// The receipt is made, and not yet sent.
pub const BEFORE_REPLY: &str = "before-reply";

/// Dies here, where `RECEIVER_DIES` says so with a number: `after-commit:17` is the 17th time.
#[cfg(debug_assertions)]
pub fn reach(point: &str) {
    if let Some(number) = armed::is_now(point) {
        match point {
            IN_COMMIT => armed::die_soon(number),
            _ => std::process::abort(),
        }
    }
}

/// Nothing.
#[cfg(not(debug_assertions))]
#[inline(always)]
pub fn reach(_: &str) {}

#[cfg(debug_assertions)]
mod armed {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    static ARMED: LazyLock<Option<(String, u64)>> = LazyLock::new(|| {
        let stated = std::env::var("RECEIVER_DIES").ok()?;
        let (point, number) = stated.split_once(':')?;
        Some((point.to_owned(), number.parse().ok()?))
    });

    static REACHED: AtomicU64 = AtomicU64::new(0);

    pub fn is_now(point: &str) -> Option<u64> {
        let (armed, number) = ARMED.as_ref()?;
        (armed == point && REACHED.fetch_add(1, Ordering::Relaxed) + 1 == *number).then_some(*number)
    }

    /// Other moments of a commit for other numbers; one takes some tenths of a millisecond.
    pub fn die_soon(number: u64) {
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_micros(number * 37 % 400));
            std::process::abort();
        });
    }
}
